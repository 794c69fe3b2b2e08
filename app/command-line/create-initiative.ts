import { accountByEmail } from "#app/accounts/account.server.ts";
import { createInitiative } from "#surveys/initiative/initiative.server.ts";
import { isProblem } from "#surveys/problem.ts";
import { type Command, refusalOf } from "./command.ts";
import { withDatabase } from "./database.ts";

/** The same as the page "new initiative", for scripts. */
export const createInitiativeCommand: Command = {
  options: {
    name: { type: "string", required: true },
    coordinator: { type: "string", required: true },
    challenge: { type: "string", required: true },
    district: { type: "string", required: true },
    place: { type: "string", required: true },
    starts: { type: "string", required: true },
    ends: { type: "string", required: true },
    slug: { type: "string" },
  },
  run(options, terminal) {
    const { say, print, now } = terminal;
    return withDatabase(terminal, async (db) => {
      const account = await accountByEmail(db, options.text("coordinator"));
      if (isProblem(account)) return refusalOf(account, say);
      const initiative = await createInitiative(db, {
        name: options.text("name"),
        challenge: options.text("challenge"),
        district: options.text("district"),
        place: options.text("place"),
        startsOn: options.text("starts"),
        endsOn: options.text("ends"),
        ...(options.text("slug") ? { slug: options.text("slug") } : {}),
        createdBy: account.id,
        now: now(),
      });
      if (isProblem(initiative)) return refusalOf(initiative, say);
      print(say("command:cli.initiative-created", { name: initiative.name, slug: initiative.slug }));
      return null;
    });
  },
};
