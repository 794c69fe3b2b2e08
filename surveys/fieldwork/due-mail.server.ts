import type { ContactKind, Database, MessageTable } from "#db/schema.ts";
import { dayOf } from "#surveys/clock.ts";
import type { Codebook } from "#surveys/definition/codebook.ts";
import type { SayIn } from "#surveys/texts.ts";
import { minutesToAnswer } from "./answering-time.ts";
import { isAddressDead } from "./bounce.server.ts";
import { composeConfirmation, composeInvitation, composeSignIn, type MailWords } from "./compose-mail.ts";
import {
  confirmationLink,
  confirmationToken,
  invitationToken,
  personalLink,
  signInLink,
  signInToken,
  unsubscribeLink,
} from "./invitation-token.ts";
import type { Mail } from "./mailer.ts";
import { organisationsTakingPart } from "./participant.server.ts";
import { signInMinutes } from "./sign-in-message.server.ts";
import { isWaveOver, lastMoment } from "./wave.ts";

/**
 * A mail; or why it is not called for any more; or that its wave is paused, so that it waits for the coordinator; or that nothing goes to the
 * address any more, for mails to it came back.
 */
type Written = Mail | { dropped: DropReason } | { paused: true } | { refused: "bounced" };

/** Why a mail is not called for any more. */
export type DropReason = "answered" | "not-answered" | "opted-out" | "wave-over" | "link-expired";

export interface MailMaking {
  secret: string;
  baseUrl: string;
  sayIn: SayIn;
}

type Message = Pick<MessageTable, "id" | "kind" | "invitation_id" | "sign_in_link_id" | "confirmation_request_id">;

/**
 * Writes mails from what is true at the moment they are handed over, not when they were queued: so whoever has answered is not reminded,
 * and no token rests in the outbox. Made anew for each round of sending: it remembers what many mails of a round have in common.
 */
export class MailWriter {
  private readonly db: Database;
  private readonly making: MailMaking;
  private readonly minutes = new Map<string, Promise<number>>();
  private readonly partners = new Map<string, Promise<string[]>>();

  constructor(db: Database, making: MailMaking) {
    this.db = db;
    this.making = making;
  }

  /** The mail, or why nothing is sent. */
  async write(message: Message, now: Date): Promise<Written> {
    if (message.kind === "sign-in") return this.signIn(message, now);
    if (message.kind === "confirmation") return this.confirmation(message, now);
    return this.invitation(message, message.kind, now);
  }

  private async invitation(message: Message, kind: ContactKind, now: Date): Promise<Written> {
    const { secret, baseUrl, sayIn } = this.making;
    const facts = await this.invitationFacts(message);
    if (facts.opted_out === 1) return { dropped: "opted-out" };
    const isThanks = kind === "thank-you";
    if ((facts.answered === 1) !== isThanks) return { dropped: isThanks ? "not-answered" : "answered" };
    if (isWaveOver(facts, now)) return { dropped: "wave-over" };
    if (facts.paused === 1) return { paused: true };
    if (await isAddressDead(this.db, secret, { participantId: facts.participant_id, email: facts.email }))
      return { refused: "bounced" };
    const token = invitationToken(secret, facts.id);
    const words = composeInvitation(
      {
        ...facts,
        kind,
        initiative: facts.initiative_name,
        partners: await remembered(this.partners, facts.initiative_id, () =>
          this.partnerNames(facts.initiative_id, dayOf(now)),
        ),
        minutes: await remembered(this.minutes, facts.survey_version_id, () => this.minutesOf(facts.survey_version_id)),
        closesOn: lastMoment(facts),
        link: isThanks ? `${personalLink(baseUrl, token)}/thanks` : personalLink(baseUrl, token),
        stopLink: unsubscribeLink(baseUrl, token),
      },
      sayIn(facts.language),
    );
    return addressed(message, facts, words, now);
  }

