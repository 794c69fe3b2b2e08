import { appointAdministrator } from "#surveys/initiative/administration.server.ts";
import { initiativeBySlug } from "#surveys/initiative/initiative.server.ts";
import { grantRole } from "#surveys/initiative/role.server.ts";
import { isProblem } from "#surveys/problem.ts";
import { type Command, refusalOf } from "./command.ts";
import { withDatabase } from "./database.ts";

/** How the first administrator comes to be; everybody else can be given roles in the browser. `--language` is the account's too. */
export const createAccount: Command = {
  options: {
    email: { type: "string", required: true },
    name: { type: "string", required: true },
    role: { type: "string", required: true, choices: ["administrator", "coordinator", "analyst"] },
    initiative: { type: "string" },
  },
  async run(options, terminal) {
    const { say, print, language, now } = terminal;
    const role = options.text("role");
    const person = { email: options.text("email"), name: options.text("name"), accountId: null, now: now(), language };
    const everywhere = role === "administrator";
    if (!everywhere && options.text("initiative") === "") {
      return [say("command:cli.option-missing", { option: "initiative" })];
    }
    return withDatabase(
      terminal,
      async (db) => {
        const initiative = everywhere ? null : await initiativeBySlug(db, options.text("initiative"));
        if (isProblem(initiative)) return refusalOf(initiative, say);
        const outcome = initiative
          ? await grantRole(db, { ...person, role, initiativeId: initiative.id, organisationId: "" })
          : await appointAdministrator(db, person);
        if (isProblem(outcome)) return refusalOf(outcome, say);
        print(say("command:cli.account-created", { email: person.email, role }));
        return null;
      },
      everywhere ? "make" : "only-existing",
    );
  },
};
