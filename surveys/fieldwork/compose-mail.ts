import type { Audience, ContactKind, LanguageCode, RespondentLanguage } from "#db/schema.ts";
import { directionOf, respondentLanguageCodes, respondentLanguages } from "#surveys/respondent-language.ts";
import type { Say } from "#surveys/texts.ts";
import type { Mail } from "./mailer.ts";

export type MailWords = Pick<Mail, "subject" | "text" | "html" | "headers" | "link">;

export interface InvitationFacts {
  kind: ContactKind;
  audience: Audience;
  language: RespondentLanguage;
  name: string;
  initiative: string;
  challenge: string;
  /** Organisations that stand behind the initiative: whoever is asked must know who asks. */
  partners: string[];
  minutes: number;
  /** The last moment to answer (`lastMoment`). */
  closesOn: string;
  link: string;
  stopLink: string;
}

export interface SignInFacts {
  language: LanguageCode;
  name: string;
  link: string;
  minutes: number;
}

export interface ConfirmationFacts {
  language: LanguageCode;
  /** The organisation that is asked, and the one that reported; null where a process is to be confirmed. */
  organisation: string;
  reportedBy: string | null;
  /** Whether the reporter named the organisation, or the coordinators ask by themselves. */
  askedAs: "reporter" | "team";
  initiative: string;
  /** `YYYY-MM-DD`, the last day on which the link can be used. */
  endsOn: string;
  link: string;
}

// Made once: making one takes longer than writing a mail.
const dayFormats = new Map(
  respondentLanguageCodes.map((language) => [
    language,
    new Intl.DateTimeFormat(respondentLanguages[language].locale, { dateStyle: "long", timeZone: "UTC" }),
  ]),
);

const timeFormats = new Map(
  respondentLanguageCodes.map((language) => [
    language,
    new Intl.DateTimeFormat(respondentLanguages[language].locale, {
      dateStyle: "long",
      timeStyle: "short",
      timeZone: "UTC",
    }),
  ]),
);

const mostPartnersNamed = 6;
const mostOfChallenge = 300;

/** A contact of a wave in the reader's language. One click at the mail provider says stop (RFC 2369, RFC 8058). */
export function composeInvitation(facts: InvitationFacts, say: Say): MailWords {
  const { kind, initiative, link, stopLink } = facts;
  const isThanks = kind === "thank-you";
  const subject = say(`mail:${kind}.subject`, { initiative });
  const asking = [
    ...(kind === "invitation" ? [] : [say(`mail:${kind}.why`)]),
    whoAsks(facts, say),
    ...(facts.challenge ? [say("mail:invitation.challenge", { challenge: shortened(facts.challenge) })] : []),
    say(`mail:invitation.use-${facts.audience}`),
    say("mail:invitation.minutes", { count: facts.minutes }),
    say("mail:invitation.closes", { day: dayInWords(facts.closesOn, facts.language) }),
  ];
  const words = {
    subject,
    greeting: greeting(facts.name, say),
    before: isThanks ? [say("mail:thank-you.why", { initiative }), say("mail:thank-you.next")] : asking,
    button: say(isThanks ? "mail:thank-you.button" : "mail:invitation.button"),
    after: [say(`mail:invitation.anonymous-${facts.audience}`), say("mail:invitation.own-link")],
    stop: { words: say("mail:invitation.stop"), link: stopLink },
    sender: say("mail:invitation.sender", { initiative }),
  };
  return {
    subject,
    ...bodies(words, facts.language, link, say),
    link,
    headers: {
      "List-Unsubscribe": `<${stopLink}>`,
      "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
      "Auto-Submitted": "auto-generated",
    },
  };
}

/** A mail with a single-use sign-in link. */
export function composeSignIn(facts: SignInFacts, say: Say): MailWords {
  const subject = say("mail:sign-in.subject");
  const words = {
    subject,
    greeting: greeting(facts.name, say),
    before: [say("mail:sign-in.what", { minutes: facts.minutes })],
    button: say("mail:sign-in.button"),
    after: [say("mail:sign-in.not-you")],
    stop: null,
    sender: say("mail:sign-in.sender"),
  };
  return {
    subject,
    ...bodies(words, facts.language, facts.link, say),
    link: facts.link,
    headers: { "Auto-Submitted": "auto-generated" },
  };
}

/**
 * A mail that asks another organisation to confirm. It holds nothing that anybody typed but names: the report itself is read behind the
 * link, so that nobody can have Ringvirk mail a text of theirs to a stranger.
 */
