import { type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction, redirect } from "@remix-run/node";
import { Link, useActionData, useLoaderData } from "@remix-run/react";
import { requireCoordinator } from "#app/accounts/coordinator.server.ts";
import { FileField, ProblemSummary, RadioField } from "#app/components/form-field.tsx";
import { LanguageNotes } from "#app/components/language-notes.tsx";
import { PageForm } from "#app/components/page-form.tsx";
import { ParticipantGroups } from "#app/components/participant-groups.tsx";
import { SetupHeading } from "#app/components/setup-heading.tsx";
import { fileIn, readMultipart } from "#app/multipart.server.ts";
import { refuse, typed } from "#app/refusal.server.ts";
import { pageTitle } from "#app/texts/page-title.ts";
import { useSay } from "#app/texts/use-texts.ts";
import { toldLanguages } from "#app/told-languages.server.ts";
import { participantCounts } from "#surveys/fieldwork/participant.server.ts";
import { participantGroups } from "#surveys/fieldwork/participant-group.server.ts";
import { readLanguages } from "#surveys/fieldwork/read-languages.server.ts";
import { stageUpload } from "#surveys/fieldwork/upload.server.ts";
import { audiences, isAudience } from "#surveys/initiative/audience.ts";
import { isLinked } from "#surveys/initiative/initiative.server.ts";
import { isProblem, problemAt } from "#surveys/problem.ts";

export const meta: MetaFunction = ({ matches }) => pageTitle(matches, "setup:step.participants");

export async function loader(args: LoaderFunctionArgs) {
  const { initiative } = await requireCoordinator(args);
  return {
    linked: await isLinked(args.context.db, initiative.id),
    counts: await participantCounts(args.context.db, initiative.id),
    groups: await participantGroups(args.context.db, initiative.id),
    languages: toldLanguages(await readLanguages(args.context.db, initiative.id)),
  };
}

export async function action(args: ActionFunctionArgs) {
  const { deed, path } = await requireCoordinator(args);
  const form = await readMultipart(args.request);
  if (isProblem(form)) return refuse({ ...form, field: "file" }, new FormData());
  const audience = typed(form, "audience");
  const file = await fileIn(form, "file");
  const noFile = problemAt("file", "field.missing");
  if (!isAudience(audience)) {
    const noAudience = problemAt("audience", "field.missing");
    return refuse(file ? noAudience : { ...noAudience, also: [noFile] }, form);
  }
  if (!file) return refuse(noFile, form);
  const preview = await stageUpload(args.context.db, deed, { audience, ...file });
  if (isProblem(preview)) return refuse({ ...preview, field: "file" }, form);
  return redirect(`${path}/participants/${preview.uploadId}`);
}

export default function Participants() {
  const { linked, counts, groups, languages } = useLoaderData<typeof loader>();
  const refusal = useActionData<typeof action>();
  const say = useSay();
  const labels = { audience: say("setup:participant.audience"), file: say("setup:participant.file") };
  const choices = audiences.map((audience) => ({ value: audience, label: say(`setup:participant.are-${audience}`) }));
  if (!linked)
    return (
      <>
        <SetupHeading title={say("setup:step.participants")} />
        <p className="notice">{say("setup:ending.no-participants")}</p>
      </>
    );
  return (
    <>
      <SetupHeading title={say("setup:step.participants")} lead={say("setup:participant.lead")} />
      <ProblemSummary problem={refusal?.problem} labels={labels} controls={{ audience: "choice", file: "file" }} />
      <h2>{say("setup:participant.now")}</h2>
      {counts.resident.people + counts.actor.people === 0 ? (
        <p>{say("setup:participant.none")}</p>
      ) : (
        <ParticipantGroups counts={counts} groups={groups} />
      )}
      <p>
        <Link to="person">{say("setup:person.find")}</Link>
      </p>
      <LanguageNotes languages={languages} />
      <h2>{say("setup:participant.upload")}</h2>
      <p>{say("setup:participant.file-what")}</p>
      <p>
        {say("setup:participant.least")} {say("setup:participant.floor")}
      </p>
      <PageForm send={say("setup:participant.show")} withFile>
        <RadioField
          name="audience"
          label={labels.audience}
          value={refusal?.typed.audience}
          problem={refusal?.problem}
          choices={choices}
        />
        <FileField
          name="file"
          label={labels.file}
          hint={say("setup:participant.file-hint")}
          problem={refusal?.problem}
          accept=".csv,.xlsx,text/csv,application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
          required
        />
      </PageForm>
    </>
  );
}
