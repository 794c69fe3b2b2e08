import type { ReportedChange } from "#surveys/impact/reports/reports.ts";

/** How a change stands with other organisations. Disagreement comes first: it is never hidden behind somebody's yes. */
export type Standing = "disputed" | "corroborated" | "reported";
export const standings = ["corroborated", "disputed", "reported"] as const satisfies Standing[];

export function standingsOf({ corroborated, disputed }: ReportedChange): Standing[] {
  const found: Standing[] = [
    ...(disputed ? ["disputed" as const] : []),
    ...(corroborated ? ["corroborated" as const] : []),
  ];
  return found.length > 0 ? found : ["reported"];
}

/** What the reader asks for; "" asks for everything. */
export interface ReportWish {
  kind: string;
  depth: string;
  ring: string;
  better: string;
  standing: string;
}

/** The changes of which at least one report is coded as wished. */
export function selectChanges(changes: readonly ReportedChange[], wish: ReportWish): ReportedChange[] {
  const fits = (wanted: string, value: string | null) => wanted === "" || wanted === value;
  return changes.filter(
    (change) =>
      (wish.standing === "" || standingsOf(change).some((standing) => standing === wish.standing)) &&
      change.reports.some(
        ({ coded, better }) =>
          fits(wish.kind, coded.kind) &&
          fits(wish.depth, coded.depth) &&
          fits(wish.ring, coded.ring) &&
          fits(wish.better, better),
      ),
  );
}
