import fc from "fast-check";
import { expect, test } from "vitest";
import { SendingPace } from "#surveys/fieldwork/sending-pace.ts";

const at = (seconds: number) => new Date(Date.UTC(2026, 10, 23) + seconds * 1000);
const mail = (domain = "a.example", urgent = false) => ({ address: `p@${domain}`, urgent });

test("a domain that has had its share waits in line; the others go on", () => {
  const pace = new SendingPace({ perMinute: null, perDomainPerMinute: 2 });
  expect(pace.place(mail(), at(0))).toBeNull();
  expect(pace.place(mail(), at(10))).toBeNull();
  expect(pace.place(mail(), at(11))).toEqual(at(60));
  expect(pace.place(mail(), at(11))).toEqual(at(70));
  expect(pace.place(mail(), at(11))).toEqual(at(120));
  expect(pace.place(mail("b.example"), at(11))).toBeNull();
  expect(pace.place(mail("A.EXAMPLE"), at(12))).toEqual(at(130));
  expect(pace.place(mail(), at(60))).toBeNull();
  expect(pace.place(mail(), at(70))).toBeNull();
});

test("when the minute is full only urgent mails pass", () => {
  const pace = new SendingPace({ perMinute: 2, perDomainPerMinute: 2 });
  expect(pace.place(mail(), at(0))).toBeNull();
  expect(pace.isFull(at(1))).toBe(false);
  expect(pace.place(mail("b.example"), at(1))).toBeNull();
  expect(pace.isFull(at(59))).toBe(true);
  expect(pace.place(mail("c.example"), at(2))).toEqual(at(60));
  expect(pace.place(mail("a.example", true), at(3))).toBeNull();
  expect(pace.isFull(at(60))).toBe(true);
  expect(pace.isFull(at(61))).toBe(false);
});

test("whatever comes, no sixty seconds see more mails than allowed, and none waits for ever", () => {
  const mails = fc.array(
    fc.record({ domain: fc.integer({ min: 0, max: 2 }), after: fc.integer({ min: 0, max: 20 }) }),
    { maxLength: 40 },
  );
  fc.assert(
    fc.property(
      mails,
      fc.integer({ min: 1, max: 4 }),
      fc.integer({ min: 1, max: 6 }),
      (drawn, perDomainPerMinute, perMinute) => {
        const pace = new SendingPace({ perMinute, perDomainPerMinute });
        const left: Array<{ second: number; domain: number }> = [];
        let arrives = 0;
        const due = drawn.map(({ domain, after }) => {
          arrives += after;
          return { domain, second: arrives };
        });
        for (let tries = 0; due.length > 0; tries++) {
          expect(tries).toBeLessThan(5000);
          due.sort((a, b) => a.second - b.second);
          const next = due.shift();
          if (!next) break;
          const later = pace.place(mail(`d${next.domain}.example`), at(next.second));
          if (later) due.push({ ...next, second: (later.getTime() - at(0).getTime()) / 1000 });
          else left.push(next);
        }
        expect(left.length).toBe(drawn.length);
        for (const { second, domain } of left) {
          const minute = left.filter((other) => other.second >= second && other.second < second + 60);
          expect(minute.length).toBeLessThanOrEqual(perMinute);
          expect(minute.filter((other) => other.domain === domain).length).toBeLessThanOrEqual(perDomainPerMinute);
        }
      },
    ),
  );
});
