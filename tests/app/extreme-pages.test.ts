import { afterAll, beforeAll, expect, test } from "vitest";
import type { LanguageCode } from "#db/schema.ts";
import { signIn } from "#tests/attack/attacked-ringvirk.ts";
import { extremeWorlds, storeExtreme } from "#tests/impact/extreme-world.ts";
import { type RunningRingvirk, startRingvirk } from "#tests/support/running-ringvirk.ts";

/*
 * Every page that links lead to in initiatives at the edges (nobody, two people, all alike, one huge weight): each opens, and nothing in it
 * that a reader sees or hears was made of a number that is none.
 */
const languages = ["da", "en"] as const;

let ringvirk: RunningRingvirk;
const cookies = {} as Record<LanguageCode, string>;
beforeAll(async () => {
  ringvirk = await startRingvirk({ now: new Date("2026-12-01T09:00:00Z") });
  for (const language of languages) {
    const account = { id: language, email: `${language}@example.dk`, name: language, language };
    await ringvirk.db.insertInto("account").values(account).execute();
    const grant = { id: language, account_id: language, role: "administrator" as const };
    await ringvirk.db.insertInto("role_grant").values(grant).execute();
    cookies[language] = await signIn(ringvirk, language);
  }
});
afterAll(() => ringvirk.stop());

/** In one language after the other: what is said of numbers has one way in both. */
test.each(
  Object.entries(extremeWorlds).map(([name, world], at) => ({ name, world, language: languages[at % 2] ?? "da" })),
)("$name ($language)", async ({ name, world, language }) => {
  const { slug } = await storeExtreme(ringvirk.db, "da", name, world);
  const { pages, faults } = await lookAtAll(`/initiatives/${slug}`, cookies[language]);
  expect(faults).toEqual([]);
  expect(pages).toBeGreaterThan(20);
});

/** A page with other questions or groups chosen is looked at twice. */
const mostOfAKind = 2;

async function lookAtAll(start: string, cookie: string): Promise<{ pages: number; faults: string[] }> {
  const seen = new Set<string>([start]);
  const kinds = new Map<string, number>();
  const faults: string[] = [];
  for (const path of seen) {
    const reply = await fetch(ringvirk.url + path, { headers: { cookie } });
    const html = await reply.text();
    if (reply.status !== 200) faults.push(`${path}: ${reply.status}`);
    if (!(reply.headers.get("content-type") ?? "").startsWith("text/html")) continue;
    faults.push(...numbersThatAreNone(html).map((found) => `${path}: ${found}`));
    for (const link of linksIn(html, start)) {
      const [kind = ""] = link.split("?");
      if (seen.has(link) || (kinds.get(kind) ?? 0) >= mostOfAKind) continue;
      kinds.set(kind, (kinds.get(kind) ?? 0) + 1);
      seen.add(link);
    }
  }
  return { pages: seen.size, faults };
}

function linksIn(html: string, start: string): string[] {
  return [...html.matchAll(/href="([^"#]+)/g)]
    .map(([, address = ""]) => address.replaceAll("&amp;", "&"))
    .filter((address) => address.startsWith(start));
}

/** In text and in attributes (labels, drawings); what scripts carry is not read by people. */
function numbersThatAreNone(html: string): string[] {
  const shown = html.replace(/<(script|style)\b[\s\S]*?<\/\1>/g, "");
  return [...shown.matchAll(/.{0,60}(NaN|Infinity|∞|\bundefined\b|\bnull\b|\[object).{0,30}/g)].map(([found]) => found);
}