  private async signIn(message: Message, now: Date): Promise<Mail | { dropped: DropReason }> {
    const { secret, baseUrl, sayIn } = this.making;
    const facts = await this.db
      .selectFrom("sign_in_link")
      .innerJoin("account", "account.id", "sign_in_link.account_id")
      .select(["sign_in_link.id", "sign_in_link.expires_at", "sign_in_link.used_at"])
      .select(["account.email", "account.name", "account.language"])
      .where("sign_in_link.id", "=", message.sign_in_link_id)
      .executeTakeFirstOrThrow();
    if (facts.used_at !== null || facts.expires_at <= now.toISOString()) return { dropped: "link-expired" };
    const link = signInLink(baseUrl, signInToken(secret, facts.id));
    const words = composeSignIn({ ...facts, link, minutes: signInMinutes }, sayIn(facts.language));
    return addressed(message, facts, words, now);
  }

  private async confirmation(message: Message, now: Date): Promise<Mail | { dropped: DropReason }> {
    const { secret, baseUrl, sayIn } = this.making;
    const facts = await this.db
      .selectFrom("confirmation_request as request")
      .innerJoin("initiative", "initiative.id", "request.initiative_id")
      .leftJoin("organisation as asked", "asked.id", "request.organisation_id")
      .leftJoin("organisation as reporting", "reporting.id", "request.reporting_organisation_id")
      .leftJoin("confirmation", "confirmation.request_id", "request.id")
      .select(["request.id", "request.email", "request.language", "request.expires_at", "request.organisation_name"])
      .select([
        "request.asked_as as askedAs",
        "initiative.name as initiative",
        "asked.name as asked",
        "reporting.name as reportedBy",
      ])
      .select("confirmation.id as answer")
      .where("request.id", "=", message.confirmation_request_id)
      .executeTakeFirstOrThrow();
    if (facts.answer !== null) return { dropped: "answered" };
    if (facts.expires_at <= now.toISOString() || facts.email === "") return { dropped: "link-expired" };
    const words = composeConfirmation(
      {
        ...facts,
        organisation: facts.asked ?? facts.organisation_name,
        endsOn: dayOf(new Date(facts.expires_at)),
        link: confirmationLink(baseUrl, confirmationToken(secret, facts.id)),
      },
      sayIn(facts.language),
    );
    return addressed(message, { email: facts.email, name: "" }, words, now);
  }

  private invitationFacts(message: Message) {
    return this.db
      .selectFrom("invitation")
      .innerJoin("participant", "participant.id", "invitation.participant_id")
      .innerJoin("wave", "wave.id", "invitation.wave_id")
      .innerJoin("initiative", "initiative.id", "wave.initiative_id")
      .innerJoin("wave_survey", (join) =>
        join.onRef("wave_survey.wave_id", "=", "wave.id").onRef("wave_survey.audience", "=", "participant.audience"),
      )
      .select(["invitation.id", "invitation.answered", "wave.state", "wave.closes_on", "wave.initiative_id"])
      .select(["invitation.participant_id", "wave.closes_at", "wave.paused"])
      .select([
        "participant.email",
        "participant.name",
        "participant.language",
        "participant.audience",
        "participant.opted_out",
      ])
      .select(["initiative.name as initiative_name", "initiative.challenge", "wave_survey.survey_version_id"])
      .where("invitation.id", "=", message.invitation_id)
      .executeTakeFirstOrThrow();
  }

  private async partnerNames(initiativeId: string, today: string): Promise<string[]> {
    return (await organisationsTakingPart(this.db, initiativeId, today)).map(({ name }) => name);
  }

  private async minutesOf(versionId: string): Promise<number> {
    const version = await this.db
      .selectFrom("survey_version")
      .select("codebook")
      .where("id", "=", versionId)
      .executeTakeFirstOrThrow();
    return minutesToAnswer(JSON.parse(version.codebook) as Codebook);
  }
}

function addressed(message: Message, person: { email: string; name: string }, words: MailWords, now: Date): Mail {
  return { id: message.id, to: { name: person.name, address: person.email }, date: now, ...words };
}

function remembered<Value>(
  memory: Map<string, Promise<Value>>,
  key: string,
  find: () => Promise<Value>,
): Promise<Value> {
  const known = memory.get(key) ?? find();
  memory.set(key, known);
  return known;
}
