import type { Generated, Insertable, Kysely, Selectable, Transaction } from "kysely";

/**
 * The tables, one interface each, columns as they are stored. Days are `YYYY-MM-DD` in Europe/Copenhagen, instants are ISO 8601 in UTC,
 * yes and no are 1 and 0, JSON is text: all of it means the same on SQLite and PostgreSQL.
 */
export interface Tables {
  initiative: InitiativeTable;
  link_key: LinkKeyTable;
  retention: RetentionTable;
  data_controller: DataControllerTable;
  organisation: OrganisationTable;
  organisation_alias: OrganisationAliasTable;
  membership: MembershipTable;
  account: AccountTable;
  role_grant: RoleGrantTable;
  sign_in_link: SignInLinkTable;
  session: SessionTable;
  goal: GoalTable;
  expectation: ExpectationTable;
  comparison_group: ComparisonGroupTable;
  seal: SealTable;
  endorsement: EndorsementTable;
  survey: SurveyTable;
  survey_version: SurveyVersionTable;
  survey_draft: SurveyDraftTable;
  survey_draft_step: SurveyDraftStepTable;
  wave: WaveTable;
  wave_revision: WaveRevisionTable;
  wave_survey: WaveSurveyTable;
  wave_contact: WaveContactTable;
  dry_run: DryRunTable;
  participant: ParticipantTable;
  do_not_contact: DoNotContactTable;
  invitation: InvitationTable;
  invitation_count: InvitationCountTable;
  open_link: OpenLinkTable;
  open_visit: OpenVisitTable;
  self_code: SelfCodeTable;
  withdrawal_count: WithdrawalCountTable;
  message: MessageTable;
  bounce: BounceTable;
  bounce_mailbox: BounceMailboxTable;
  draft: DraftTable;
  response: ResponseTable;
  tally: TallyTable;
  organisation_tally: OrganisationTallyTable;
  shift: ShiftTable;
  weighting: WeightingTable;
  change_report: ChangeReportTable;
  ripple_step: RippleStepTable;
  report_coding: ReportCodingTable;
  publication: PublicationTable;
  public_headline: PublicHeadlineTable;
  confirmation_request: ConfirmationRequestTable;
  confirmation: ConfirmationTable;
  upload: UploadTable;
  audit: AuditTable;
}

export type Database = Kysely<Tables>;
export type DatabaseTransaction = Transaction<Tables>;

export type Audience = "resident" | "actor";
export type Role = "administrator" | "coordinator" | "analyst" | "partner";
/** The languages of those who run an initiative, and of what they are sent. */
export type LanguageCode = "da" | "en";
/** The languages of those who answer: participants, drafts, the pages behind their links and the mails to them. */
export type RespondentLanguage = LanguageCode | "ar" | "tr" | "uk" | "so" | "ur" | "fa" | "pl" | "de";
/** "" for who is still there. */
export type Gone = "" | "moved" | "dead";
export type WaveMode = "web" | "paper" | "phone" | "face-to-face" | "mixed";

export interface InitiativeTable {
  id: string;
  slug: string;
  name: string;
  challenge: string;
  district: string;
  place: string;
  starts_on: string;
  ends_on: string;
}

/** The secret that turns a participant into a pseudonym. Deleting the row leaves the waves linked to each other and to nobody. */
export interface LinkKeyTable {
  initiative_id: string;
  key: string;
}

/** The day from which an initiative may hold neither contact data nor link key; no row where nobody has said. */
export interface RetentionTable {
  initiative_id: string;
  ends_on: string;
}

/** Who answers for the data of an initiative, and how people reach them: at least one of address and number. */
export interface DataControllerTable {
  initiative_id: string;
  name: string;
  email: string;
  phone: string;
}

export interface OrganisationTable {
  id: string;
  name: string;
  kind: "police" | "municipality" | "housing" | "company" | "association" | "education" | "other";
}

/** In this initiative, what is known of the first organisation counts as the second's: it was renamed, or entered twice. Never chained. */
export interface OrganisationAliasTable {
  initiative_id: string;
  organisation_id: string;
  same_as: string;
}

export interface MembershipTable {
  initiative_id: string;
  organisation_id: string;
  joined_on: string;
  left_on: string | null;
}

export interface AccountTable {
  id: string;
  email: string;
  name: string;
  language: LanguageCode;
}

