import type { StartContext } from "#app/load-context.ts";
import type { SeededDemo } from "#db/seed.ts";
import { signInLink } from "#surveys/fieldwork/invitation-token.ts";
import { addSignInLink } from "#surveys/fieldwork/sign-in-message.server.ts";
import { publishResults } from "#surveys/reporting/publish-results.server.ts";

/** Puts the results of the demo's first initiative before everybody, as its coordinator would. */
export async function publishDemo(
  { db, clock, sayIn }: Pick<StartContext, "db" | "clock" | "sayIn">,
  { accounts }: SeededDemo,
): Promise<void> {
  const initiative = await db
    .selectFrom("initiative")
    .selectAll()
    .where("slug", "=", "trygt-natteliv")
    .executeTakeFirstOrThrow();
  const accountId = accounts.find(({ role }) => role === "coordinator")?.accountId ?? "";
  await publishResults(
    db,
    { initiativeId: initiative.id, accountId, now: clock() },
    { initiative, listed: false, sayIn },
  );
}

const linkMinutes = 12 * 60;

/** What the demo prints when it is up: a sign-in link of one person per role, a survey to answer, the mailbox. */
export async function demoAddresses(context: StartContext, seeded: SeededDemo): Promise<string> {
  const { db, clock, settings } = context;
  const signIns = await Promise.all(
    seeded.accounts.map(async ({ role, name, accountId }) => {
      const { token } = await addSignInLink(db, {
        accountId,
        secret: settings.secret,
        now: clock(),
        minutes: linkMinutes,
      });
      return `  ${role.padEnd(14)} ${name.padEnd(18)} ${signInLink(settings.baseUrl, token)}`;
    }),
  );
  return [
    "",
    "Sign in as (each link works once):",
    ...signIns,
    "",
    "Answer as somebody who was invited to an open wave:",
    ...seeded.personalLinks.map(
      ({ initiative, audience, language, link, code }) =>
        `  ${`${initiative}, ${audience}, ${language}`.padEnd(33)} ${link}  code ${code}`,
    ),
    `  With a code, as from a letter: ${settings.baseUrl}/kode`,
    "",
    `What everybody may see of the first initiative: ${settings.baseUrl}/r/trygt-natteliv`,
    `Mails that would have been sent: ${settings.baseUrl}/mailbox`,
    "Stop with Ctrl-C; start again and everything is still there.",
  ].join("\n");
}
