import type { Database } from "#db/schema.ts";
import { decideRipple, recodeRipple, reopenRipple } from "#surveys/impact/ripples/ripple-deeds.server.ts";
import { linkRipples, unlinkRipples } from "#surveys/impact/ripples/ripple-links.server.ts";
import type { RippleDeed } from "#surveys/impact/ripples/take-steps.server.ts";
import { type Problem, problem } from "#surveys/problem.ts";
import { candidateTitle } from "#surveys/reporting/candidate-words.ts";
import { typed } from "./refusal.server.ts";

/**
 * Does what a form on a ripple's page asks for. The page has several forms, so each field's name begins with what its form does.
 *
 * @returns what was done, or why it was refused, at the field of that form.
 */
export async function rippleDeed(
  db: Database,
  form: FormData,
  deed: Omit<RippleDeed, "seen">,
): Promise<{ done: string } | Problem> {
  const what = typed(form, "deed");
  const given = (name: string) => typed(form, `${what}-${name}`);
  const about = { ...deed, seen: typed(form, "seen"), reason: given("reason") };
  switch (what) {
    case "decide": {
      const decision = given("decision");
      const refused = await decideRipple(db, {
        ...{ ...about, decision },
        titleOf: candidateTitle,
      });
      return refused ? inForm(what, refused) : { done: decision };
    }
    case "reopen": {
      const refused = await reopenRipple(db, about);
      return refused ? inForm(what, refused) : { done: "reopened" };
    }
    case "recode": {
      const coding = { type: given("type"), depth: given("depth"), ring: given("ring") };
      const refused = await recodeRipple(db, { ...about, ...coding });
      return refused ? inForm(what, refused) : { done: "recoded" };
    }
    case "link":
    case "unlink": {
      const change = what === "link" ? linkRipples : unlinkRipples;
      const refused = await change(db, { ...about, other: given("other") });
      return refused ? inForm(what, refused) : { done: `${what}ed` };
    }
    default:
      return problem("request.unreadable");
  }
}

function inForm(form: string, { field, also, ...told }: Problem): Problem {
  return {
    ...told,
    ...(field ? { field: `${form}-${field}` } : {}),
    ...(also ? { also: also.map((other) => inForm(form, other)) } : {}),
  };
}