/** `initiative_id` null is allowed for `administrator` alone: the whole installation. `organisation_id` is set for partners. */
export interface RoleGrantTable {
  id: string;
  account_id: string;
  initiative_id: string | null;
  role: Role;
  organisation_id: string | null;
}

export interface SignInLinkTable {
  id: string;
  token_hash: string;
  account_id: string;
  expires_at: string;
  used_at: string | null;
}

export interface SessionTable {
  token_hash: string;
  account_id: string;
  expires_at: string;
}

/**
 * Figures are in the unit of the reading: points of 100, percentage points, or the item's own unit. A target of the kind "change" is an
 * amount above zero in the goal's direction: "fall" and 3 means three less than at baseline.
 */
export interface GoalTable {
  id: string;
  initiative_id: string;
  title: string;
  audience: Audience;
  item_key: string;
  reading: "mean" | "share";
  segment: string;
  direction: "rise" | "fall";
  target_kind: "level" | "change";
  target_value: number;
  smallest_worthwhile: number;
  due_position: number;
  position: number;
}

/** What the partners expect besides the goals; `item_key` (an indicator) or the two organisations (a tie) say what it is bound to. */
export interface ExpectationTable {
  id: string;
  initiative_id: string;
  statement: string;
  audience: Audience | null;
  item_key: string | null;
  organisation_a: string | null;
  organisation_b: string | null;
  position: number;
}

/** Every naming of whom the initiative's people are held against; never updated, never deleted. `segment` "" takes the naming before back. */
export interface ComparisonGroupTable {
  initiative_id: string;
  number: number;
  segment: string;
  named_at: string;
  named_by: string;
}

/** Goals and expectations as they stood, for ever: canonical JSON and its SHA-256 in hex. Never updated, never deleted. */
export interface SealTable {
  id: string;
  initiative_id: string;
  number: number;
  content: string;
  sha256: string;
  sealed_at: string;
  sealed_by: string;
}

export interface EndorsementTable {
  goal_id: string;
  organisation_id: string;
  account_id: string;
  endorsed_on: string;
}

/** `initiative_id` null: a survey of the library. */
export interface SurveyTable {
  id: string;
  initiative_id: string | null;
  key: string;
  audience: Audience;
  title: string;
}

/** Frozen once a wave uses it. `definition` is SurveyJS JSON, `codebook` the items read from it (`surveys/definition/codebook.ts`). */
export interface SurveyVersionTable {
  id: string;
  survey_id: string;
  number: number;
  definition: string;
  codebook: string;
}

/**
 * A survey that is being worked on, one per initiative and audience. `definition` is what it says after step `step`; steps beyond were undone.
 * `revision` counts every change, undoing included, so that a form made on an older one is known. `based_on` is the number of the version it
 * began from, null for one begun from elsewhere.
 */
export interface SurveyDraftTable {
  id: string;
  initiative_id: string;
  audience: Audience;
  definition: string;
  step: number;
  revision: number;
  based_on: number | null;
  started_at: string;
  started_by: string;
}

/** One change of a draft: at `start` of the definition's text, `removed` gave way to `added`. `what` and `about` (JSON) say it in words. */
export interface SurveyDraftStepTable {
  draft_id: string;
  number: number;
  what: string;
  about: string;
  start: number;
  removed: string;
  added: string;
  made_at: string;
  made_by: string;
}

export interface WaveTable {
  id: string;
  initiative_id: string;
  position: number;
  name: string;
  opens_on: string;
  closes_on: string;
  /** Times of day in Europe/Copenhagen, `HH:MM`: of its first day, and of its last; "24:00" is the end of that day. */
  opens_at: Generated<string>;
  closes_at: Generated<string>;
  /** Links work, and nothing is sent. */
  paused: Generated<number>;
  /** It opens by itself when its time comes; `not_opened` is the code of the problem that stood in the way then. */
  armed: Generated<number>;
  not_opened: string | null;
  state: "planned" | "open" | "closed";
  source: "ringvirk" | "imported";
  /** What an import met, as JSON (`ImportReport`); null for waves that Ringvirk sent. */
  import_report: string | null;
  /** The number of the seal in force when the wave opened; null when there was none (an imported wave). Written by `openWave`. */
  seal_number: number | null;
  /** How people answered it; null where nobody has said, as of a wave made elsewhere. */
  mode: WaveMode | null;
}

/** A wave as it is read. */
export type Wave = Selectable<WaveTable>;

