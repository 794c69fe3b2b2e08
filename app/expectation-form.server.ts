import { typed } from "#app/refusal.server.ts";
import type { ExpectationTable } from "#db/schema.ts";
import type { ExpectationInput } from "#surveys/initiative/expectation.server.ts";

/** An expectation as its form was filled in. */
export function expectationIn(form: FormData): ExpectationInput {
  return { statement: typed(form, "statement"), about: aboutIn(form) };
}

/** An expectation as its form shows it. */
export function expectationFormOf(expectation: ExpectationTable): Record<string, string> {
  const { statement, audience, item_key, organisation_a, organisation_b } = expectation;
  return {
    statement,
    about: item_key ? "indicator" : organisation_a ? "tie" : "nothing",
    indicator: item_key ? `${audience}/${item_key}` : "",
    organisationA: organisation_a ?? "",
    organisationB: organisation_b ?? "",
  };
}

function aboutIn(form: FormData): ExpectationInput["about"] {
  const kind = typed(form, "about");
  if (kind === "indicator") {
    const [audience = "", itemKey = ""] = typed(form, "indicator").split("/");
    return { kind, audience, itemKey };
  }
  if (kind === "tie") {
    return { kind, organisationA: typed(form, "organisationA"), organisationB: typed(form, "organisationB") };
  }
  return { kind: "nothing" };
}
