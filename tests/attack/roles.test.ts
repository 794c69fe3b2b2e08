import { readdirSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Attacked, fingerprint, home, startAttacked, type Visitor, visitors } from "./attacked-ringvirk.ts";
import { type HomeIds, idsOf, type RouteRow, routeTable } from "./route-table.ts";

/** Every route × every kind of visitor × GET, POST and the addresses that scripts fetch (`.data`): who gets in, and that nothing changes. */
let attacked: Attacked;
let ids: HomeIds;
let table: Record<string, RouteRow>;
let challenge: string;

beforeAll(async () => {
  attacked = await startAttacked();
  ids = await idsOf(attacked, "home");
  table = routeTable(ids);
  const { db } = attacked.ringvirk;
  const initiative = await db.selectFrom("initiative").selectAll().where("slug", "=", home).executeTakeFirstOrThrow();
  challenge = initiative.challenge.slice(0, 40);
});
afterAll(() => attacked.ringvirk.stop());

type Method = "GET" | "POST";

function knock(visitor: Visitor, method: Method, path: string): Promise<Response> {
  const body = method === "POST" ? new URLSearchParams({ deed: "no such deed" }) : undefined;
  const headers = { cookie: attacked.cookies[visitor] };
  return fetch(attacked.ringvirk.url + path, { method, body, headers, redirect: "manual" });
}

/** Has no role in the attacked initiative. */
function isOutside(visitor: Visitor): boolean {
  return visitor === "nobody" || visitor === "stranger";
}

/** Where Remix's script fetches the same page's data from. */
function dataPath(path: string): string {
  const [page = "", search] = path.split("?");
  return `${page === "/" ? "/_root" : page}.data${search === undefined ? "" : `?${search}`}`;
}

/** A redirect is told to the script as data. */
function expectedAsData(status: number): number {
  return status === 302 ? 202 : status;
}

describe("every route", () => {
  it("stands in the table", () => {
    const files = readdirSync("app/routes").map((name) => name.replace(/\.tsx?$/, ""));
    expect(Object.keys(table).sort()).toEqual(files.sort());
  });

  it("lets in whom it is for and nobody else, and a refused or empty post changes nothing", async () => {
    const before = await fingerprint(attacked.ringvirk.db);
    const wrong: string[] = [];
    for (const [file, row] of Object.entries(table)) {
      for (const [place, visitor] of visitors.entries()) {
        for (const method of ["GET", "POST"] as const) {
          if (file === "sign-out" && method === "POST") continue;
          const status = (method === "GET" ? row.get : row.post)[place] as number;
          const reply = await knock(visitor, method, row.path);
          if (reply.status !== status) wrong.push(`${method} ${file} for ${visitor}: ${reply.status}, not ${status}`);
          if (isOutside(visitor) && (await reply.text()).includes(challenge))
            wrong.push(`${method} ${file} tells ${visitor}`);
        }
      }
    }
    expect(wrong).toEqual([]);
    expect(await fingerprint(attacked.ringvirk.db)).toEqual(before);
  }, 180_000);

  it("is guarded just so at the address that scripts fetch", async () => {
    const before = await fingerprint(attacked.ringvirk.db);
    const wrong: string[] = [];
    // An address that only gives bytes has no data; a personal link is read on the page alone, where no script runs.
    const withoutData = ["sign-out", "language", "healthz"];
    for (const [file, row] of Object.entries(table).filter(([name]) => !withoutData.includes(name))) {
      for (const [place, visitor] of visitors.entries()) {
        for (const method of ["GET", "POST"] as const) {
          const statuses = method === "GET" ? (row.getData ?? row.get) : (row.postData ?? row.post);
          const wanted = expectedAsData(statuses[place] as number);
          const reply = await knock(visitor, method, dataPath(row.path));
          if (reply.status !== wanted)
            wrong.push(`${method} ${file}.data for ${visitor}: ${reply.status}, not ${wanted}`);
          if (isOutside(visitor) && (await reply.text()).includes(challenge))
            wrong.push(`${method} ${file}.data tells ${visitor}`);
        }
      }
    }
    expect(wrong).toEqual([]);
    expect(await fingerprint(attacked.ringvirk.db)).toEqual(before);
  });

  it("gives the stranger no part of a page either, whichever of its loaders is asked for", async () => {
    const routes = ["root", ...Object.keys(table).map((file) => `routes/${file}`)].join(",");
    for (const path of [`/initiatives/${home}/setup/people.data`, `/initiatives/${home}/indicators.data`]) {
      for (const wanted of [routes, "routes/initiatives.$slug.setup.people", "routes/initiatives.$slug.indicators"]) {
        for (const visitor of ["nobody", "stranger"] as const) {
          const reply = await knock(visitor, "GET", `${path}?_routes=${encodeURIComponent(wanted)}`);
          const text = await reply.text();
          expect(text).not.toContain(challenge);
          expect(text).not.toContain("@example.dk");
          expect(text).not.toContain("Strandk");
        }
      }
    }
  });
});