/** How often what is counted of the wave has changed: its tallies, pairs and invitations. Written by `raiseRevisions`; no row reads as 0. */
export interface WaveRevisionTable {
  wave_id: string;
  number: number;
}

export interface WaveSurveyTable {
  wave_id: string;
  audience: Audience;
  survey_version_id: string;
}

/** A planned contact as it is read. */
export type WaveContact = Selectable<WaveContactTable>;

export type ContactKind = "invitation" | "reminder" | "last-call" | "thank-you";
export type Channel = "mail" | "sms" | "letter";

/**
 * One planned contact of a wave. `day` and `time` (Europe/Copenhagen) are what was asked for; quiet hours and holidays move it on
 * (`surveys/fieldwork/allowed-time.ts`). `carried_out_at` is set once, with how many it queued a message for and how many it left out;
 * `skipped` (a stable word) says why it did nothing at all.
 */
export interface WaveContactTable {
  id: string;
  wave_id: string;
  position: number;
  kind: ContactKind;
  channel: Channel;
  /** Null: everybody whom the wave asks. */
  audience: Audience | null;
  day: string;
  time: string;
  carried_out_at: string | null;
  queued: Generated<number>;
  left_out: Generated<number>;
  skipped: string | null;
}

/** One contact as it is sent for trial to the coordinator who asked for it, and to nobody else. */
export interface DryRunTable {
  id: string;
  contact_id: string;
  account_id: string;
  audience: Audience;
  language: RespondentLanguage;
}

/** `segments` is a JSON object, such as {"area":"Nord","age":"30-44"}. */
export interface ParticipantTable {
  id: string;
  initiative_id: string;
  audience: Audience;
  key: string;
  email: string;
  name: string;
  language: RespondentLanguage;
  segments: string;
  organisation_id: string | null;
  opted_out: number;
  /** How the person was drawn: household or area, stratum ("" where there is none), and what an answer of theirs counts for to begin with. */
  cluster: Generated<string>;
  stratum: Generated<string>;
  base_weight: Generated<number>;
  /** Where a letter goes; all "" where none was given. */
  care_of: Generated<string>;
  street: Generated<string>;
  postcode: Generated<string>;
  town: Generated<string>;
  /** The person has withdrawn: nothing is left of them here but id, audience and language. */
  withdrawn: Generated<number>;
  /** Has moved away or died; `opted_out` is 1 then, too. */
  gone: Generated<Gone>;
}

/** Whoever has withdrawn and may not be invited anew: keyed hashes of their address and key, which only the link key can make. */
export interface DoNotContactTable {
  initiative_id: string;
  mark: string;
}

/** Knows only answered or not, never when. The token is derived from the server's secret and stored here as a hash alone. */
export interface InvitationTable {
  id: string;
  wave_id: string;
  participant_id: string;
  token_hash: string;
  answered: number;
  /** Of the random name under which a phone sent the answer: knows a sending that comes twice. Never beside the answer. */
  receipt_hash: Generated<string | null>;
  /** A keyed hash of the short code; null in invitations from before there were codes, until their letters are made. */
  code_hash: Generated<string | null>;
  /** How many codes derived before it were another invitation's. */
  code_number: Generated<number>;
}

/** A wave's link for everybody of an audience, with how many began through it and how many of them answered. */
export interface OpenLinkTable {
  id: string;
  wave_id: string;
  audience: Audience;
  /** What stands in the address. */
  name: string;
  closed: number;
  most_answers: number;
  asks_self_code: number;
  begun: number;
  answered: number;
}

/** Somebody who has begun through an open link: nobody knows who, nor when. Their own link's token is random and kept as a hash alone. */
export interface OpenVisitTable {
  id: string;
  open_link_id: string;
  token_hash: string;
  language: RespondentLanguage;
  /** On a screen that several people use one after the other. */
  kiosk: number;
  answered: number;
  withdrawn: number;
  receipt_hash: string | null;
}

/**
 * The code that a visitor of an open link made: keyed hashes by element as JSON (`surveys/answering/self-code.ts`). `pseudonym` is that of the
 * visit; when the wave was closed, `outcome` says whether it was found in another wave and `matched_pseudonym` under which name.
 */
export interface SelfCodeTable {
  wave_id: string;
  audience: Audience;
  pseudonym: string;
  elements: string;
  outcome: "matched" | "ambiguous" | "unmatched" | null;
  matched_pseudonym: string | null;
}

