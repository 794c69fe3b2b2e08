import { useSay } from "#app/texts/use-texts.ts";
import type { NetworkWave, TieChange, TieInWave, TieReport } from "#surveys/impact/network/network.ts";
import { reportWords, tieStateWords } from "#surveys/reporting/tie-words.ts";
import { FigureTable } from "./figure-table.tsx";

type NameOf = (id: string) => string;

/** Every pair between two waves: what each side said, what became of it, and whether the plan expected it. */
export function TieChangeTable({ pairs, nameOf }: { pairs: TieChange[]; nameOf: NameOf }) {
  const say = useSay();
  const shown = pairs.filter(({ state }) => state !== "absent").toSorted(byInterest);
  const said = (before: TieReport, after: TieReport) =>
    say("network:table.before-after", { before: reportWords(before, say), after: reportWords(after, say) });
  return (
    <FigureTable
      words
      caption={say("network:table.changes")}
      note={say("network:table.changes-note")}
      head={["pair", "first-says", "second-says", "state", "expected"].map((key) => say(`network:table.${key}`))}
      rows={shown.map((pair) => [
        say("network:table.pair-of", { a: nameOf(pair.a), b: nameOf(pair.b) }),
        said(pair.aSays.before, pair.aSays.after),
        said(pair.bSays.before, pair.bSays.after),
        tieStateWords(pair, say),
        say(`network:table.${pair.expected ? "yes" : "no"}`),
      ])}
    />
  );
}

const order: ReadonlyArray<TieChange["state"]> = ["new", "deeper", "mixed", "weaker", "lost", "same"];

/** What changed stands first, then what stayed, then what nobody can tell; within each by name, as they came. */
function byInterest(one: TieChange, other: TieChange): number {
  const place = ({ state }: TieChange) => (order.includes(state) ? order.indexOf(state) : order.length);
  return place(one) - place(other);
}

/** Every pair of one wave, where there is nothing yet to compare it with. */
export function TieTable({ wave, nameOf }: { wave: NetworkWave; nameOf: NameOf }) {
  const say = useSay();
  const level = (tie: TieInWave) => say(`network:agreement.${tie.agreement}`, { level: tie.level ?? "" });
  return (
    <FigureTable
      words
      caption={say("network:table.ties", { wave: wave.name })}
      head={["pair", "first-says", "second-says", "level"].map((key) => say(`network:table.${key}`))}
      rows={wave.ties.map((tie) => [
        say("network:table.pair-of", { a: nameOf(tie.a), b: nameOf(tie.b) }),
        reportWords(tie.aSays, say),
        reportWords(tie.bSays, say),
        level(tie),
      ])}
    />
  );
}
