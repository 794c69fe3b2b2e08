// The worker as a process of its own, for a test to kill: place of the database, SMTP address, minutes that its clock is ahead.
import { sayToRespondent as sayIn } from "#app/texts/respondent-texts.ts";
import { connect } from "#db/connect.ts";
import { sendDueMessages } from "#surveys/fieldwork/send-messages.server.ts";
import { createSmtpMailer } from "#surveys/fieldwork/smtp-mailer.server.ts";
import { baseUrl, from, morning, secret } from "./mail-world.ts";

const [place = "", url = "", minutesAhead = "0"] = process.argv.slice(2);
const db = connect(place);
const mailer = createSmtpMailer({ url, from });
const clock = () => new Date(morning.getTime() + Number(minutesAhead) * 60_000 + performance.now());
await sendDueMessages(db, { mailer, clock, secret, baseUrl, sayIn });
mailer.close();
await db.destroy();