/** How many were invited to a wave, and how many of them have answered. Written with the invitations (`countInvitations`). */
export interface InvitationCountTable {
  wave_id: string;
  audience: Audience;
  invited: number;
  answered: number;
}

/** How many answers to a wave have been taken back. No row reads as 0. */
export interface WithdrawalCountTable {
  wave_id: string;
  audience: Audience;
  answers: number;
}

/**
 * The outbox. One row is one mail to be handed over; its words are made when it is sent, so that no token rests here. `docs/sending.md`
 * says what each state means. `problem` is a stable word ("no-connection"), never a server's own text: that may hold an address.
 */
export interface MessageTable {
  id: string;
  kind: ContactKind | "sign-in" | "confirmation";
  channel: Generated<Channel>;
  /** The contact that it is of; null for what is no contact of a wave, and in messages older than contacts. */
  contact_id: string | null;
  invitation_id: string | null;
  sign_in_link_id: string | null;
  confirmation_request_id: string | null;
  dry_run_id: string | null;
  state: "waiting" | "paused" | "handing-over" | "sent" | "unsure" | "failed" | "dropped";
  attempts: number;
  not_before: string;
  lease_until: string | null;
  created_at: string;
  sent_at: string | null;
  problem: string | null;
}

/** A message as it is put into the outbox. */
export type NewMessage = Insertable<MessageTable>;

/** What came back of a mail. `ends_address`: no further mail goes to the address that the mark was made of. */
export interface BounceTable {
  id: string;
  mail_digest: string;
  message_id: string;
  participant_id: string | null;
  address_mark: string;
  kind: "hard" | "soft" | "complaint";
  status: string;
  day: string;
  ends_address: number;
}

/** How far a mailbox has been read. */
export interface BounceMailboxTable {
  name: string;
  uid_validity: string;
  last_uid: number;
}

/** A half-finished answer under its pseudonym: like a response, it is never beside the participant. */
export interface DraftTable {
  wave_id: string;
  pseudonym: string;
  answers: string;
  page: number;
  language: RespondentLanguage;
  /** How often it has been written: a writer who has read an older one reads again. */
  revision: Generated<number>;
}

/** An answered survey. The day, not the minute; a random id, so that order tells nothing; never the participant. */
export interface ResponseTable {
  id: string;
  wave_id: string;
  audience: Audience;
  survey_version_id: string;
  pseudonym: string | null;
  answers: string;
  segments: string;
  day: string;
  /** What the answer counts for: the first weight, or the one of the weighting in use. */
  weight: number;
  /** Whom the person answered for; null where the survey asks nothing of organisations, and in answers older than this column. */
  organisation_id: string | null;
  /** What it counted for when it was stored. */
  base_weight: number;
  /** Keyed hashes of the cluster and the stratum the person was drawn in; null where there is none. Lead back as little as the pseudonym. */
  cluster: string | null;
  stratum: string | null;
}

/**
 * Answers counted by wave × audience × segment × item × value. `segment` is "" for everyone, else "name=value". `value` is the coded
 * answer as text, or a missing kind with a tilde before it ("~dont-know"). `weight` is Σw and `weight_squared` Σw² over those answers.
 */
export interface TallyTable {
  wave_id: string;
  audience: Audience;
  segment: string;
  item_key: string;
  value: string;
  count: number;
  weight: number;
  weight_squared: number;
}

/**
 * Answers about ties, and those given on behalf of an organisation, counted by organisation: wave × organisation × item × value, as in
 * `tally`. Of actors alone; never weighted.
 */
export interface OrganisationTallyTable {
  wave_id: string;
  organisation_id: string;
  item_key: string;
  value: string;
  count: number;
}

/** The paired cross-table: people who gave a valid answer in both waves and stood in the segment both times. `weight_product` is Σ w0·w1. */
export interface ShiftTable {
  from_wave_id: string;
  to_wave_id: string;
  audience: Audience;
  segment: string;
  item_key: string;
  from_value: string;
  to_value: string;
  count: number;
  weight_product: number;
}

/**
 * Population margins that the answers of a closed wave were weighted to (JSON of `WeightMargins`), trimmed at `cap` times the mean weight.
 * Kept after it was taken out of use: two weightings of the same answers can be compared, so that every one ever used counts.
 */
export interface WeightingTable {
  id: string;
  wave_id: string;
  audience: Audience;
  number: number;
  margins: string;
  cap: number;
  /** JSON list of item keys that have no figures while these weights are in use. */
  withheld: string;
  used_at: string;
  used_by: string;
  in_use: number;
}

