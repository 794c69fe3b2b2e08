import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readExportedResults } from "#surveys/reporting/exported-results.server.ts";
import { type Attacked, startAttacked } from "./attacked-ringvirk.ts";

/** Every results page of the demo, as its data goes over the wire: no number of people from 1 to 4 under any name. */
let attacked: Attacked;
beforeAll(async () => {
  attacked = await startAttacked();
});
afterAll(() => attacked.ringvirk.stop());

const slugs = ["trygt-natteliv", "tryg-hverdag-i-laerkevang", "sammen-mod-netsvindel"];
const countsOfPeople = ["n", "n0", "n1", "pairs", "invited", "answered", "people", "count"];
/** By whatever name a number of people goes in results: each is told to the nearest ten. */
const toldInTens = [
  ...["n", "n0", "n1", "pairs", "invited", "answered", "undelivered", "effectiveN"],
  ...["people", "people0", "people1", "writers0", "writers1", "nMatched", "nLost"],
];

function notInTens(value: unknown, path = ""): string[] {
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => [
    ...(typeof inner === "number" && toldInTens.includes(key) && inner % 10 !== 0 ? [`${path}.${key} = ${inner}`] : []),
    ...notInTens(inner, `${path}.${key}`),
  ]);
}

/** Where a number of people from 1 to 4 stands in what was sent, and how many numbers of people were looked at. */
function smallCounts(value: unknown, path = ""): { small: string[]; seen: number } {
  const found = { small: [] as string[], seen: 0 };
  if (typeof value !== "object" || value === null) return found;
  for (const [key, inner] of Object.entries(value)) {
    if (typeof inner === "number" && countsOfPeople.includes(key)) {
      found.seen += 1;
      if (inner > 0 && inner < 5) found.small.push(`${path}.${key} = ${inner}`);
    }
    const deeper = smallCounts(inner, `${path}.${key}`);
    found.small.push(...deeper.small);
    found.seen += deeper.seen;
  }
  return found;
}

/** Remix sends data as one list in which things refer to each other by place; a negative place is a special value. */
function decode(text: string): unknown {
  const list = JSON.parse(text.split("\n")[0] ?? "[]") as unknown[];
  const known = new Map<number, unknown>();
  const at = (place: number): unknown => {
    if (place < 0) return null;
    if (known.has(place)) return known.get(place);
    const held = list[place];
    if (typeof held !== "object" || held === null) return held;
    const made: Record<string, unknown> | unknown[] = Array.isArray(held) ? [] : {};
    known.set(place, made);
    if (Array.isArray(made)) {
      for (const entry of held as unknown[]) made.push(typeof entry === "number" ? at(entry) : entry);
    } else {
      for (const [key, entry] of Object.entries(held)) made[String(at(Number(key.slice(1))))] = at(entry as number);
    }
    return made;
  };
  return at(0);
}

async function open(path: string): Promise<string> {
  const reply = await fetch(attacked.ringvirk.url + path, { headers: { cookie: attacked.cookies.administrator } });
  expect(reply.status, path).toBe(200);
  return reply.text();
}

/** What the page is made of, as its script fetches it. */
async function dataOf(path: string): Promise<unknown> {
  const [page = "", search] = path.split("?");
  return decode(await open(`${page}.data${search === undefined ? "" : `?${search}`}`));
}

interface Choices {
  themes: Array<{ audience: string; theme: string }>;
  segments: string[];
  pages: number;
}

function choicesIn(value: unknown): Choices | null {
  if (typeof value !== "object" || value === null) return null;
  if ("themes" in value && "segments" in value) return value as Choices;
  for (const inner of Object.values(value)) {
    const found = choicesIn(inner);
    if (found) return found;
  }
  return null;
}

describe("the results of the demo", () => {
  for (const slug of slugs) {
    it(`show no number of people below five on any page of ${slug}`, async () => {
      const base = `/initiatives/${slug}`;
      const paths = [
        base,
        `${base}/goals`,
        `${base}/ripples`,
        `${base}/bias`,
        `${base}/ripples/ties`,
        `${base}/ripples/workflows`,
        `${base}/ripples/themes`,
        `${base}/ripples/rings`,
        `${base}/setup/waves`,
      ];
      let seen = 0;
      const look = async (path: string) => {
        const data = await dataOf(path);
        const found = smallCounts(data);
        seen += found.seen;
        expect(found.small, path).toEqual([]);
        // Who sets up knows how many were invited and have answered, and holds the list of participants with its groups.
        if (!path.includes("/setup/")) expect(notInTens(data), path).toEqual([]);
        return data;
      };
      for (const path of paths) {
        await look(path);
        expect(await open(path), path).not.toMatch(/\b[nN] ?= ?[1-4]\b/);
      }
      const first = choicesIn(await look(`${base}/indicators`));
      for (const { audience, theme } of first?.themes ?? []) {
        const wish = `${base}/indicators?audience=${audience}&theme=${encodeURIComponent(theme)}`;
        const here = choicesIn(await look(wish));
        // Every theme for everyone, every group in one theme of each kind of people; the rest stands in the results below.
        const isFirst = theme === first?.themes.find((one) => one.audience === audience)?.theme;
        for (const segment of isFirst ? (here?.segments ?? []) : [])
          await look(`${wish}&segment=${encodeURIComponent(segment)}`);
        for (let page = 2; page <= (here?.pages ?? 1); page += 1) await look(`${wish}&page=${page}`);
      }
      expect(first?.themes.length).toBeGreaterThan(1);
      expect(seen).toBeGreaterThan(100);
    });

    it(`hold none in the results that JSON and pages are made of: ${slug}`, async () => {
      const { db } = attacked.ringvirk;
      const { id } = await db.selectFrom("initiative").select("id").where("slug", "=", slug).executeTakeFirstOrThrow();
      const results = await readExportedResults(db, id);
      const { small, seen } = smallCounts(results);
      expect(small).toEqual([]);
      expect(notInTens(results)).toEqual([]);
      expect(seen).toBeGreaterThan(1000);
    });
  }
});
