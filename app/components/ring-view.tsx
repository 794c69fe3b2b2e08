import { Link } from "@remix-run/react";
import { formatDay } from "#app/texts/figure-format.ts";
import { useLanguage, useSay } from "#app/texts/use-texts.ts";
import { rippleRings } from "#surveys/impact/ripples/candidate.ts";
import type { RingPicture as Picture, RingMark, RingStep } from "#surveys/reporting/ring-picture.ts";
import { FigureTable } from "./figure-table.tsx";
import { MarkShape, RingPicture } from "./ring-picture.tsx";
import { rippleAddress } from "./ripple-card.tsx";

interface RingViewProps {
  slug: string;
  picture: Picture;
  /** The ripples stand on this page anyhow: on a narrow screen the list is left out, and the table has the numbers. */
  aboveCards?: boolean;
}

/** The picture with what its marks mean and, under it, the same in words: a list that leads on, and a table. */
export function RingView({ slug, picture, aboveCards = false }: RingViewProps) {
  const say = useSay();
  const sentence = useRingSentence()(picture);
  return (
    <div className={aboveCards ? "ring-view ring-view--above-cards" : "ring-view"}>
      <figure className="ring-view__figure">
        <RingPicture picture={picture} sentence={sentence} />
        <figcaption>
          <p>{sentence}</p>
          <Legend />
        </figcaption>
      </figure>
      <div>
        <MarkList slug={slug} picture={picture} />
        <details>
          <summary>{say("inbox:rings.table")}</summary>
          <MarkTable picture={picture} />
        </details>
      </div>
    </div>
  );
}

/** What the picture says, in a sentence or two; every count of it is in the table. */
export function useRingSentence(): (picture: Picture) => string {
  const say = useSay();
  const stepWords = useStepWords();
  return ({ marks, steps, chosen }) => {
    const step = steps[chosen];
    if (!step || marks.length === 0) return say("inbox:rings.nothing");
    const byKind = kinds.flatMap((kind) => {
      const ripples = marks.filter((mark) => mark.kind === kind).length;
      return ripples > 0 || kind === "gain" || kind === "harm"
        ? [say("inbox:rings.in-ring", { ring: say(`results:ripple.${kind}`), ripples })]
        : [];
    });
    const rings = rippleRings.map((ring) => {
      const here = marks.filter((mark) => mark.ring === ring).length;
      return say("inbox:rings.in-ring", { ring: say(`inbox:rings.ring.${ring}`), ripples: here });
    });
    const unplaced = marks.filter(({ ring }) => ring === null).length;
    return [
      say("inbox:rings.seen-by", { step: stepWords(step), ripples: marks.length }),
      `${byKind.join(", ")}.`,
      `${rings.join(", ")}.`,
      ...(unplaced > 0 ? [say("inbox:rings.unplaced", { ripples: unplaced })] : []),
    ].join(" ");
  };
}

/** "Opfølgning 1 (19. marts 2026)". */
export function useStepWords(): (step: RingStep) => string {
  const say = useSay();
  const language = useLanguage();
  return ({ wave, day }) => {
    const shown = formatDay(day, language);
    return wave === null ? shown : say("inbox:rings.step", { wave, day: shown });
  };
}

const kinds = ["gain", "harm", "mixed", "unjudged"] as const;
const standings = ["accepted", "corroborated", "candidate", "dismissed"] as const;

/** What shape and line mean. */
function Legend() {
  const say = useSay();
  return (
    <ul className="ring-legend">
      {kinds.map((kind) => (
        <li key={kind}>
          <LegendMark kind={kind} state="accepted" /> {say(`results:ripple.${kind}`)}
        </li>
      ))}
      {standings.map((state) => (
        <li key={state}>
          <LegendMark kind="gain" state={state} /> {say(`inbox:rings.state.${state}`)}
        </li>
      ))}
      <li>
        <LegendMark kind="gain" state="candidate" isNew /> {say("inbox:rings.new")}
      </li>
    </ul>
  );
}

/** One mark as the picture has it. */
function LegendMark({ kind, state, isNew = false }: Pick<RingMark, "kind" | "state"> & { isNew?: boolean }) {
  return (
    <svg className="ring-legend__mark" viewBox="0 0 32 32" width="28" height="28" aria-hidden="true">
      <g className={`rings__mark rings__mark--${kind} rings__mark--${state}`}>
        {isNew ? <circle className="rings__new" cx={16} cy={16} r={14} /> : null}
        <MarkShape kind={kind} x={16} y={16} radius={10} />
        {state === "corroborated" ? <MarkShape kind={kind} x={16} y={16} radius={6.5} /> : null}
      </g>
    </svg>
  );
}

/** The numbers of the picture, each with its name and the way to its page. */
function MarkList({ slug, picture: { marks, chosen } }: { slug: string; picture: Picture }) {
  const say = useSay();
  return (
    <ol className="ring-list">
      {marks.map((mark) => (
        <li key={mark.number} value={mark.number}>
          <Link to={rippleAddress(slug, mark.address)}>{mark.title}</Link>
          <span className="quiet">
            {say(`results:ripple.${mark.kind}`)} · {say(`inbox:state.${mark.state}`)}
            {mark.ring ? ` · ${say(`inbox:rings.ring.${mark.ring}`)}` : ` · ${say("inbox:coding.ring-none")}`}
            {mark.since === chosen ? ` · ${say("inbox:rings.new")}` : ""}
          </span>
        </li>
      ))}
    </ol>
  );
}

/** The same as the picture, cell by cell. */
function MarkTable({ picture: { marks, steps } }: { picture: Picture }) {
  const say = useSay();
  const stepWords = useStepWords();
  return (
    <FigureTable
      caption={say("inbox:rings.table-caption")}
      words
      head={["number", "title", "kind", "ring", "type", "state", "since"].map((head) =>
        say(`inbox:rings.head.${head}`),
      )}
      rows={marks.map(({ number, title, kind, ring, type, state, since }) => [
        String(number),
        title,
        say(`results:ripple.${kind}`),
        ring ? say(`inbox:ring.${ring}`) : say("inbox:coding.ring-none"),
        type === "none" ? say("inbox:coding.type-none") : say(`partner:kind.${type}`),
        say(`inbox:state.${state}`),
        steps[since] ? stepWords(steps[since]) : "",
      ])}
    />
  );
}
