import type { LoaderFunctionArgs } from "@remix-run/node";
import { requireCoordinator } from "#app/accounts/coordinator.server.ts";
import { heldPerson } from "#surveys/fieldwork/person.server.ts";

/** What is held of a participant, as a file to hand to them. */
export async function loader(args: LoaderFunctionArgs) {
  const { initiative } = await requireCoordinator(args);
  const person = await heldPerson(args.context.db, initiative.id, args.params.participantId ?? "");
  if (!person) throw new Response(null, { status: 404 });
  return new Response(`${JSON.stringify({ initiative: initiative.name, ...person }, null, 2)}\n`, {
    headers: {
      "Content-Type": "application/json; charset=utf-8",
      "Content-Disposition": 'attachment; filename="person.json"',
    },
  });
}
