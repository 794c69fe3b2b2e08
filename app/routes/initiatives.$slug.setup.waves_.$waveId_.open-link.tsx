import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { requireCoordinator } from "#app/accounts/coordinator.server.ts";
import { ProblemSummary } from "#app/components/form-field.tsx";
import { OpenLinkCard } from "#app/components/open-link-card.tsx";
import { OpenLinkFields } from "#app/components/open-link-fields.tsx";
import { PageForm } from "#app/components/page-form.tsx";
import { SetupHeading } from "#app/components/setup-heading.tsx";
import { done, readForm, refuse, typed } from "#app/refusal.server.ts";
import { pageTitle } from "#app/texts/page-title.ts";
import { useSay } from "#app/texts/use-texts.ts";
import { closeOpenLink, makeOpenLink, openLinksOf } from "#surveys/fieldwork/open-link.server.ts";
import { openLinkAddress, openLinkLimits } from "#surveys/fieldwork/open-link.ts";
import { qrMatrix, qrPath, qrViewBox } from "#surveys/fieldwork/qr-code.ts";
import { waveOnList } from "#surveys/fieldwork/wave-list.server.ts";
import { isProblem } from "#surveys/problem.ts";

export const meta: MetaFunction = ({ matches }) => pageTitle(matches, "way:link.title");

export async function loader(args: LoaderFunctionArgs) {
  const { initiative, path } = await requireCoordinator(args);
  const { db, settings } = args.context;
  const wave = await waveOnList(db, initiative.id, args.params.waveId ?? "");
  if (!wave) throw new Response(null, { status: 404 });
  const links = await openLinksOf(db, wave.id);
  return {
    path: `${path}/waves/${wave.id}/open-link`,
    wave: { id: wave.id, name: wave.name, state: wave.state },
    without: wave.surveys.map(({ audience }) => audience).filter((one) => links.every((link) => link.audience !== one)),
    suggestion: initiative.slug.slice(0, 30).replace(/-+$/, ""),
    links: links.map((link) => {
      const address = openLinkAddress(settings.baseUrl, link.name);
      const matrix = qrMatrix(address);
      return { ...link, address, qr: { path: qrPath(matrix), viewBox: qrViewBox(matrix) } };
    }),
  };
}

export async function action(args: ActionFunctionArgs) {
  const { deed, path } = await requireCoordinator(args);
  const form = await readForm(args.request);
  const waveId = args.params.waveId ?? "";
  const here = `${path}/waves/${waveId}/open-link`;
  const wanted = typed(form, "deed");
  if (wanted === "close" || wanted === "reopen") {
    const linkId = typed(form, "linkId");
    const refused = await closeOpenLink(args.context.db, deed, { waveId, linkId, closed: wanted === "close" });
    return refused ? refuse(refused, form) : done(here, `open-link-${wanted}d`.replace("reopend", "reopened"));
  }
  const made = await makeOpenLink(args.context.db, deed, {
    waveId,
    audience: typed(form, "audience") === "actor" ? "actor" : "resident",
    plan: {
      name: typed(form, "name"),
      mostAnswers: typed(form, "mostAnswers"),
      asksSelfCode: typed(form, "asksSelfCode") === "yes",
    },
  });
  return isProblem(made) ? refuse(made, form) : done(here, "open-link-made");
}

export default function OpenLinks() {
  const { path, wave, without, suggestion, links } = useLoaderData<typeof loader>();
  const refusal = useActionData<typeof action>();
  const say = useSay();
  return (
    <>
      <SetupHeading
        title={say("way:link.title")}
        lead={say("way:link.lead")}
        under={{ path: `waves/${wave.id}`, name: wave.name }}
      />
      <ProblemSummary
        problem={refusal?.problem}
        labels={{ name: say("way:link.name"), mostAnswers: say("way:link.most") }}
      />
      {links.map((link) => (
        <OpenLinkCard key={link.id} link={link} path={path} isOpen={wave.state === "open"} />
      ))}
      {wave.state === "open" && without.length > 0 ? (
        <section className="card">
          <h2>{say("way:link.make")}</h2>
          <PageForm deed="make" send={say("way:link.make")}>
            <OpenLinkFields
              audiences={without}
              typed={refusal?.typed ?? { name: suggestion, mostAnswers: String(openLinkLimits.usual) }}
              problem={refusal?.problem ?? null}
            />
          </PageForm>
        </section>
      ) : null}
      {wave.state === "open" ? null : <p className="notice">{say("way:link.not-open")}</p>}
    </>
  );
}
