import { accountByEmail } from "#app/accounts/account.server.ts";
import { readSettings } from "#app/env.server.ts";
import { signInLink } from "#surveys/fieldwork/invitation-token.ts";
import { addSignInLink, signInMinutes } from "#surveys/fieldwork/sign-in-message.server.ts";
import { isProblem } from "#surveys/problem.ts";
import { type Command, refusalOf } from "./command.ts";
import { withDatabase } from "./database.ts";

/** Lets the first administrator in before there is a mail server. Needs the server's secret, for it signs the link. */
export const makeSignInLink: Command = {
  options: { email: { type: "string", required: true } },
  run(options, terminal) {
    const { say, print, now, environment } = terminal;
    const { secret, baseUrl } = readSettings(environment);
    return withDatabase(terminal, async (db) => {
      const account = await accountByEmail(db, options.text("email"));
      if (isProblem(account)) return refusalOf(account, say);
      const { token } = await addSignInLink(db, { accountId: account.id, secret, now: now() });
      print(say("command:cli.sign-in-link", { minutes: signInMinutes }));
      print(signInLink(baseUrl, token));
      return null;
    });
  },
};
