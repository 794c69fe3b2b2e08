import { setTimeout } from "node:timers/promises";
import type { AppLoadContext } from "@remix-run/node";
import { typed } from "#app/refusal.server.ts";
import { respondentLanguageOf } from "#app/texts/language.server.ts";
import type { RespondentLanguage } from "#db/schema.ts";
import { beginVisit, findOpenDoor, type OpenDoor } from "#surveys/answering/open-visit.server.ts";
import { askedSurvey } from "#surveys/answering/respondent.server.ts";
import { readSelfCode, type SelfCodeElement, selfCodeElements } from "#surveys/answering/self-code.ts";
import { minutesToAnswer } from "#surveys/fieldwork/answering-time.ts";
import { isProblem, type Problem, problem } from "#surveys/problem.ts";
import { isRespondentLanguage } from "#surveys/respondent-language.ts";

/** What the first page of an open link shows. */
export interface ShownDoor {
  language: RespondentLanguage;
  languages: readonly RespondentLanguage[];
  minutes: number;
  door: OpenDoor;
}

/** The open link of an address, and what its survey can be asked in. Refused as by `findOpenDoor`. */
export async function showDoor(context: AppLoadContext, request: Request, name: string): Promise<ShownDoor | Problem> {
  const door = await findOpenDoor(context.db, name, context.clock());
  if (isProblem(door)) return door;
  const { pages, codebook } = await askedSurvey(context.db, door.surveyVersionId, door.wavePosition);
  const wished = new URL(request.url).searchParams.get("lang");
  const language = pages.languages.find((one) => one === wished) ?? respondentLanguageOf(request, pages.languages);
  return { language, languages: pages.languages, minutes: minutesToAnswer(codebook), door };
}

/**
 * Begins through an open link as the form says. Begins are limited by where they come from, and slowed when there are very many.
 * Refused: "open-link.too-many"; "field.not-a-choice" with the elements of a self-made code that cannot be; as by `beginVisit`.
 */
export async function begin(
  { db, clock, beginTries: tries, client }: AppLoadContext,
  name: string,
  { form, kiosk }: { form: FormData; kiosk: boolean },
): Promise<{ token: string } | Problem> {
  const code = readSelfCode(typedCode(form));
  if (code.wrong.length > 0) return problem("field.not-a-choice", { elements: code.wrong.join(" ") });
  const leave = tries.leave(client, clock());
  if ("backInSeconds" in leave) return problem("open-link.too-many", { minutes: Math.ceil(leave.backInSeconds / 60) });
  tries.miss(client, clock());
  if (leave.waitSeconds > 0) await setTimeout(leave.waitSeconds * 1000);
  const wished = typed(form, "language");
  const language = isRespondentLanguage(wished) ? wished : "da";
  return await beginVisit(db, name, { language, kiosk, selfCode: code.code, now: clock() });
}

function typedCode(form: FormData): Record<SelfCodeElement, string> {
  return Object.fromEntries(selfCodeElements.map((element) => [element, typed(form, `code-${element}`)])) as Record<
    SelfCodeElement,
    string
  >;
}
