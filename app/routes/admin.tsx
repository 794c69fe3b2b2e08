import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction, SerializeFrom } from "@remix-run/node";
import { Link, useActionData, useLoaderData } from "@remix-run/react";
import { requireAdministrator } from "#app/accounts/access.server.ts";
import { DeedButton } from "#app/components/deed-button.tsx";
import { DoneNotice } from "#app/components/done-notice.tsx";
import { FigureTable } from "#app/components/figure-table.tsx";
import { ProblemSummary, TextField } from "#app/components/form-field.tsx";
import { PageForm } from "#app/components/page-form.tsx";
import { PageHeading } from "#app/components/page-heading.tsx";
import { PageLinks } from "#app/components/page-links.tsx";
import { done, readForm, refuse, typed } from "#app/refusal.server.ts";
import { auditWords } from "#app/texts/audit-words.ts";
import { formatInstant } from "#app/texts/figure-format.ts";
import { pageTitle } from "#app/texts/page-title.ts";
import { useLanguage, useSay } from "#app/texts/use-texts.ts";
import {
  accountsWithRoles,
  appointAdministrator,
  auditPage,
  dismiss,
} from "#surveys/initiative/administration.server.ts";

export const meta: MetaFunction = ({ matches }) => pageTitle(matches, "account:admin.title");

const linesPerPage = 50;

export async function loader({ request, context }: LoaderFunctionArgs) {
  await requireAdministrator(request, context);
  const asked = Number(new URL(request.url).searchParams.get("page") ?? 1);
  const page = Number.isInteger(asked) && asked >= 1 ? asked : 1;
  return {
    accounts: await accountsWithRoles(context.db),
    audit: { page, ...(await auditPage(context.db, { page, linesPerPage })) },
  };
}

export async function action({ request, context }: ActionFunctionArgs) {
  const administrator = await requireAdministrator(request, context);
  const form = await readForm(request);
  const deed = { accountId: administrator.id, now: context.clock() };
  const dismisses = typed(form, "deed") === "dismiss";
  const refused = dismisses
    ? await dismiss(context.db, { ...deed, grantId: typed(form, "grantId") })
    : await appointAdministrator(context.db, { ...deed, email: typed(form, "email"), name: typed(form, "name") });
  return refused ? refuse(refused, form) : done("/admin", dismisses ? "role-revoked" : "role-granted");
}

export default function Administration() {
  const { accounts, audit } = useLoaderData<typeof loader>();
  const refusal = useActionData<typeof action>();
  const say = useSay();
  const labels = { email: say("account:admin.email"), name: say("account:admin.name") };
  const field = (name: "email" | "name") => ({
    ...{ name, label: labels[name], value: refusal?.typed[name], problem: refusal?.problem },
  });
  return (
    <>
      <DoneNotice path="/admin" next={null} />
      <PageHeading title={say("account:admin.title")} lead={say("account:admin.lead")} />
      <ProblemSummary problem={refusal?.problem} labels={labels} />
      <h2>{say("account:admin.accounts")}</h2>
      <Accounts accounts={accounts} />
      <h2>{say("account:admin.appoint")}</h2>
      <p>{say("account:admin.appoint-what")}</p>
      <PageForm deed="appoint" send={say("account:admin.appoint-send")}>
        <TextField {...field("email")} type="email" autoComplete="off" required />
        <TextField {...field("name")} autoComplete="off" required />
      </PageForm>
      <h2 id="audit">{say("account:admin.audit")}</h2>
      <Audit audit={audit} />
    </>
  );
}

type Loaded = SerializeFrom<typeof loader>;

function Accounts({ accounts }: Pick<Loaded, "accounts">) {
  const say = useSay();
  return (
    <ul className="plain-list">
      {accounts.map(({ id, name, email, roles }) => (
        <li className="card" key={id}>
          <h3>{name}</h3>
          <p className="typed">{email}</p>
          {roles.length === 0 ? <p className="quiet">{say("account:admin.no-role")}</p> : null}
          <ul className="plain-list">
            {roles.map(({ grantId, role, initiative, organisation }) => (
              <li className="deed-line" key={grantId}>
                <span>
                  <strong>{say(`setup:role.${role}`)}</strong>
                  {organisation ? ` · ${organisation}` : null} ·{" "}
                  {initiative ? (
                    <Link to={`/initiatives/${initiative.slug}`}>{initiative.name}</Link>
                  ) : (
                    say("account:admin.everywhere")
                  )}
                </span>
                <DeedButton
                  deed="dismiss"
                  values={{ grantId }}
                  label={say("setup:people.revoke")}
                  about={`${name}, ${say(`setup:role.${role}`)}, ${initiative?.name ?? say("account:admin.everywhere")}`}
                  look="danger"
                />
              </li>
            ))}
          </ul>
        </li>
      ))}
    </ul>
  );
}

function Audit({ audit }: Pick<Loaded, "audit">) {
  const say = useSay();
  const language = useLanguage();
  if (audit.lines.length === 0) return <p className="quiet">{say("account:admin.audit-none")}</p>;
  return (
    <>
      <FigureTable
        caption={say("account:admin.audit-what")}
        words
        head={["at", "who", "action", "initiative"].map((key) => say(`account:admin.${key}`))}
        rows={audit.lines.map(({ at, who, action, initiative }) => [
          formatInstant(at, language),
          who ?? say("account:admin.nobody"),
          auditWords(action, say),
          initiative ?? "",
        ])}
      />
      <PageLinks
        label={say("account:admin.audit-pages")}
        pages={audit.pages}
        page={audit.page}
        addressOf={(page) => `?page=${page}#audit`}
      />
    </>
  );
}
