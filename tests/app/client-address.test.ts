import { describe, expect, it } from "vitest";
import { clientOf } from "#app/client-address.ts";

describe("whom a request counts for", () => {
  it.each([
    ["192.0.2.7", undefined, 0, "192.0.2.7"],
    ["::ffff:192.0.2.7", undefined, 0, "192.0.2.7"],
    ["2001:db8:1:2:3:4:5:6", undefined, 0, "2001:db8:1:2::/64"],
    ["2001:db8::1", undefined, 0, "2001:db8:0:0::/64"],
    ["2001:0DB8:0001:0002::9", undefined, 0, "2001:db8:1:2::/64"],
    ["fe80::1%eth0", undefined, 0, "fe80:0:0:0::/64"],
    // Nobody trusted: what the client writes is not believed.
    ["192.0.2.7", "203.0.113.9", 0, "192.0.2.7"],
    ["10.0.0.1", "203.0.113.9", 1, "203.0.113.9"],
    ["10.0.0.1", "1.1.1.1, 203.0.113.9", 1, "203.0.113.9"],
    ["10.0.0.1", "1.1.1.1, 203.0.113.9, 10.0.0.2", 2, "203.0.113.9"],
    ["10.0.0.1", "203.0.113.9:4711", 1, "203.0.113.9"],
    ["10.0.0.1", "[2001:db8:1:2::9]:4711", 1, "2001:db8:1:2::/64"],
    // A proxy that writes nonsense, or nothing, counts itself.
    ["10.0.0.1", "unknown", 1, "10.0.0.1"],
    ["10.0.0.1", undefined, 1, "10.0.0.1"],
    ["10.0.0.1", "203.0.113.9", 5, "203.0.113.9"],
    ["", undefined, 0, "unknown"],
  ])("%s, forwarded for %s, %i proxies: %s", (socket, forwarded, hops, client) => {
    expect(clientOf(socket, forwarded, hops)).toBe(client);
  });

  it("is one for two addresses of one /64, and two for two lines", () => {
    expect(clientOf("2001:db8:1:2::9", undefined, 0)).toBe(clientOf("2001:db8:1:2:ffff::1", undefined, 0));
    expect(clientOf("2001:db8:1:3::9", undefined, 0)).not.toBe(clientOf("2001:db8:1:2::9", undefined, 0));
  });
});
