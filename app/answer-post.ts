import type { IncomingMessage } from "node:http";
import type { NextFunction, RequestHandler, Response } from "express";
import type { RingvirkContext } from "#app/load-context.ts";
import { withoutTokens } from "#app/log.ts";
import { type Taken, takePage } from "#surveys/answering/answering.server.ts";
import type { AskedPage } from "#surveys/answering/asked-page.server.ts";
import { findRespondent, type Respondent } from "#surveys/answering/respondent.server.ts";
import { isProblem, type Problem, problem } from "#surveys/problem.ts";

/** What a posted page leaves for the page to say: its own problems, that it could not be stored, or that it could not be read at all. */
export type PostedAnswers = { asked: AskedPage; respondent: Respondent; because: Because } | Problem;
type Because = "problems" | "not-stored" | "look";
type Kept = Pick<Taken & { kind: "kept" }, "revision" | "elsewhere">;

// A page of ten long comments, with six bytes on the way for each æ, is a quarter of it.
const longestForm = 1_048_576;

/**
 * Takes a posted page of a survey (`POST /s/:token`). It stands before Remix, whose way from request to redirect costs several times what
 * storing an answer does. What leads on is answered with a redirect; a page with problems is handed on as a GET, with
 * `response.locals.posted` for the page's loader to show.
 */
export function takePostedPage(context: Pick<RingvirkContext, "db" | "answers" | "clock">): RequestHandler<{
  token: string;
}> {
  return (request, response, next) => {
    takeForm(context, request.params.token, request).then(
      (taken) => {
        if ("path" in taken) return seeOther(response, taken.path);
        if ("kept" in taken) return sayKept(response, taken.kept);
        response.locals.posted = taken;
        request.method = "GET";
        next();
      },
      leftOr(request, next),
    );
  };
}

async function takeForm(
  context: Pick<RingvirkContext, "db" | "answers" | "clock">,
  token: string,
  request: IncomingMessage,
): Promise<PostedAnswers | { path: string } | { kept: Kept }> {
  const form = await readForm(request);
  if (isProblem(form)) return form;
  const respondent = await findRespondent(context.db, token, context.clock());
  const taken = isProblem(respondent) ? respondent : await takePage(context, respondent, form);
  const page = `/s/${encodeURIComponent(token)}`;
  // The page itself says why nothing can be answered now.
  if (isProblem(respondent) || isProblem(taken)) return { path: page };
  if (taken.kind === "not-stored") console.error(withoutTokens(taken.fault));
  if (taken.kind === "kept") return { kept: taken };
  if ("asked" in taken) {
    const because = taken.kind === "as-it-stands" ? "look" : taken.kind;
    return { asked: taken.asked, respondent, because };
  }
  return { path: `${page}${whereTo(taken)}` };
}

/** To a question by its id; the page's script, which is not told what stands behind "#", knows it from `new` or `list`. */
function whereTo(taken: Exclude<Taken, { asked: AskedPage } | { kind: "kept" }>): string {
  if (taken.kind === "stored") return `/thanks?lang=${taken.language}`;
  if (taken.kind === "more-questions") return `?page=${taken.number}&new=${taken.question}#question-${taken.question}`;
  if (taken.kind === "list-changed") return `?page=${taken.number}&list=${taken.question}#question-${taken.question}`;
  return `?page=${taken.number}${taken.because === "moved" ? "" : `&because=${taken.because}`}`;
}

/** The fields of a form, with or without a stated length. Refused: what is no plain form, and what is longer than any survey's page. */
async function readForm(request: IncomingMessage): Promise<URLSearchParams | Problem> {
  const type = request.headers["content-type"] ?? "";
  if (!/^application\/x-www-form-urlencoded\s*(;|$)/i.test(type)) return problem("request.unreadable");
  const body = await readBody(request);
  return body === null ? problem("upload.too-large") : new URLSearchParams(body.toString());
}

/** Null for what is too long; it is read on to its end and thrown away, so that the sender reads why. Half the cost of `for await`. */
function readBody(request: IncomingMessage): Promise<Buffer | null> {
  return new Promise((read, fail) => {
    const chunks: Buffer[] = [];
    let length = 0;
    request.on("data", (chunk: Buffer) => {
      length += chunk.length;
      if (length <= longestForm) chunks.push(chunk);
      else read(null);
    });
    request.on("end", () => read(Buffer.concat(chunks)));
    request.on("error", fail);
  });
}

/** Somebody who left while sending is no fault, and nobody is there to be told. */
function leftOr(request: IncomingMessage, next: NextFunction): (fault: unknown) => void {
  return (fault) => (request.complete ? next(fault) : undefined);
}

/** To the page's script, which saves on the way: no page, only what it must know to save the next time. */
function sayKept(response: Response, { revision, elsewhere }: Kept): void {
  response
    .writeHead(204, { "X-Draft": `${revision}${elsewhere ? " elsewhere" : ""}`, "Cache-Control": "no-store" })
    .end();
}

function seeOther(response: Response, path: string): void {
  response.writeHead(303, { Location: path, "Cache-Control": "no-store", "X-Robots-Tag": "noindex" }).end();
}
