import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { Form, Link, useLoaderData } from "@remix-run/react";
import { requireRole } from "#app/accounts/access.server.ts";
import { SelectField } from "#app/components/form-field.tsx";
import { ChangeFigures, NetworkFigures } from "#app/components/network-figures.tsx";
import { NetworkLegend, NetworkPicture } from "#app/components/network-picture.tsx";
import { PageHeading } from "#app/components/page-heading.tsx";
import { TieChangeTable, TieTable } from "#app/components/tie-table.tsx";
import { pageTitle } from "#app/texts/page-title.ts";
import { readerOf } from "#app/texts/reader.server.ts";
import { useSay } from "#app/texts/use-texts.ts";
import { readNetwork } from "#surveys/impact/network/network.server.ts";
import type { Network, TieChange } from "#surveys/impact/network/network.ts";
import { changedTies, isRipple } from "#surveys/impact/network/network-candidates.ts";
import { networkDrawing } from "#surveys/reporting/network-drawing.ts";
import { pairTitle, type TieNames, tieSentence } from "#surveys/reporting/tie-words.ts";
import { selectTies, type TiesSelection } from "#surveys/reporting/ties-selection.ts";

export const meta: MetaFunction = ({ matches }) => pageTitle(matches, "network:title");

export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const access = await requireRole(request, context, params.slug, ["coordinator", "analyst", "partner"]);
  const network = await readNetwork(context.db, access.initiative.id);
  const selection = selectTies(network, new URL(request.url).searchParams.get("waves") ?? "");
  const mayMerge = access.roles.some((role) => role === "coordinator" || role === "administrator");
  const { say } = await readerOf(request, context, access.account);
  const changed = selection?.change ? changedTies(selection.change) : [];
  const names = namesIn(network);
  const told = changed.map((ripple) => ({
    unplanned: isRipple(ripple.tie),
    tie: ripple.tie,
    title: pairTitle(ripple.tie, names),
    sentence: tieSentence(ripple, names, say),
  }));
  return {
    selection,
    unplanned: told.filter(({ unplanned }) => unplanned),
    planned: told.filter(({ unplanned }) => !unplanned),
    merge: mayMerge ? `/initiatives/${access.initiative.slug}/setup/actors/merge` : null,
  };
}

export default function Ties() {
  const { selection, unplanned, planned, merge } = useLoaderData<typeof loader>();
  const say = useSay();
  return (
    <>
      <PageHeading title={say("network:title")} lead={say("network:lead")} />
      {selection ? (
        <>
          <WaveChoice selection={selection} />
          {selection.change ? (
            <>
              <Found of="unplanned" ties={unplanned} />
              <Found of="planned" ties={planned} />
            </>
          ) : (
            <p className="notice">{say("network:one-wave")}</p>
          )}
          <Pictures selection={selection} />
          <Tables selection={selection} />
          <Limits />
        </>
      ) : (
        <p className="notice">{say("network:none")}</p>
      )}
      {merge ? (
        <p>
          <Link to={merge}>{say("network:merge.link")}</Link>
        </p>
      ) : null}
    </>
  );
}

function namesIn({ organisations, waves }: Network): TieNames {
  return {
    organisation: (id) => organisations.find((organisation) => organisation.id === id)?.name ?? "",
    wave: (id) => waves.find(({ waveId }) => waveId === id)?.name ?? "",
  };
}

interface Told {
  tie: Pick<TieChange, "a" | "b" | "state">;
  title: string;
  sentence: string;
}

function WaveChoice({ selection: { choices, chosen } }: { selection: TiesSelection }) {
  const say = useSay();
  if (choices.length < 2) return null;
  const named = choices.map(({ key, fromWave, toWave }) => ({
    value: key,
    label: say("network:waves.pair", { from: fromWave, to: toWave }),
  }));
  return (
    <Form method="get" className="choices">
      <SelectField
        name="waves"
        label={say("network:waves.label")}
        value={chosen ?? undefined}
        groups={[{ choices: named }]}
      />
      <button className="button button--secondary">{say("network:waves.show")}</button>
    </Form>
  );
}

/** Changed ties in sentences: those that nobody planned, and those that the sealed plan expected. */
function Found({ of, ties }: { of: "unplanned" | "planned"; ties: Told[] }) {
  const say = useSay();
  return (
    <section aria-labelledby={of}>
      <h2 id={of}>{say(`network:found.${of}`, { count: ties.length })}</h2>
      <p className="quiet">{say(`network:found.${of}-what`)}</p>
      <ul className="plain-list">
        {ties.map(({ tie, title, sentence }) => (
          <li key={`${tie.a} ${tie.b}`} className={isLoss(tie.state) ? "card ripple ripple--harm" : "card ripple"}>
            <h3>{title}</h3>
            <p>{sentence}</p>
          </li>
        ))}
      </ul>
    </section>
  );
}

function isLoss(state: TieChange["state"]): boolean {
  return state === "lost" || state === "weaker";
}

function Pictures({ selection: { organisations, before, after, change } }: { selection: TiesSelection }) {
  const say = useSay();
  return (
    <section aria-labelledby="picture">
      <h2 id="picture">{say("network:picture.title")}</h2>
      <p>{say("network:picture.what")}</p>
      <div className="network-pictures">
        {before ? <NetworkPicture wave={before} drawing={networkDrawing(organisations, before, null)} /> : null}
        <NetworkPicture wave={after} drawing={networkDrawing(organisations, after, change)} />
      </div>
      <NetworkLegend organisations={organisations} />
    </section>
  );
}

function Tables({ selection: { organisations, before, after, change } }: { selection: TiesSelection }) {
  const say = useSay();
  const names = new Map(organisations.map(({ id, name }) => [id, name]));
  const nameOf = (id: string) => names.get(id) ?? "";
  return (
    <section aria-labelledby="figures">
      <h2 id="figures">{say("network:figures")}</h2>
      {change ? <ChangeFigures change={change} /> : null}
      <NetworkFigures waves={before ? [before, after] : [after]} />
      {change ? <TieChangeTable pairs={change.pairs} nameOf={nameOf} /> : <TieTable wave={after} nameOf={nameOf} />}
    </section>
  );
}

const limits = ["not-asked", "one-voice", "chance", "others", "cause"] as const;

/** What these figures cannot tell. */
function Limits() {
  const say = useSay();
  return (
    <section className="notice" aria-labelledby="limits">
      <h2 id="limits">{say("network:limits.title")}</h2>
      <ul>
        {limits.map((limit) => (
          <li key={limit}>{say(`network:limits.${limit}`)}</li>
        ))}
      </ul>
    </section>
  );
}
