import { useId } from "react";
import { useSay } from "#app/texts/use-texts.ts";
import { levels, type NetworkWave, type OrganisationState } from "#surveys/impact/network/network.ts";
import { type DrawnNode, type DrawnTie, drawingSize, type NetworkDrawing } from "#surveys/reporting/network-drawing.ts";

const nodeRadius = 14;
const arrows = { up: "▲", down: "▼", both: "◆" };

/** A wave of the network: numbered places, lines whose width, dashes and number tell the level. The table on the page says all of it. */
export function NetworkPicture({ wave, drawing }: { wave: NetworkWave; drawing: NetworkDrawing }) {
  const say = useSay();
  const titleId = useId();
  return (
    <figure className="network">
      <svg viewBox={`0 0 ${drawingSize} ${drawingSize}`} role="img" aria-labelledby={titleId}>
        <title id={titleId}>{say("network:picture.alt", { wave: wave.name, count: drawing.ties.length })}</title>
        {drawing.ties.map((tie) => (
          <TieLine key={tie.key} tie={tie} />
        ))}
        {drawing.ties.map((tie) => (
          <TieLabel key={tie.key} tie={tie} />
        ))}
        {drawing.nodes.map((node) => (
          <Node key={node.id} node={node} />
        ))}
      </svg>
      <figcaption>
        <strong>{wave.name}</strong>
        <Silences nodes={drawing.nodes} />
      </figcaption>
    </figure>
  );
}

function TieLine({ tie: { x1, y1, x2, y2, level } }: { tie: DrawnTie }) {
  return <line className={`network__tie network__tie--${level}`} {...{ x1, y1, x2, y2 }} />;
}

function TieLabel({ tie: { label, labelX, labelY, change } }: { tie: DrawnTie }) {
  if (label === null) return null;
  const words = `${label}${change ? arrows[change] : ""}`;
  const width = 8 + 7.5 * words.length;
  const look = change ? `network__label network__label--${change}` : "network__label";
  return (
    <g className={look}>
      <rect x={labelX - width / 2} y={labelY - 10} width={width} height={20} rx={5} />
      <text x={labelX} y={labelY}>
        {words}
      </text>
    </g>
  );
}

function Node({ node: { x, y, number, state } }: { node: DrawnNode }) {
  return (
    <g className={`network__node network__node--${state}`}>
      <circle cx={x} cy={y} r={nodeRadius} />
      <text x={x} y={y}>
        {number}
      </text>
    </g>
  );
}

const silent: readonly OrganisationState[] = ["no-answer", "not-asked", "not-taking-part"];

/** Of whom the picture knows nothing from themselves, in words: the outline of a circle tells it to the eye alone. */
function Silences({ nodes }: { nodes: DrawnNode[] }) {
  const say = useSay();
  return silent.map((state) => {
    const numbers = nodes.filter((node) => node.state === state).map(({ number }) => number);
    if (numbers.length === 0) return null;
    return (
      <span className="caption-note" key={state}>
        {say(`network:organisation.${state}`, { numbers: numbers.join(", ") })}
      </span>
    );
  });
}

/** What numbers and lines stand for. */
export function NetworkLegend({
  organisations,
}: {
  organisations: Array<{ id: string; name: string; otherNames: string[] }>;
}) {
  const say = useSay();
  return (
    <div className="network-legend">
      <section aria-labelledby="who">
        <h3 id="who">{say("network:legend.who")}</h3>
        <ol>
          {organisations.map(({ id, name, otherNames }) => (
            <li key={id}>
              {name}
              {otherNames.length > 0 ? (
                <span className="quiet"> {say("network:legend.other-names", { names: otherNames.join(", ") })}</span>
              ) : null}
            </li>
          ))}
        </ol>
      </section>
      <section aria-labelledby="lines">
        <h3 id="lines">{say("network:legend.lines")}</h3>
        <ul>
          {levels.map((level) => (
            <li key={level}>
              <svg className="network-legend__line" viewBox="0 0 64 12" aria-hidden="true">
                {level === 0 ? null : (
                  <line className={`network__tie network__tie--${level}`} x1={2} y1={6} x2={62} y2={6} />
                )}
              </svg>
              {say(`network:level.${level}`)}
            </li>
          ))}
        </ul>
        <p className="quiet">{say("network:legend.labels")}</p>
      </section>
    </div>
  );
}
