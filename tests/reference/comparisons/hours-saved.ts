import { type GroupedValue, sumOfMeans } from "#surveys/impact/statistics/sum-of-means.ts";
import { hoursSaved, type ProcessAnswer } from "#surveys/impact/workflows/hours-saved.ts";
import { type Comparison, figuresOf } from "#tests/reference/comparison.ts";
import reference from "#tests/reference/sum-of-means.json" with { type: "json" };

const source = "sum-of-means.R";
const code = ["surveys/impact/statistics/sum-of-means.ts"];

export type Row = (typeof reference.people)[number];
export const people: Row[] = reference.people;
export const twoOrganisations = people.filter(({ organisation }) => reference.two.organisations.includes(organisation));
/** No rule of disclosure stands in the way. */
export const open = { floor: 5, forOrganisation: true, rest: [] };

export const answersOf = (rows: Row[], weighted = false): ProcessAnswer[] =>
  rows.map((row) => ({
    person: String(row.id),
    ...{ organisationId: row.organisation, hoursBefore: row.before, hoursNow: row.now, casesNow: row.cases },
    weight: weighted ? row.weight : 1,
  }));

export function valuesOf(rows: Row[], group: "saved" | "second"): GroupedValue[] {
  return rows.flatMap((row) => {
    const value = row[group];
    return value === undefined ? [] : [{ stratum: row.organisation, group, person: String(row.id), value }];
  });
}

export const hoursSavedAMonth: Comparison[] = [
  {
    ...{ method: "Sum of organisations' means", code, source, within: 1e-9 },
    reference: "R survey: `svytotal`, organisations as strata",
    figures: () => figuresOf("total", sumOfMeans(valuesOf(people, "saved")), reference.total),
  },
  {
    ...{ method: "Sum of two organisations' means, with its degrees of freedom", code, source, within: 1e-9 },
    reference: "R stats: `t.test` (Welch) of one against minus the other",
    figures: () => {
      const { estimate, se, df } = reference.two;
      return figuresOf("two", sumOfMeans(valuesOf(twoOrganisations, "saved")), { estimate, se, df });
    },
  },
  {
    ...{ method: "Sum of organisations' means over two processes that share people", code, source, within: 1e-9 },
    reference: "R survey: `svyratio` of every organisation and process, with covariances",
    figures: () =>
      figuresOf("shared", sumOfMeans([...valuesOf(people, "saved"), ...valuesOf(people, "second")]), reference.shared),
  },
  {
    ...{ method: "Hours saved a month: for one organisation, in all, weighted", source, within: 1e-9 },
    code: ["surveys/impact/workflows/hours-saved.ts"],
    reference: "R `t.test`, survey `svytotal` and `svymean`",
    figures: () => {
      const [plain, two] = [hoursSaved(answersOf(people), open), hoursSaved(answersOf(twoOrganisations), open)];
      const weighted = hoursSaved(answersOf(people, true), open)?.perOrganisation;
      return [
        ...figuresOf("one organisation", plain?.perOrganisation, reference.mean),
        ...figuresOf("in all", plain?.inAll, { estimate: reference.total.estimate }),
        ...figuresOf("two organisations", two?.inAll, { low: reference.two.low, high: reference.two.high }),
        ...figuresOf("weighted", weighted, { estimate: reference.weighted.estimate }),
      ];
    },
  },
];
