import type { Database } from "#db/schema.ts";
import type { Codebook } from "#surveys/definition/codebook.ts";
import { minutesToAnswer } from "./answering-time.ts";
import { openLinksAsked } from "./open-link.server.ts";
import { openLinkAddress } from "./open-link.ts";
import type { Poster } from "./poster-page.ts";
import { lastMoment } from "./wave.ts";

interface PosterWanted {
  initiativeId: string;
  waveId: string;
  linkId: string;
  baseUrl: string;
  dayWords: (day: string) => string;
}

/** What the poster of an open link says; null where the initiative's wave has no such link. */
export async function posterOf(db: Database, wanted: PosterWanted): Promise<Poster | null> {
  const row = await openLinksAsked(db)
    .innerJoin("survey_version", "survey_version.id", "wave_survey.survey_version_id")
    .select(["open_link.name", "open_link.audience", "wave.closes_on", "wave.closes_at", "survey_version.codebook"])
    .select(["initiative.name as initiative", "initiative.place", "initiative.challenge"])
    .where("open_link.id", "=", wanted.linkId)
    .where("wave.id", "=", wanted.waveId)
    .where("initiative.id", "=", wanted.initiativeId)
    .executeTakeFirst();
  if (!row) return null;
  return {
    ...{ audience: row.audience, place: row.place, challenge: row.challenge, initiative: row.initiative },
    minutes: minutesToAnswer(JSON.parse(row.codebook) as Codebook),
    closesOn: wanted.dayWords(lastMoment(row)),
    address: openLinkAddress(wanted.baseUrl, row.name),
  };
}
