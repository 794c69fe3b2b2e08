import type { LocalizedText } from "#surveys/definition/codebook.ts";
import type { ReportedChange } from "#surveys/impact/reports/reports.ts";
import type { Reader } from "./number-format.ts";

/** So much of what was written as names it. */
const longestTitle = 90;

/** What a reported change is called: its oldest report's own words, cut at a word; nobody translates them. */
export function reportTitle({ reports }: ReportedChange): LocalizedText {
  const words = (reports[0]?.what ?? "").replace(/\s+/g, " ");
  const title = words.length <= longestTitle ? words : `${words.slice(0, longestTitle).replace(/\s\S*$/, "")} …`;
  return { da: title, en: title };
}

/** Who says so, and who agrees or disagrees. */
export function reportSentence({ reports }: ReportedChange, { say, language }: Reader): string {
  const list = (names: string[]) => new Intl.ListFormat(language).format([...new Set(names)]);
  const said = reports.flatMap(({ confirmations }) => confirmations);
  const who = (agreement: string) =>
    said.filter((one) => one.agreement === agreement).map((one) => one.organisation.name);
  const sentences = [
    say("partner:ripple.reported", { organisations: list(reports.map(({ organisation }) => organisation.name)) }),
    ...(["agree", "partly", "disagree"] as const).flatMap((agreement) => {
      const names = who(agreement);
      return names.length > 0 ? [say(`partner:ripple.${agreement}`, { organisations: list(names) })] : [];
    }),
  ];
  return sentences.join(" ");
}
