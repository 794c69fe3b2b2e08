import { Form, Link } from "@remix-run/react";
import { useSay } from "#app/texts/use-texts.ts";
import { rippleRings, rippleSources, rippleTypes } from "#surveys/impact/ripples/candidate.ts";
import type { RippleFilter as Filter } from "#surveys/reporting/ripple-list.ts";

/** What the list can be narrowed to, in the words of each choice. */
const choices = {
  kind: ["gain", "harm", "mixed", "unjudged"],
  source: rippleSources,
  type: [...rippleTypes, "none"],
  ring: [...rippleRings, "none"],
} as const satisfies Record<keyof Filter, readonly string[]>;

const wordsOf: Record<keyof Filter, (value: string) => string> = {
  kind: (value) => `results:ripple.${value}`,
  source: (value) => `inbox:source.${value}`,
  type: (value) => (value === "none" ? "inbox:coding.type-none" : `partner:kind.${value}`),
  ring: (value) => (value === "none" ? "inbox:coding.ring-none" : `inbox:ring.${value}`),
};

/** A form of four choices that works without script; how much of the list is in sight is always said. */
export function RippleFilter({ filter, all, shown }: { filter: Filter; all: number; shown: number }) {
  const say = useSay();
  const narrowed = Object.values(filter).some((value) => value !== "");
  return (
    <>
      <Form className="choices" method="get" preventScrollReset key={Object.values(filter).join(" ")}>
        {(Object.keys(choices) as Array<keyof Filter>).map((name) => (
          <div className="field" key={name}>
            <label htmlFor={`filter-${name}`}>{say(`inbox:filter.${name}`)}</label>
            <select id={`filter-${name}`} name={name} defaultValue={filter[name]}>
              <option value="">{say("inbox:filter.all")}</option>
              {choices[name].map((value) => (
                <option key={value} value={value}>
                  {say(wordsOf[name](value))}
                </option>
              ))}
            </select>
          </div>
        ))}
        <button className="button button--secondary">{say("inbox:filter.show")}</button>
      </Form>
      {narrowed ? (
        <p role="status">
          {say("inbox:filter.narrowed", { shown, all })} <Link to="?">{say("inbox:filter.clear")}</Link>
        </p>
      ) : null}
    </>
  );
}
