import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { requireCoordinator } from "#app/accounts/coordinator.server.ts";
import { ContactPlan, contactFields } from "#app/components/contact-plan.tsx";
import { ProblemSummary } from "#app/components/form-field.tsx";
import { LanguageNotes } from "#app/components/language-notes.tsx";
import { PageForm } from "#app/components/page-form.tsx";
import { SetupHeading } from "#app/components/setup-heading.tsx";
import { WaveDeeds } from "#app/components/wave-deeds.tsx";
import { WaveFacts } from "#app/components/wave-facts.tsx";
import { WaveFields, waveFields } from "#app/components/wave-fields.tsx";
import { WaveMails } from "#app/components/wave-mails.tsx";
import { WaveModeForm } from "#app/components/wave-mode-form.tsx";
import { done, readForm, refuse } from "#app/refusal.server.ts";
import { pageTitle } from "#app/texts/page-title.ts";
import { useSay } from "#app/texts/use-texts.ts";
import { toldLanguages } from "#app/told-languages.server.ts";
import { doWaveDeed } from "#app/wave-deeds.server.ts";
import { waveFormOf } from "#app/wave-form.server.ts";
import { surveysOf } from "#surveys/definition/survey.server.ts";
import { contactList, toldMessages } from "#surveys/fieldwork/contact-list.server.ts";
import { failedMessages, messagesOf, unsureMessages } from "#surveys/fieldwork/message.server.ts";
import { readLanguages } from "#surveys/fieldwork/read-languages.server.ts";
import { waveOnList } from "#surveys/fieldwork/wave-list.server.ts";
import { setupSteps } from "#surveys/initiative/setup-steps.server.ts";
import { isProblem } from "#surveys/problem.ts";

export const meta: MetaFunction = ({ matches }) => pageTitle(matches, "setup:wave.title");

export async function loader(args: LoaderFunctionArgs) {
  const { initiative, path } = await requireCoordinator(args);
  const { db } = args.context;
  const wave = await waveOnList(db, initiative.id, args.params.waveId ?? "");
  if (!wave) throw new Response(null, { status: 404 });
  return {
    path,
    wave,
    plan: waveFormOf(wave),
    surveys: await surveysOf(db, initiative.id),
    steps: await setupSteps(db, initiative),
    languages: toldLanguages(await readLanguages(db, initiative.id, wave.surveys)),
    mails: toldMessages(await messagesOf(db, wave.id)),
    contacts: await contactList(db, wave.id),
    troubled: [...(await unsureMessages(db, wave.id)), ...(await failedMessages(db, wave.id))],
  };
}

export async function action(args: ActionFunctionArgs) {
  const coordinating = await requireCoordinator(args);
  const form = await readForm(args.request);
  const waveId = args.params.waveId ?? "";
  const word = await doWaveDeed(args.context, coordinating, { waveId, form });
  return isProblem(word) ? refuse(word, form) : done(`${coordinating.path}/waves/${waveId}`, word);
}

export default function Wave() {
  const { path, wave, plan, surveys, steps, languages, mails, contacts, troubled } = useLoaderData<typeof loader>();
  const refusal = useActionData<typeof action>();
  const say = useSay();
  return (
    <>
      <SetupHeading title={wave.name} under={{ path: "waves", name: say("setup:step.waves") }} />
      <ProblemSummary
        problem={refusal?.problem}
        labels={Object.fromEntries([
          ...[...waveFields, "endsOn", "endsAt"].map((name) => [name, say(`setup:wave.${name}`)]),
          ...contactFields.map((name) => [name, say(`setup:contact.${name}`)]),
        ])}
      />
      <section className="card">
        <WaveFacts wave={wave} />
        {wave.surveys.map(({ audience, title, number }) => (
          <p className="quiet" key={audience}>
            {say(`setup:audience.${audience}`)}: {title} ({say("setup:survey.version", { number })})
          </p>
        ))}
      </section>
      <WaveDeeds wave={wave} steps={steps} path={path} refusal={refusal ?? null} />
      {wave.source === "ringvirk" ? (
        <ContactPlan
          contacts={contacts}
          values={refusal?.typed ?? {}}
          problem={refusal?.problem}
          isOver={wave.state === "closed"}
        />
      ) : null}
      {wave.source === "ringvirk" && wave.state !== "closed" ? <LanguageNotes languages={languages} /> : null}
      <WaveModeForm mode={wave.mode} />
      {wave.state === "planned" ? (
        <>
          <h2>{say("setup:wave.change")}</h2>
          <PageForm deed="replan" send={say("setup:save")}>
            <WaveFields
              surveys={[...surveys, ...wave.surveys.filter((survey) => !survey.newest)]}
              values={refusal?.typed.name === undefined ? plan : refusal.typed}
              problem={refusal?.problem}
            />
          </PageForm>
        </>
      ) : null}
      {wave.source === "ringvirk" && wave.state !== "planned" ? <WaveMails mails={mails} troubled={troubled} /> : null}
    </>
  );
}
