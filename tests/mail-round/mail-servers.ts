import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { chmodSync, chownSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { type AddressInfo, createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";

export interface MailServers {
  smtpUrl: string;
  imapUrl: string;
  /** Maildirs, by the local part of their address. */
  mailFolder: string;
  /** What both have written about themselves, to tell why something went wrong. */
  logs: string[];
  stop(): void;
}

const mailUser = 5000;

/**
 * Debian's postfix and dovecot on ports of their own, with folders of their own: nothing of the system's is read or changed. Postfix takes mail
 * for ringvirk.example and borger.example, whoever it is for, and sends back what is for nobody. Needs root, as postfix does.
 */
export async function startMailServers(): Promise<MailServers> {
  const root = mkdtempSync(join(tmpdir(), "ringvirk-mail-"));
  chmodSync(root, 0o755);
  const mailFolder = join(root, "mail");
  mkdirSync(mailFolder);
  chownSync(mailFolder, mailUser, mailUser);
  const [smtpPort, imapPort] = [await freePort(), await freePort()];
  const postfix = writePostfix(root, mailFolder, smtpPort);
  const dovecotFile = writeDovecot(root, mailFolder, imapPort);
  execFileSync("postfix", ["-c", postfix, "start"], { stdio: "ignore" });
  const dovecot: ChildProcess = spawn("dovecot", ["-F", "-c", dovecotFile], { stdio: "ignore" });
  return {
    smtpUrl: `smtp://127.0.0.1:${smtpPort}`,
    imapUrl: `imap://bounces:secret@127.0.0.1:${imapPort}`,
    mailFolder,
    logs: [join(root, "postfix.log"), join(root, "dovecot.log")],
    stop() {
      execFileSync("postfix", ["-c", postfix, "stop"], { stdio: "ignore" });
      dovecot.kill("SIGTERM");
      rmSync(root, { recursive: true, force: true });
    },
  };
}

function writePostfix(root: string, mailFolder: string, port: number): string {
  const config = join(root, "postfix");
  const data = join(root, "data");
  for (const folder of [config, data, join(root, "queue")]) mkdirSync(folder);
  const postfixUser = Number(execFileSync("id", ["-u", "postfix"], { encoding: "utf8" }));
  chownSync(data, postfixUser, 0);
  writeFileSync(join(config, "mailboxes"), "bounces@ringvirk.example bounces/\nbo@borger.example bo/\n");
  writeFileSync(
    join(config, "main.cf"),
    `compatibility_level = 3.6
queue_directory = ${join(root, "queue")}
data_directory = ${data}
daemon_directory = /usr/lib/postfix/sbin
command_directory = /usr/sbin
maillog_file = ${join(root, "postfix.log")}
maillog_file_prefixes = ${root}
inet_interfaces = 127.0.0.1
inet_protocols = ipv4
myhostname = mx.ringvirk.example
mydestination =
mynetworks = 127.0.0.0/8
recipient_delimiter = +
virtual_mailbox_domains = ringvirk.example, borger.example
virtual_mailbox_base = ${mailFolder}
virtual_mailbox_maps = texthash:${join(config, "mailboxes")}
virtual_minimum_uid = 100
virtual_uid_maps = static:${mailUser}
virtual_gid_maps = static:${mailUser}
smtpd_reject_unlisted_recipient = no
smtpd_recipient_restrictions = permit_mynetworks, reject
`,
  );
  writeFileSync(join(config, "master.cf"), masterFile(port));
  return config;
}

/** Without chroot, without what delivers to other machines. */
function masterFile(port: number): string {
  const services = [
    `127.0.0.1:${port} inet n - n - - smtpd`,
    "cleanup unix n - n - 0 cleanup",
    "qmgr unix n - n 300 1 qmgr",
    "rewrite unix - - n - - trivial-rewrite",
    "bounce unix - - n - 0 bounce",
    "defer unix - - n - 0 bounce",
    "trace unix - - n - 0 bounce",
    "proxymap unix - - n - - proxymap",
    "smtp unix - - n - - smtp",
    "error unix - - n - - error",
    "virtual unix - n n - - virtual",
    "anvil unix - - n - 1 anvil",
    "postlog unix-dgram n - n - 1 postlogd",
  ];
  return `${services.join("\n")}\n`;
}

function writeDovecot(root: string, mailFolder: string, port: number): string {
  const file = join(root, "dovecot.conf");
  writeFileSync(
    file,
    `base_dir = ${join(root, "dovecot-run")}
state_dir = ${join(root, "dovecot-state")}
log_path = ${join(root, "dovecot.log")}
protocols = imap
listen = 127.0.0.1
ssl = no
disable_plaintext_auth = no
first_valid_uid = 500
mail_location = maildir:${join(mailFolder, "%u")}
passdb {
  driver = static
  args = password=secret
}
userdb {
  driver = static
  args = uid=${mailUser} gid=${mailUser} home=${mailFolder}/%u
}
service imap-login {
  chroot =
  inet_listener imap {
    port = ${port}
  }
  inet_listener imaps {
    port = 0
  }
}
`,
  );
  return file;
}

function freePort(): Promise<number> {
  return new Promise((found) => {
    const server = createServer().listen(0, "127.0.0.1", () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => found(port));
    });
  });
}
