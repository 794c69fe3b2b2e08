import { randomUUID } from "node:crypto";
import { expect, test } from "vitest";
import { bounceAddress, bounceAddressesIn, mostOfLocalPart } from "#surveys/fieldwork/bounce-address.ts";

const bounces = { address: "bounces@ringvirk.example", secret: "a secret for tests, long enough to be one" };
const to = "anna@borger.example";

test("the address of a mail names it again, in whatever case it comes back, and only to those it went to", () => {
  for (const id of [randomUUID(), "00000000-0000-0000-0000-000000000001", "ffffffff-ffff-ffff-ffff-ffffffffffff"]) {
    const address = bounceAddress(bounces, id, to);
    const [found] = bounceAddressesIn(bounces, `Delivered-To: <${address.toUpperCase()}>\n${address}`);
    expect(found?.messageId).toBe(id);
    expect(found?.wentTo("Anna@borger.example")).toBe(true);
    expect(found?.wentTo("anna.ny@borger.example")).toBe(false);
  }
});

test("is within what RFC 5321 allows", () => {
  const longest = { ...bounces, address: `${"b".repeat(mostOfLocalPart)}@ringvirk.example` };
  expect(bounceAddress(longest, randomUUID(), to).split("@")[0]).toHaveLength(64);
});

test("a forged one is believed for no address, and without the server's secret none can be made", () => {
  const id = randomUUID();
  const real = bounceAddress(bounces, id, to);
  const other = bounceAddress({ ...bounces, secret: "another secret, as long as the first" }, id, to);
  const forged = `${real.slice(0, 34)}${"0".repeat(15)}@ringvirk.example`;
  for (const address of [other, forged]) {
    const found = bounceAddressesIn(bounces, address);
    expect(found.map((returned) => returned.wentTo(to))).toEqual(found.map(() => false));
  }
  expect(bounceAddressesIn(bounces, real.replace("ringvirk.example", "ringvirkxexample"))).toEqual([]);
});
