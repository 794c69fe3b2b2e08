import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useActionData } from "@remix-run/react";
import { requireAccount } from "#app/accounts/access.server.ts";
import { ProblemSummary } from "#app/components/form-field.tsx";
import { InitiativeFields, initiativeFields } from "#app/components/initiative-fields.tsx";
import { PageForm } from "#app/components/page-form.tsx";
import { PageHeading } from "#app/components/page-heading.tsx";
import { initiativeIn } from "#app/initiative-form.server.ts";
import type { RingvirkContext } from "#app/load-context.ts";
import { done, readForm, refuse } from "#app/refusal.server.ts";
import { pageTitle } from "#app/texts/page-title.ts";
import { useSay } from "#app/texts/use-texts.ts";
import { createInitiative } from "#surveys/initiative/initiative.server.ts";
import { mayCreateInitiatives } from "#surveys/initiative/role.server.ts";
import { isProblem } from "#surveys/problem.ts";

export const meta: MetaFunction = ({ matches }) => pageTitle(matches, "setup:new.title");

export async function loader({ request, context }: LoaderFunctionArgs) {
  await requireCreator(request, context);
  return null;
}

export async function action({ request, context }: ActionFunctionArgs) {
  const account = await requireCreator(request, context);
  const form = await readForm(request);
  const made = await createInitiative(context.db, {
    ...initiativeIn(form),
    createdBy: account.id,
    now: context.clock(),
  });
  return isProblem(made) ? refuse(made, form) : done(`/initiatives/${made.slug}/setup`, "initiative-created");
}

async function requireCreator(request: Request, context: RingvirkContext) {
  const account = await requireAccount(request, context);
  if (!(await mayCreateInitiatives(context.db, account.id))) throw new Response(null, { status: 403 });
  return account;
}

export default function NewInitiative() {
  const refusal = useActionData<typeof action>();
  const say = useSay();
  return (
    <>
      <PageHeading
        title={say("setup:new.title")}
        lead={say("setup:new.lead")}
        trail={[{ name: say("setup:list.title"), to: "/initiatives" }]}
      />
      <ProblemSummary
        problem={refusal?.problem}
        labels={Object.fromEntries(initiativeFields.map((name) => [name, say(`setup:initiative.${name}`)]))}
      />
      <PageForm send={say("setup:new.send")}>
        <InitiativeFields values={refusal?.typed ?? {}} problem={refusal?.problem} />
      </PageForm>
    </>
  );
}
