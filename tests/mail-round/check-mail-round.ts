// One full round with Debian's postfix and dovecot: an invitation goes out, comes back because nobody has the address, is read by IMAP, and the
// address is marked. Says "skipped" where the two are not to be had, and why. `npm run ci:mail`
import assert from "node:assert/strict";
import { execFileSync, spawnSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { ImapFlow } from "imapflow";
import { sayToRespondent as sayIn } from "#app/texts/respondent-texts.ts";
import type { Database } from "#db/schema.ts";
import { type BounceMailbox, readBounces } from "#surveys/fieldwork/bounce-mailbox.server.ts";
import { failedMessages } from "#surveys/fieldwork/message.server.ts";
import { sendDueMessages } from "#surveys/fieldwork/send-messages.server.ts";
import { createSmtpMailer } from "#surveys/fieldwork/smtp-mailer.server.ts";
import { openWave, planWave } from "#surveys/fieldwork/wave.server.ts";
import { isProblem } from "#surveys/problem.ts";
import { addPerson, baseUrl, carlas, from, makeMailWorld, morning, secret, today } from "#tests/support/mail-world.ts";
import { reply } from "#tests/support/returned-mails.ts";
import { type MailServers, startMailServers } from "./mail-servers.ts";

const bounces = { address: "bounces@ringvirk.example", secret };
const mostSeconds = 40;
const clock = () => morning;

const missing = whyNot();
if (missing) console.log(`Mail round with postfix and dovecot: skipped: ${missing}`);
else await checkRound();

async function checkRound(): Promise<void> {
  const db = await makeMailWorld(":memory:");
  const servers = await startMailServers();
  try {
    await goRound(db, servers);
  } catch (fault) {
    for (const file of servers.logs) console.error(readFileSync(file, "utf8"));
    throw fault;
  } finally {
    servers.stop();
    await db.destroy();
  }
}

/** Bo has a mailbox, Anna has none. */
async function goRound(db: Database, servers: MailServers): Promise<void> {
  for (const id of ["anna", "bo"]) await addPerson(db, { id });
  const surveys = { resident: "resident-1", actor: "actor-1" };
  const wave = await planWave(db, carlas(), { name: "Baseline", opensOn: today, closesOn: "2026-12-11", surveys });
  if (isProblem(wave)) throw new Error(wave.problem);
  await openWave(db, carlas(), { waveId: wave.id, secret });
  const mailer = createSmtpMailer({ url: servers.smtpUrl, from, bounces });
  const { sent } = await sendDueMessages(db, { mailer, clock, secret, baseUrl, sayIn });
  mailer.close();
  assert.equal(sent, 2, "postfix takes both mails");

  const mailbox: BounceMailbox = { url: servers.imapUrl, folder: "INBOX", bounces };
  const source = await untilInMailbox(mailbox);
  assert.deepEqual(await readBounces(db, mailbox, clock), { read: 1, recorded: 1 });
  const [failed, ...others] = await failedMessages(db, wave.id);
  assert.deepEqual([failed?.email, failed?.problem, others], ["anna@borger.example", "bounced", []]);
  const bounce = await db.selectFrom("bounce").select(["kind", "status"]).execute();
  assert.deepEqual(bounce, [{ kind: "hard", status: "5.1.1" }]);
  assert.equal(readdirSync(join(servers.mailFolder, "bo", "new")).length, 1, "Bo has his invitation");

  // The same mail read a second time, as after a crash, records nothing; what is no report of ours stays where it is.
  await put(mailbox, [source, reply(bounces.address, "Re: Tryg nat")]);
  assert.deepEqual(await readBounces(db, mailbox, clock), { read: 2, recorded: 1 });
  assert.equal((await db.selectFrom("bounce").select("id").execute()).length, 1);
  assert.equal((await sourcesIn(mailbox)).length, 1, "the reply is left");
  assert.deepEqual(await readBounces(db, mailbox, clock), { read: 0, recorded: 0 });
  console.log("Mail round with postfix and dovecot: invitation out, bounce back, address marked.");
}

async function untilInMailbox(mailbox: BounceMailbox): Promise<Buffer> {
  for (const begun = performance.now(); performance.now() - begun < mostSeconds * 1000; await sleep(200)) {
    const [source] = await sourcesIn(mailbox).catch(() => []);
    if (source) return source;
  }
  throw new Error(`No bounce came within ${mostSeconds} seconds.`);
}

function sourcesIn(mailbox: BounceMailbox): Promise<Buffer[]> {
  return withClient(mailbox, async (client) => {
    const mails = await client.fetchAll("1:*", { source: true });
    return mails.flatMap(({ source }) => source ?? []);
  });
}

function put(mailbox: BounceMailbox, mails: Buffer[]): Promise<void> {
  return withClient(mailbox, async (client) => {
    for (const mail of mails) await client.append(mailbox.folder, mail);
  });
}

async function withClient<Value>({ url, folder }: BounceMailbox, work: (client: ImapFlow) => Promise<Value>) {
  const { hostname: host, port, username: user, password: pass } = new URL(url);
  const client = new ImapFlow({ host, port: Number(port), secure: false, auth: { user, pass }, logger: false });
  await client.connect();
  await client.mailboxOpen(folder);
  try {
    return await work(client);
  } finally {
    await client.logout();
  }
}

/** Installs the two if it may. @returns why the round cannot be gone, or null. */
function whyNot(): string | null {
  if (process.getuid?.() !== 0) return "postfix can be started by root alone";
  if (has("postfix") && has("dovecot")) return null;
  if (!has("apt-get")) return "this is no Debian, and postfix or dovecot is not installed";
  const install = ["install", "-y", "--no-install-recommends", "postfix", "dovecot-imapd"];
  const environment = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
  for (const given of [["update"], install]) {
    const { status } = spawnSync("apt-get", ["-qq", ...given], { env: environment, stdio: "ignore", timeout: 300_000 });
    if (status !== 0) return `apt-get ${given.join(" ")} did not succeed`;
  }
  return has("postfix") && has("dovecot") ? null : "postfix or dovecot is missing after the install";
}

function has(command: string): boolean {
  try {
    execFileSync("sh", ["-c", `command -v ${command}`], { stdio: "ignore" });
    return true;
  } catch {
    return false;
  }
}
