import { mkdir, readdir, readFile, rename, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { createTransport } from "nodemailer";
import { type Mail, type Mailer, mailOptions } from "./mailer.ts";

/** A mail in the local mailbox, as the page shows it. */
export interface LocalMail {
  id: string;
  to: string;
  subject: string;
  text: string;
  link: string;
  date: string;
}

/**
 * A mailer for the demo: each mail becomes `<dir>/<message id>.eml`, just as it would have been sent, with a JSON beside it for the page. The
 * files hold personal links; a real installation sends by SMTP and writes none.
 */
export function createLocalMailbox({ dir, from }: { dir: string; from: string }): Mailer {
  const transport = createTransport({ streamTransport: true, buffer: true, newline: "windows" });
  return {
    async handOver(mail) {
      const { message } = await transport.sendMail(mailOptions(mail, from));
      await mkdir(dir, { recursive: true, mode: 0o700 });
      await writeWhole(join(dir, `${mail.id}.eml`), message as Buffer);
      await writeWhole(join(dir, `${mail.id}.json`), JSON.stringify(localMail(mail)));
      return { outcome: "sent" };
    },
    close: () => transport.close(),
  };
}

/** The newest mails of a local mailbox, newest first, and how many there are in all. A mailbox that nothing came to yet is empty. */
export async function readMailbox(
  dir: string,
  { most }: { most: number },
): Promise<{ mails: LocalMail[]; count: number }> {
  const names = await readdir(dir).catch(emptyIfMissing);
  const files = names.filter((name) => name.endsWith(".json")).map((name) => join(dir, name));
  const dated = await Promise.all(files.map(async (file) => ({ file, writtenAt: (await stat(file)).mtimeMs })));
  const newest = dated.sort((a, b) => b.writtenAt - a.writtenAt).slice(0, most);
  const mails = await Promise.all(
    newest.map(async ({ file }) => JSON.parse(await readFile(file, "utf8")) as LocalMail),
  );
  return { mails, count: files.length };
}

function localMail({ id, to, subject, text, link, date }: Mail): LocalMail {
  return { id, to: to.name ? `${to.name} <${to.address}>` : to.address, subject, text, link, date: date.toISOString() };
}

/** A reader sees the whole file or none. */
async function writeWhole(file: string, content: string | Buffer): Promise<void> {
  await writeFile(`${file}.part`, content, { mode: 0o600 });
  await rename(`${file}.part`, file);
}

function emptyIfMissing(fault: NodeJS.ErrnoException): string[] {
  if (fault.code === "ENOENT") return [];
  throw fault;
}