export interface ChangeReportTable {
  id: string;
  initiative_id: string;
  organisation_id: string;
  account_id: string;
  what: string;
  who_changed: string;
  happened_on: string;
  place: string;
  kind: string;
  expected: "yes" | "partly" | "no";
  better: "better" | "worse" | "mixed";
  contribution: "not" | "partly" | "mainly";
  evidence: string;
  reported_on: string;
  /** Null in reports from before anybody was asked. */
  depth: ChangeDepth | null;
  ring: ChangeRing | null;
  /** How the initiative contributed, in the reporter's words. */
  how: string;
  /** An earlier report that the reporter says is about the same change. */
  same_as: string | null;
}

export type ChangeDepth = "transactional" | "transitional" | "transformational";
export type ChangeRing = "inside" | "between" | "community";

/** An analyst's coding of a report, beside the reporter's own, which stays. One row a report; what it was before stands in the audit. */
export interface ReportCodingTable {
  report_id: string;
  kind: string;
  depth: ChangeDepth | null;
  ring: ChangeRing | null;
  /** Whether it is the same change as another report: as the reporter said, as the one in `same_as`, or as none. */
  sameness: "as-reported" | "same" | "apart";
  same_as: string | null;
  coded_by: string;
  coded_on: string;
}

/** What another organisation is asked to confirm (a report, or a process between two waves), and which: of the initiative, or outside it. */
interface ConfirmedTable {
  id: string;
  initiative_id: string;
  report_id: string | null;
  /** The report's own organisation; the database refuses it as a witness. */
  reporting_organisation_id: string | null;
  process: string | null;
  from_wave_id: string | null;
  to_wave_id: string | null;
  organisation_id: string | null;
  /** Of an organisation outside the initiative; else "". */
  organisation_name: string;
}

/** One link to confirm with, for one address. The token is derived from the server's secret and stored here as a hash alone. */
export interface ConfirmationRequestTable extends ConfirmedTable {
  /** Forgotten ("") when the link has ended. */
  email: string;
  language: LanguageCode;
  token_hash: string;
  asked_by: string;
  asked_as: "reporter" | "team";
  asked_on: string;
  expires_at: string;
}

/** What another organisation says of it; one answer an organisation, the newest stands. Given by a link, or by somebody signed in. */
export interface ConfirmationTable extends ConfirmedTable {
  request_id: string | null;
  account_id: string | null;
  agreement: "agree" | "partly" | "disagree" | "cannot-say";
  intended: "yes" | "partly" | "no" | "cannot-say";
  contribution: "not" | "partly" | "mainly" | "cannot-say";
  words: string;
  answered_on: string;
  amended_on: string | null;
}

/**
 * A step in the life of a ripple's candidate, numbered from 1 within its key. Never updated, never deleted. `type`, `depth` and `ring` are of
 * the deed "recoded" (null: as the source proposes), `other_key` of a link, `stood_on` of a decision: the figures it was made on, as JSON
 * (`StoodOn`).
 */
export interface RippleStepTable {
  initiative_id: string;
  key: string;
  number: number;
  deed: "accepted" | "dismissed" | "reopened" | "recoded" | "linked" | "unlinked";
  reason: string;
  type: string | null;
  depth: "transactional" | "transitional" | "transformational" | null;
  ring: "inside" | "between" | "community" | null;
  other_key: string | null;
  stood_on: string | null;
  account_id: string;
  at: string;
}

/**
 * What an initiative has put before everybody: JSON of words and figures that passed disclosure control at the public floor, null when it was
 * taken down. `standing` (JSON) is what it was made of, kept so that the next may be compared with it.
 */
export interface PublicationTable {
  initiative_id: string;
  number: number;
  content: string | null;
  standing: string;
  published_on: string;
  /** Search engines may list it. */
  listed: number;
}

/** What a coordinator calls an accepted ripple in public, where its own words stay inside. */
export interface PublicHeadlineTable {
  initiative_id: string;
  ripple_key: string;
  words: string;
}

/** A participants' file that has been read and shown, and waits for the coordinator's yes. Holds nothing after that. */
export interface UploadTable {
  id: string;
  initiative_id: string;
  account_id: string;
  file_name: string;
  content: Buffer;
  audience: Audience;
  expires_at: string;
}

export interface AuditTable {
  id: string;
  at: string;
  account_id: string | null;
  initiative_id: string | null;
  action: string;
  detail: string;
}
