/**
 * The one catalogue of expected refusals: stable code → HTTP status. The words stand in `app/texts/<language>/problem.json` under the same
 * code. A refusal is a returned value, never thrown; exceptions are for faults.
 */
export const problems = {
  // definition
  "definition.not-json": 400,
  "definition.not-a-survey": 400,
  "definition.no-questions": 400,
  "definition.name-twice": 400,
  "definition.item-key-twice": 400,
  "definition.bad-property": 400,
  "survey.not-found": 404,
  // editing a survey
  "editing.gone": 409,
  "editing.stale": 409,
  "editing.no-draft": 404,
  "editing.draft-exists": 409,
  "editing.nothing-to-undo": 409,
  "editing.nothing-to-redo": 409,
  "editing.too-large": 413,
  "editing.too-many": 400,
  "editing.json-bad": 400,
  "editing.code-twice": 400,
  "editing.code-bad": 400,
  "editing.last-page": 409,
  "editing.last-item": 409,
  "editing.name-bad": 400,
  "editing.scale-impossible": 400,
  "editing.limits-impossible": 400,
  "condition.unreadable": 400,
  "condition.itself": 400,
  "condition.later": 400,
  "condition.unknown-name": 400,
  "condition.value-missing": 400,
  "condition.one-value": 400,
  "survey.key-taken": 409,
  // setting up
  "initiative.not-found": 404,
  "initiative.slug-taken": 409,
  "initiative.slug-bad": 400,
  "initiative.dates-wrong": 400,
  "field.missing": 400,
  "field.too-long": 400,
  "field.not-a-date": 400,
  "field.not-a-time": 400,
  "field.not-a-number": 400,
  "field.not-a-phone": 400,
  "field.not-a-choice": 400,
  "field.out-of-range": 400,
  "organisation.name-taken": 409,
  "organisation.not-found": 404,
  "merge.not-an-actor": 404,
  "merge.with-itself": 400,
  "merge.already": 409,
  "merge.chained": 409,
  "merge.not-found": 404,
  "membership.dates-wrong": 400,
  "membership.not-found": 404,
  "membership.overlap": 409,
  "goal.not-found": 404,
  "goal.unknown-indicator": 400,
  "goal.target-impossible": 400,
  "goal.reading-impossible": 400,
  "goal.direction-wrong": 400,
  "goal.segment-wrong": 400,
  "goal.due-wave-wrong": 400,
  "goal.smallest-wrong": 400,
  "comparison.unknown-group": 400,
  "comparison.unchanged": 409,
  "comparison.sealed": 409,
  "expectation.not-found": 404,
  "expectation.tie-incomplete": 400,
  "goal.none-to-seal": 409,
  "seal.nothing-changed": 409,
  "survey-choice.core-missing": 400,
  "survey-choice.unknown-part": 400,
  "survey-choice.needs-organisations": 409,
  "change-report.date-in-future": 400,
  "change-report.not-found": 404,
  "change-report.same-as-itself": 400,
  "confirmation.own-organisation": 409,
  "confirmation.organisation-left": 409,
  "confirmation.is-actor": 409,
  "confirmation.already-asked": 409,
  "confirmation.too-many": 429,
  "confirmation.unknown-link": 404,
  "confirmation.link-ended": 410,
  "confirmation.nothing-to-confirm": 409,
  "endorsement.not-a-member": 409,
  "role.already-granted": 409,
  "role.not-found": 404,
  "role.last-coordinator": 409,
  "role.last-administrator": 409,
  // waves
  "wave.not-found": 404,
  "wave.unsealed": 409,
  "wave.no-survey": 409,
  "wave.no-participants": 409,
  "wave.not-planned": 409,
  "wave.not-open": 409,
  "wave.name-taken": 409,
  "wave.dates-wrong": 400,
  "wave.paused": 409,
  "wave.not-paused": 409,
  "wave.end-past": 400,
  "contact.wave-closed": 409,
  "contact.not-found": 404,
  "contact.carried-out": 409,
  "contact.invitation-stays": 409,
  "contact.outside-wave": 400,
  "contact.past": 400,
  // participants
  "upload.empty": 400,
  "upload.too-large": 413,
  "upload.not-a-table": 400,
  "upload.unreadable-workbook": 400,
  "upload.no-email-column": 400,
  "participant.not-found": 404,
  "link-key.not-typed": 400,
  "link-key.day-gone": 400,
  "link-key.wave-open": 409,
  "link-key.destroyed": 409,
  "upload.gone": 410,
  "upload.nothing-to-store": 409,
  "upload.too-many-rows": 413,
  "upload.column-twice": 400,
  "participant.email-missing": 400,
  "participant.email-wrong": 400,
  "participant.address-incomplete": 400,
  "participant.postcode-wrong": 400,
  "participant.email-taken": 409,
  "participant.twice": 400,
  "participant.language-unknown": 400,
  "participant.organisation-missing": 400,
  "participant.organisation-unknown": 400,
  "participant.too-long": 400,
  "participant.weight-wrong": 400,
  "participant.overfull": 400,
  "letter.none": 409,
  "letter.too-few-answered": 409,
  // sending
  "message.not-found": 404,
  "message.not-requeueable": 409,
  // import
  "import.mapping-wrong": 400,
  "import.column-missing": 400,
  "import.file-missing": 400,
  "import.wave-exists": 409,
  "import.no-rows": 400,
  "import.file-unreadable": 400,
  "import.column-twice": 400,
  "import.too-many-groups": 400,
  "import.before-goals": 409,
  // surveys from elsewhere
  "exchange.unknown-format": 400,
  "exchange.old-workbook": 400,
  "exchange.damaged-workbook": 400,
  "exchange.damaged-limesurvey": 400,
  "exchange.no-survey-sheet": 400,
  "exchange.sheet-twice": 400,
  "exchange.mixed-files": 400,
  "exchange.files-differ": 400,
  "exchange.qualtrics": 400,
  "exchange.too-heavy": 400,
  "exchange.too-many-files": 400,
  "exchange.too-large": 413,
  // answering
  "answer.unknown-link": 404,
  "answer.already-answered": 410,
  "answer.withdrawn": 410,
  "answer.wave-closed": 410,
  "answer.wave-not-open": 403,
  "answer.invalid": 422,
  "answer.not-stored": 503,
  // short codes
  "code.empty": 400,
  "code.length": 400,
  "code.sign": 400,
  "code.wrong": 404,
  "code.too-many": 429,
  // open links
  "open-link.exists": 409,
  "open-link.name-wrong": 400,
  "open-link.name-taken": 409,
  "open-link.not-found": 404,
  "open-link.unknown": 404,
  "open-link.closed": 410,
  "open-link.too-many": 429,
  "answer.left": 410,
  // ripples
  "ripple.not-found": 404,
  "ripple.vanished": 409,
  "ripple.outdated": 409,
  "ripple.decided": 409,
  "ripple.undecided": 409,
  "ripple.link-opposite": 409,
  "ripple.link-decided": 409,
  // publishing
  "publication.none": 409,
  "publication.too-close": 409,
  // weights
  "weights.wave-not-closed": 409,
  "weights.none-given": 400,
  "weights.columns-missing": 400,
  "weights.unknown-dimension": 400,
  "weights.unknown-group": 400,
  "weights.group-twice": 400,
  "weights.group-missing": 400,
  "weights.not-an-amount": 400,
  "weights.sum-wrong": 400,
  "weights.cap-wrong": 400,
  "weights.too-few": 409,
  "weights.group-too-few": 409,
  "weights.outside-too-few": 409,
  "weights.not-converged": 409,
  "weights.never-meet": 409,
  "weights.exposing": 409,
  "weights.used-up": 409,
  "weights.none-in-use": 409,
  // accounts
  "account.sign-in-link-bad": 410,
  "account.sign-in-needed": 401,
  "account.not-allowed": 403,
  "account.not-found": 404,
  "account.email-wrong": 400,
  "request.cross-origin": 403,
  "request.unreadable": 400,
} as const satisfies Record<string, number>;

