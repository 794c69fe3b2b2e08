import type { Database, InitiativeTable } from "#db/schema.ts";
import { readResults } from "#surveys/impact/results.server.ts";
import type { Ripple } from "#surveys/impact/ripples/ripple-life.ts";
import { readRipples } from "#surveys/impact/ripples/ripples.server.ts";
import { themeCandidates } from "#surveys/impact/themes/theme-candidates.ts";
import { readThemes } from "#surveys/impact/themes/themes.server.ts";
import type { Deed } from "#surveys/initiative/audit.server.ts";
import { dataControllerOf } from "#surveys/initiative/data-controller.server.ts";
import { keepPublicHeadlines, publicHeadlines } from "#surveys/initiative/public-headline.server.ts";
import { publishedContent, storePublication } from "#surveys/initiative/publication.server.ts";
import type { Problem } from "#surveys/problem.ts";
import type { SayIn } from "#surveys/texts.ts";
import type { Reader } from "./number-format.ts";
import { type PublicMaterial, type PublicResults, publicFloor, publicResults } from "./public-results.ts";
import { ripplesToName } from "./public-ripples.ts";
import { rippleTitle } from "./ripple-card.ts";

type Published = Record<"da" | "en", PublicResults>;
type Subject = Pick<InitiativeTable, "id" | "name" | "challenge" | "place" | "district">;

/** What would be put before everybody now, in both languages. */
export async function previewPublication(db: Database, initiative: Subject, sayIn: SayIn): Promise<Published> {
  const material = await readMaterial(db, initiative);
  return {
    da: publicResults(material, { language: "da", say: sayIn("da") }),
    en: publicResults(material, { language: "en", say: sayIn("en") }),
  };
}

/** Publishes what the preview shows, as it stands now. Refused as `storePublication`. */
export async function publishResults(
  db: Database,
  deed: Deed,
  { initiative, listed, sayIn }: { initiative: Subject; listed: boolean; sayIn: SayIn },
): Promise<Problem | null> {
  const content = JSON.stringify(await previewPublication(db, initiative, sayIn));
  return storePublication(db, deed, { content, listed, floor: publicFloor });
}

/** What stands on an initiative's public page; null where there is none. */
export async function readPublished(
  db: Database,
  slug: string,
  language: keyof Published,
): Promise<{ page: PublicResults; publishedOn: string; listed: boolean } | null> {
  const stored = await publishedContent(db, slug);
  if (!stored) return null;
  const { content, publishedOn, listed } = stored;
  return { page: (JSON.parse(content) as Published)[language], publishedOn, listed };
}

async function readMaterial(db: Database, { id, name, challenge, place, district }: Subject): Promise<PublicMaterial> {
  const results = await readResults(db, id, { floor: publicFloor });
  const lastDays = new Map(results.waves.map((wave) => [wave.id, wave.closesOn]));
  return {
    initiative: { name, challenge, place, district },
    controller: await dataControllerOf(db, id),
    results,
    themes: themeCandidates(await readThemes(db, id, publicFloor), lastDays),
    inbox: await readRipples(db, id),
    headlines: await publicHeadlines(db, id),
  };
}

/** A ripple that a coordinator may call something in public. */
export interface RippleToName {
  /** Of the form. */
  field: string;
  /** What it is called inside. */
  title: string;
  /** What it is called in public; "" where nobody has said. */
  headline: string;
}

/** The accepted ripples whose own words stay inside, with what they are called in public. */
export async function namedByHand(db: Database, initiativeId: string, reader: Reader): Promise<RippleToName[]> {
  const inbox = await readRipples(db, initiativeId);
  const headlines = await publicHeadlines(db, initiativeId);
  return ripplesToName(inbox).map((ripple) => ({
    field: fieldOf(ripple),
    title: rippleTitle(inbox, ripple, reader),
    headline: headlines.get(ripple.key) ?? "",
  }));
}

/** Keeps what a form says of those ripples. Refused as `keepPublicHeadlines`. */
export async function nameByHand(
  db: Database,
  deed: Deed,
  written: (field: string) => unknown,
): Promise<Problem | null> {
  const named = ripplesToName(await readRipples(db, deed.initiativeId)).flatMap((ripple) => {
    const words = written(fieldOf(ripple));
    return typeof words === "string" ? [{ field: fieldOf(ripple), key: ripple.key, words }] : [];
  });
  return keepPublicHeadlines(db, deed, named);
}

function fieldOf({ address }: Ripple): string {
  return `headline-${address}`;
}
