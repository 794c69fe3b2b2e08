import { createHmac, timingSafeEqual } from "node:crypto";

/** Where mails come back to: "bounces@eksempel.dk" becomes an address of its own for each mail, "bounces+<41 letters>@eksempel.dk". */
export interface BounceSettings {
  address: string;
  secret: string;
}

const idLength = 25;
const markLength = 16;

/** The longest local part that leaves room for "+" and the rest within the 64 octets of RFC 5321, 4.5.3.1.1. */
export const mostOfLocalPart = 64 - 1 - idLength - markLength;

/**
 * The envelope sender of one mail (VERP): a bounce that comes back to it names the mail, whatever the bounce says. Its second half is a keyed
 * hash of the message and the address it went to, so that nobody can forge a bounce of a mail they have not got, and a bounce of an address
 * that was corrected meanwhile says nothing about the new one. In lower case, for some servers write addresses so.
 * @param messageId a UUID.
 */
export function bounceAddress({ address, secret }: BounceSettings, messageId: string, to: string): string {
  const [local, domain] = partsOf(address);
  const id = BigInt(`0x${messageId.replaceAll("-", "")}`)
    .toString(36)
    .padStart(idLength, "0");
  return `${local}+${id}${markOf(secret, messageId, to)}@${domain}`;
}

/** What an address made by `bounceAddress` holds: the message, and whether it went to a given address. */
export interface ReturnedTo {
  messageId: string;
  wentTo(address: string): boolean;
}

/** Every such address in a text, each once; none of them is believed before `wentTo` has said yes. */
export function bounceAddressesIn({ address, secret }: BounceSettings, text: string): ReturnedTo[] {
  const [local, domain] = partsOf(address);
  const pattern = new RegExp(`${escaped(local)}\\+([0-9a-z]{${idLength + markLength}})@${escaped(domain)}`, "gi");
  const found = new Set([...text.matchAll(pattern)].map((match) => String(match[1]).toLowerCase()));
  return [...found].map((opaque) => {
    const messageId = uuidOf(opaque.slice(0, idLength));
    return { messageId, wentTo: (to) => isSame(opaque.slice(idLength), markOf(secret, messageId, to)) };
  });
}

/** 82 bits. */
function markOf(secret: string, messageId: string, to: string): string {
  const mac = createHmac("sha256", secret).update(`bounce\n${messageId}\n${to.trim().toLowerCase()}`).digest("hex");
  return BigInt(`0x${mac}`).toString(36).padStart(50, "0").slice(-markLength);
}

function uuidOf(base36: string): string {
  let number = 0n;
  for (const digit of base36) number = number * 36n + BigInt(Number.parseInt(digit, 36));
  const hex = number.toString(16).padStart(32, "0");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}

function isSame(one: string, other: string): boolean {
  return one.length === other.length && timingSafeEqual(Buffer.from(one), Buffer.from(other));
}

function partsOf(address: string): [local: string, domain: string] {
  const at = address.lastIndexOf("@");
  return [address.slice(0, at), address.slice(at + 1)];
}

function escaped(text: string): string {
  return text.replace(/[^\w]/g, "\\$&");
}
