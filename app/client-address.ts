import { isIPv4, isIPv6 } from "node:net";

/**
 * Whom a request counts for where tries are limited: an IPv4 address, or the /64 of an IPv6 address, which is what one line or one phone is
 * given. Kept in memory alone.
 *
 * @param socketAddress whom the connection comes from.
 * @param forwardedFor the header X-Forwarded-For, to which each proxy adds at the end whom it was asked by.
 * @param trustedHops how many proxies of ours stand before this server; whatever lies further back was written by the client.
 */
export function clientOf(socketAddress: string, forwardedFor: string | undefined, trustedHops: number): string {
  const stated = (forwardedFor ?? "").split(",").map((address) => address.trim());
  const chain = [...stated.filter((address) => address !== ""), socketAddress];
  const index = Math.max(0, chain.length - 1 - trustedHops);
  const address = chain.slice(index).find((candidate) => networkOf(candidate) !== null) ?? socketAddress;
  return networkOf(address) ?? "unknown";
}

function networkOf(address: string): string | null {
  const plain = address.replace(/^\[([^\]]*)\](:\d+)?$/, "$1").replace(/%.*$/, "");
  const mapped = /^(?:::ffff:)?(\d+\.\d+\.\d+\.\d+)(?::\d+)?$/i.exec(plain)?.[1];
  if (mapped !== undefined && isIPv4(mapped)) return mapped;
  return isIPv6(plain) ? `${groupsOf(plain).slice(0, 4).join(":")}::/64` : null;
}

/** The eight groups of an IPv6 address without leading zeros. */
function groupsOf(address: string): string[] {
  const [head = "", tail = ""] = new URL(`http://[${address}]`).hostname.slice(1, -1).split("::");
  const left = head === "" ? [] : head.split(":");
  const right = tail === "" ? [] : tail.split(":");
  return [...left, ...Array(8 - left.length - right.length).fill("0"), ...right];
}
