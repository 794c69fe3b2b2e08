import { useSay } from "#app/texts/use-texts.ts";
import type { Coding } from "#surveys/impact/ripples/ripple-life.ts";
import { FigureTable } from "./figure-table.tsx";

/** How a ripple is coded, beside what its source proposes: a proposal stays in sight whatever the analyst says. */
export function RippleCoding({ coding, proposed }: { coding: Coding; proposed: Coding }) {
  const say = useSay();
  const codingWords = useCoding();
  const [now, before] = [codingWords(coding), codingWords(proposed)];
  return (
    <section aria-labelledby="coding">
      <h2 id="coding">{say("inbox:coding.title")}</h2>
      <p>{say("inbox:coding.what")}</p>
      <FigureTable
        caption={say("inbox:coding.table")}
        words
        head={["", say("inbox:coding.now"), say("inbox:coding.proposed")].map((head) => head || say("inbox:coding.of"))}
        rows={(["type", "depth", "ring"] as const).map((part) => [
          say(`inbox:filter.${part}`),
          now[part],
          before[part],
        ])}
      />
    </section>
  );
}

/** The words of a coding, part by part; what nobody has coded is said. */
export function useCoding(): (coding: Coding) => Record<keyof Coding, string> {
  const say = useSay();
  return ({ type, depth, ring }) => ({
    type: type ? say(`partner:kind.${type}`) : say("inbox:coding.type-none"),
    depth: depth ? say(`inbox:depth.${depth}`) : say("inbox:coding.depth-none"),
    ring: ring ? say(`inbox:ring.${ring}`) : say("inbox:coding.ring-none"),
  });
}