export type ProblemCode = keyof typeof problems;

export interface Problem {
  problem: ProblemCode;
  /** Values for the words: the column's name, the row's number. */
  values?: Record<string, string | number>;
  /** Name of the form field it is about, where there is one. */
  field?: string;
  /** Further problems of the same input, so that all of them can be mended at once. */
  also?: Problem[];
}

export function problem(code: ProblemCode, values?: Problem["values"]): Problem {
  return values ? { problem: code, values } : { problem: code };
}

export function isProblem(result: unknown): result is Problem {
  return typeof result === "object" && result !== null && "problem" in result && String(result.problem) in problems;
}

/** The same problem, told at the form field it is about. */
export function problemAt(field: string, code: ProblemCode, values?: Problem["values"]): Problem {
  return { ...problem(code, values), field };
}

/** One problem that carries the others; null where there is none. */
export function firstProblem(found: Array<Problem | null | undefined>): Problem | null {
  const [first, ...others] = found.filter((entry): entry is Problem => Boolean(entry));
  if (!first) return null;
  return others.length > 0 ? { ...first, also: others } : first;
}

/** The problem and all it carries, in the order they were found. */
export function allProblems(found: Problem): Problem[] {
  const { also = [], ...first } = found;
  return [first, ...also.flatMap(allProblems)];
}
