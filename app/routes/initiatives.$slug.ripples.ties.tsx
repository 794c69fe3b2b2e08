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
import { networkDrawing } from "#surveys/reporting/network-drawing.ts";
import type { TieNames } from "#surveys/reporting/tie-words.ts";
import { selectTies, type TiesSelection } from "#surveys/reporting/ties-selection.ts";
import { type ToldTie, type ToldTies, toldTies } from "#surveys/reporting/told-ties.ts";

export const meta: MetaFunction = ({ matches }) => pageTitle(matches, "network:title");

export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const access = await requireRole(request, context, params.slug, ["coordinator", "analyst", "partner"]);
  const network = await readNetwork(context.db, access.initiative.id);
  const selection = selectTies(network, new URL(request.url).searchParams.get("waves") ?? "");
  const mayMerge = access.roles.some((role) => role === "coordinator" || role === "administrator");
  const { say } = await readerOf(request, context, access.account);
  return {
    selection,
    ...toldTies(selection?.change ?? null, namesIn(network), say),
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

/** Changed ties in sentences: those that nobody planned, and those that the sealed plan expected. What both say stands in sight. */
function Found({ of, ties }: { of: "unplanned" | "planned"; ties: ToldTies }) {
  const say = useSay();
  const { both, one, opposite } = ties;
  const count = both.length + one.length + opposite.length;
  return (
    <section aria-labelledby={of}>
      <h2 id={of}>{say(`network:found.${of}`, { count })}</h2>
      <p className="quiet">{say(`network:found.${of}-what`)}</p>
      {count > 0 ? (
        <p>
          {say("network:found.voices", { both: both.length, one: one.length })}{" "}
          {opposite.length > 0 ? say("network:found.voices-opposite", { opposite: opposite.length }) : ""}
        </p>
      ) : null}
      <TieCards ties={both} />
      {(["one", "opposite"] as const).map((backing) =>
        ties[backing].length === 0 ? null : (
          <details key={backing}>
            <summary>{say(`network:found.${backing}`, { count: ties[backing].length })}</summary>
            <p>{say("network:found.weak-what")}</p>
            <TieCards ties={ties[backing]} />
          </details>
        ),
      )}
    </section>
  );
}

function TieCards({ ties }: { ties: ToldTie[] }) {
  return (
    <ul className="plain-list">
      {ties.map(({ tie, title, sentence }) => (
        <li key={`${tie.a} ${tie.b}`} className={isLoss(tie.state) ? "card ripple ripple--harm" : "card ripple"}>
          <h3>{title}</h3>
          <p>{sentence}</p>
        </li>
      ))}
    </ul>
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