export function composeConfirmation(facts: ConfirmationFacts, say: Say): MailWords {
  const { initiative, link } = facts;
  const subject = say("mail:confirmation.subject", { initiative });
  const words = {
    subject,
    greeting: greeting("", say),
    before: [
      whyAsked(facts, say),
      say("mail:confirmation.what"),
      say("mail:confirmation.ends", { day: dayInWords(facts.endsOn, facts.language) }),
    ],
    button: say("mail:confirmation.button"),
    after: [say("mail:confirmation.shown"), say("mail:confirmation.not-you")],
    stop: null,
    sender: say("mail:invitation.sender", { initiative }),
  };
  return {
    subject,
    ...bodies(words, facts.language, link, say),
    link,
    headers: { "Auto-Submitted": "auto-generated" },
  };
}

function whyAsked({ initiative, organisation, reportedBy, askedAs }: ConfirmationFacts, say: Say): string {
  if (reportedBy === null) return say("mail:confirmation.who-process", { initiative, organisation });
  const names = { initiative, organisation, reportedBy };
  return askedAs === "team" ? say("mail:confirmation.who-team", names) : say("mail:confirmation.who", names);
}

interface Words {
  subject: string;
  greeting: string;
  before: string[];
  button: string;
  after: string[];
  stop: { words: string; link: string } | null;
  sender: string;
}

function bodies(words: Words, language: RespondentLanguage, link: string, say: Say): { text: string; html: string } {
  return { text: plainText(words, link), html: html(words, language, link, say) };
}

function plainText(words: Words, link: string): string {
  const stop = words.stop ? [`${words.stop.words}\n${words.stop.link}`] : [];
  const parts = [
    words.greeting,
    ...words.before,
    `${words.button}:\n${link}`,
    ...words.after,
    `-- \n${words.sender}`,
    ...stop,
  ];
  return `${parts.join("\n\n")}\n`;
}

/** Colours and sizes that are legible in both themes of a mail program; no picture, nothing from elsewhere. */
function html(words: Words, language: RespondentLanguage, link: string, say: Say): string {
  const paragraph = (text: string) => `<p style="margin:0 0 16px">${escapeHtml(text)}</p>`;
  const href = escapeHtml(link);
  const stop = words.stop
    ? ` <a href="${escapeHtml(words.stop.link)}" style="color:#555555">${escapeHtml(words.stop.words)}</a>`
    : "";
  return `<!doctype html>
<html lang="${language}" dir="${directionOf(language)}">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${escapeHtml(words.subject)}</title></head>
<body style="margin:0;padding:24px;background:#ffffff;color:#1a1a1a;font-family:Arial,Helvetica,sans-serif;font-size:17px;line-height:1.5">
<div style="max-width:600px;margin:0 auto">
${[words.greeting, ...words.before].map(paragraph).join("\n")}
<p style="margin:0 0 16px"><a href="${href}" style="display:inline-block;padding:12px 20px;background:#0b4f6c;color:#ffffff;text-decoration:none;border-radius:4px;font-weight:bold">${escapeHtml(words.button)}</a></p>
<p style="margin:0 0 16px;font-size:14px">${escapeHtml(say("mail:copy-link"))}<br><a href="${href}" style="color:#0b4f6c;word-break:break-all">${href}</a></p>
${words.after.map(paragraph).join("\n")}
<p style="margin:24px 0 0;padding-top:12px;border-top:1px solid #cccccc;font-size:14px;color:#555555">${escapeHtml(words.sender)}${stop}</p>
</div>
</body>
</html>
`;
}

function whoAsks({ partners, initiative, language }: InvitationFacts, say: Say): string {
  if (partners.length === 0) return say("mail:invitation.asks-alone", { initiative });
  const named = partners.slice(0, mostPartnersNamed);
  const others = partners.length - named.length;
  const list = others > 0 ? [...named, say("mail:invitation.other-partners", { count: others })] : named;
  return say("mail:invitation.asks", { initiative, partners: new Intl.ListFormat(language).format(list) });
}

function greeting(name: string, say: Say): string {
  return name ? say("mail:greeting-name", { name }) : say("mail:greeting");
}

function shortened(text: string): string {
  const line = text.replace(/\s+/g, " ").trim();
  return line.length <= mostOfChallenge ? line : `${line.slice(0, mostOfChallenge).replace(/\s\S*$/, "")} …`;
}

function dayInWords(day: string, language: RespondentLanguage): string {
  if (day.includes("T")) return timeFormats.get(language)?.format(new Date(`${day}Z`)) ?? day;
  return dayFormats.get(language)?.format(new Date(`${day}T00:00:00Z`)) ?? day;
}

function escapeHtml(text: string): string {
  const entities: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };
  return text.replace(/[&<>"']/g, (character) => entities[character] as string);
}
