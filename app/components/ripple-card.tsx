import { Link } from "@remix-run/react";
import { formatDay, formatInstant } from "#app/texts/figure-format.ts";
import { useLanguage, useSay } from "#app/texts/use-texts.ts";
import type { Coding } from "#surveys/impact/ripples/ripple-life.ts";
import type { RippleCard as Card } from "#surveys/reporting/ripple-card.ts";
import { RippleFigures } from "./ripple-figures.tsx";
import { FindingAbout } from "./tide-list.tsx";
import { RippleMark, StateMark } from "./verdict-mark.tsx";

/** Ripples as cards, each leading to its own page. */
export function RippleCards({ slug, cards }: { slug: string; cards: Card[] }) {
  return (
    <ol className="plain-list">
      {cards.map((card) => (
        <li className={`card ripple ripple--${card.kind}`} key={card.address}>
          <RippleMarks card={card} />
          <h3>
            <Link to={rippleAddress(slug, card.address)}>{card.title}</Link>
          </h3>
          <RippleSentence card={card} />
          {card.figures ? <RippleFigures group={card.figures} /> : null}
          <CodingWords coding={card.coding} />
          <Corroborated card={card} />
          <DecisionNote card={card} />
        </li>
      ))}
    </ol>
  );
}

export function rippleAddress(slug: string, address: string): string {
  return `/initiatives/${slug}/ripples/candidate/${address}`;
}

/** Gain or harm, where it stands, and where it comes from. */
export function RippleMarks({ card: { kind, state, source, reopened } }: { card: Card }) {
  const say = useSay();
  return (
    <p className="marks">
      <RippleMark kind={kind} /> <StateMark state={state} />{" "}
      {reopened ? <span className="badge badge--warn">{say("inbox:state.reopened")}</span> : null}{" "}
      <span className="badge">{say(`inbox:source.${source}`)}</span>
    </p>
  );
}

/** What changed; what can be said where the figures are no longer found. */
export function RippleSentence({ card: { sentence, figures } }: { card: Card }) {
  const say = useSay();
  if (sentence === null) return <p className="notice notice--warn">{say("inbox:card.vanished")}</p>;
  return (
    <>
      {figures ? <FindingAbout group={figures} /> : null}
      <p>{sentence}</p>
    </>
  );
}

/** Type, depth and ring in a line; what nobody has coded is said. */
function CodingWords({ coding: { type, depth, ring } }: { coding: Coding }) {
  const say = useSay();
  const words = [
    type ? say(`partner:kind.${type}`) : say("inbox:coding.type-none"),
    depth ? say(`inbox:depth.${depth}`) : "",
    ring ? say(`inbox:ring.${ring}`) : say("inbox:coding.ring-none"),
  ];
  return <p className="quiet">{words.filter((word) => word !== "").join(" · ")}</p>;
}

/** Who says so each for itself, and what it has been linked with. */
export function Corroborated({ card: { voices, linked } }: { card: Card }) {
  const say = useSay();
  return (
    <>
      {voices.length > 0 ? <p>{say("inbox:card.voices", { names: voices.join(", ") })}</p> : null}
      {linked.length > 0 ? (
        <p>{say("inbox:card.linked", { titles: linked.map(({ title }) => `“${title}”`).join(", ") })}</p>
      ) : null}
    </>
  );
}

/** The decision in force with its reason, and whether the figures are still those it was made on. */
export function DecisionNote({ card: { state, decision, seenOn } }: { card: Card }) {
  const say = useSay();
  const language = useLanguage();
  if (!decision) return <p className="quiet">{say("inbox:card.seen", { day: formatDay(seenOn, language) })}</p>;
  return (
    <div className={state === "accepted" ? "notice notice--good" : "notice"}>
      <p>{say(`inbox:decision.${state}`, { by: decision.by, at: formatInstant(decision.at, language) })}</p>
      <p className="typed">“{decision.reason}”</p>
      {decision.changed ? (
        <p>
          <strong>{say("inbox:decision.changed")}</strong> {say("inbox:decision.changed-what")}
        </p>
      ) : null}
    </div>
  );
}
