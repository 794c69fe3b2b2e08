import { typed } from "#app/refusal.server.ts";
import type { AskInput } from "#surveys/fieldwork/confirmation-request.server.ts";
import type { ChangeReportInput } from "#surveys/initiative/change-report.server.ts";
import type { ConfirmationInput } from "#surveys/initiative/confirmation.ts";

/** A reported change as the form sends it. */
export function readReport(form: FormData): ChangeReportInput {
  const read = (name: string) => typed(form, name);
  return {
    ...{ what: read("what"), whoChanged: read("whoChanged"), happenedOn: read("happenedOn"), place: read("place") },
    ...{ better: read("better"), kind: read("kind"), depth: read("depth"), ring: read("ring") },
    ...{ expected: read("expected"), contribution: read("contribution"), how: read("how") },
    ...{ evidence: read("evidence"), sameAs: read("sameAs") },
  };
}

/** Whom to ask, as the form sends it. */
export function readAsk(form: FormData): AskInput {
  const read = (name: string) => typed(form, name);
  return { confirmer: read("confirmer"), confirmerName: read("confirmerName"), confirmerEmail: read("confirmerEmail") };
}

/** What another organisation says, as the form sends it. */
export function readConfirmation(form: FormData): ConfirmationInput {
  const read = (name: string) => typed(form, name);
  return {
    ...{ agreement: read("agreement"), intended: read("intended"), contribution: read("contribution") },
    words: read("words"),
  };
}
