import type { RippleCandidate } from "#surveys/impact/ripples/candidate.ts";

/** Which candidate is meant: one with this key, the report that begins so, or the theme with this word. */
export type DecidedAbout = { key: string } | { report: string } | { word: string };

/** What the demo's analyst does with the ripples once the second follow-up is closed; what another seed does not find is left out. */
export type DemoDeed = { about: DecidedAbout; daysAgo: number; reason: string } & (
  | { deed: "accepted" | "dismissed" }
  | { deed: "linked"; other: DecidedAbout }
  | { deed: "recoded"; type: string; depth: string; ring: string }
);

const lookAfter = { key: "indicator:resident/night-friends-look-after/mean:gain" };
const eachOther = { word: "hinanden" };
const talked = { key: "indicator:resident/it-talked/share:gain" };
const worry = { key: "indicator:resident/worry-crime/mean:harm" };

/** By the initiative's slug, in the order they are done. */
export const demoDeeds: Record<string, DemoDeed[]> = {
  "trygt-natteliv": [
    {
      ...{ deed: "linked", about: lookAfter, other: eachOther, daysAgo: 14 },
      reason: "Svarene på skalaen og det, folk selv skriver om at passe på hinanden, handler om det samme.",
    },
    {
      ...{ deed: "recoded", about: lookAfter, daysAgo: 14, type: "led-by-citizens", depth: "transitional", ring: "" },
      reason: "Det er de unge selv, der er begyndt at følges hjem.",
    },
    {
      ...{ deed: "accepted", about: lookAfter, daysAgo: 13 },
      reason: "Ses i to målinger, i alle områder og i de åbne svar. Tidevandet forklarer det ikke.",
    },
    {
      ...{ deed: "linked", about: { key: "indicator:resident/disorder-litter/share:harm" }, daysAgo: 13 },
      other: { report: "Der flyder mere affald" },
      reason: "Beboerne ser mere affald, og en aktør fortæller om det samme ved taxaholdepladsen.",
    },
    {
      ...{ deed: "dismissed", about: { word: "før" }, daysAgo: 12 },
      reason: "Ordene siger kun, at noget er nyt, ikke hvad.",
    },
  ],
  "tryg-hverdag-i-laerkevang": [
    {
      ...{ deed: "accepted", about: { report: "Den lokale betjent spiller med" }, daysAgo: 9 },
      reason: "To organisationer fortæller det hver for sig, og beboernes tillid til politiet er steget i samme tid.",
    },
  ],
  "sammen-mod-netsvindel": [
    {
      ...{ deed: "dismissed", about: talked, daysAgo: 6 },
      reason:
        "I Nabokredsen, hvor initiativet ikke arbejder, taler folk også mere om svindel. Ændringen er ikke vores alene.",
    },
    {
      ...{ deed: "dismissed", about: worry, daysAgo: 5 },
      reason: "Der var meget om svindel i medierne op til målingen, så uroen kan komme derfra.",
    },
  ],
};

export function isAbout(about: DecidedAbout, { key, subject }: RippleCandidate): boolean {
  if ("key" in about) return key === about.key;
  if ("word" in about) return subject.source === "theme" && subject.grown.words.some(({ word }) => word === about.word);
  return subject.source === "report" && subject.change.reports.some(({ what }) => what.startsWith(about.report));
}
