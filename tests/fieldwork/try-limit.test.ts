import { describe, expect, it } from "vitest";
import { codeTries, TryLimit } from "#surveys/fieldwork/try-limit.ts";

const start = new Date("2026-11-23T09:00:00Z");
const later = (seconds: number) => new Date(start.getTime() + seconds * 1000);
const go = { waitSeconds: 0 };

describe("wrong tries of one client", () => {
  it("are ten at once, then one every half minute", () => {
    const tries = new TryLimit(codeTries);
    for (let i = 0; i < 10; i += 1) {
      expect(tries.leave("anna", start)).toEqual(go);
      tries.miss("anna", start);
    }
    expect(tries.leave("anna", start)).toEqual({ backInSeconds: 30 });
    expect(tries.leave("anna", later(29))).toEqual({ backInSeconds: 1 });
    expect(tries.leave("anna", later(30))).toEqual(go);
    tries.miss("anna", later(30));
    expect(tries.leave("anna", later(31))).toEqual({ backInSeconds: 29 });
    expect(tries.leave("anna", later(10_000))).toEqual(go);
  });

  it("are nobody else's, and a right one costs nothing", () => {
    const tries = new TryLimit(codeTries);
    for (let i = 0; i < 50; i += 1) tries.miss("anna", start);
    expect(tries.leave("ben", start)).toEqual(go);
    for (let i = 0; i < 1000; i += 1) {
      expect(tries.leave("chelsea", start)).toEqual(go);
      tries.miss("chelsea", start);
      tries.pardon("chelsea");
    }
  });
});

describe("wrong tries of everybody", () => {
  it("slow the tries of all and refuse none", () => {
    const tries = new TryLimit(codeTries);
    for (let i = 0; i < 300; i += 1) tries.miss(`client ${i}`, start);
    expect(tries.leave("anna", start)).toEqual({ waitSeconds: 3 });
    expect(tries.leave("anna", later(6))).toEqual(go);
  });

  it("are over soon after a flood, however long it was", () => {
    const tries = new TryLimit(codeTries);
    for (let i = 0; i < 200_000; i += 1) tries.miss(`client ${i}`, start);
    expect(tries.leave("anna", later(13))).toEqual(go);
    expect(tries.clients).toBeLessThanOrEqual(100_000);
  });

  it("forgets clients that are forgiven", () => {
    const tries = new TryLimit(codeTries);
    for (let i = 0; i < 100; i += 1) tries.miss(`client ${i}`, start);
    tries.miss("anna", later(3600));
    expect(tries.clients).toBe(1);
  });
});
