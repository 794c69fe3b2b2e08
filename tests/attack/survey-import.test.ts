import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { surveyVersion } from "#surveys/definition/survey.server.ts";
import { createInitiative } from "#surveys/initiative/initiative.server.ts";
import { chosenSurveys } from "#surveys/initiative/survey-choice.server.ts";
import { isProblem } from "#surveys/problem.ts";
import { nightlife } from "#tests/initiative/setting.ts";
import { type RunningRingvirk, startRingvirk } from "#tests/support/running-ringvirk.ts";
import { fingerprint, signIn } from "./attacked-ringvirk.ts";

/**
 * A survey from elsewhere on its way through the import page of a running server. Carla coordinates the one initiative and reads Danish, Otto
 * the other and reads English; Adam administers both.
 */
const now = new Date("2026-03-02T08:00:00Z");
const people = { carla: "da", otto: "en", adam: "da" } as const;
type Person = keyof typeof people;

let ringvirk: RunningRingvirk;
const cookies = {} as Record<Person, string>;
const initiativeIds = {} as Record<Person, string>;

beforeAll(async () => {
  ringvirk = await startRingvirk({ now });
  for (const id of Object.keys(people) as Person[]) {
    const account = { id, email: `${id}@example.dk`, name: id, language: people[id] };
    await ringvirk.db.insertInto("account").values(account).execute();
    cookies[id] = await signIn(ringvirk, id);
  }
  await ringvirk.db.insertInto("role_grant").values({ id: "all", account_id: "adam", role: "administrator" }).execute();
  for (const createdBy of ["carla", "otto"] as const) {
    const made = await createInitiative(ringvirk.db, { ...nightlife, slug: createdBy, createdBy, now });
    if (isProblem(made)) throw new Error(made.problem);
    initiativeIds[createdBy] = made.id;
  }
});
afterAll(() => ringvirk.stop());

const setup = (slug: string) => `/initiatives/${slug}/setup`;
const importPage = (slug: string) => `${setup(slug)}/surveys/resident/import`;

interface Page {
  status: number;
  path: string;
  html: string;
}

async function visit(who: Person, path: string, body?: BodyInit): Promise<Page> {
  const init = body === undefined ? {} : { method: "POST", body };
  const reply = await fetch(ringvirk.url + path, { ...init, headers: { cookie: cookies[who] }, redirect: "manual" });
  const next = reply.headers.get("location");
  const html = await reply.text();
  return next === null ? { status: reply.status, path, html } : visit(who, next);
}

function upload(who: Person, slug: string, files: Record<string, string | Uint8Array<ArrayBuffer>>): Promise<Page> {
  const form = new FormData();
  form.append("deed", "read");
  for (const [name, content] of Object.entries(files)) form.append("files", new File([content], name));
  return visit(who, importPage(slug), form);
}

/** Presses the button of a page whose form asks for a deed: sends what stands in the form. */
function press(who: Person, { path, html }: Page, deed: string): Promise<Page> {
  const forms = html.match(/<form[\s\S]*?<\/form>/g) ?? [];
  const form = forms.find((one) => one.includes(`name="deed" value="${deed}"`));
  if (!form) throw new Error(`No button for ${deed} on ${path}`);
  const fields = [...form.matchAll(/<input[^>]*>/g)].map(([input]): [string, string] => [
    attribute(input, "name"),
    attribute(input, "value"),
  ]);
  return visit(who, attribute(form, "action") || path, new URLSearchParams(fields));
}

function attribute(tag: string, name: string): string {
  return new RegExp(` ${name}="([^"]*)"`).exec(tag)?.[1] ?? "";
}

async function residents(who: "carla" | "otto") {
  const surveys = await chosenSurveys(ringvirk.db, initiativeIds[who], now);
  const survey = surveys.find(({ key }) => key === "resident");
  return survey ? { title: survey.title, ...(await surveyVersion(ringvirk.db, survey.versionId)) } : null;
}

const asking = (title: string) =>
  JSON.stringify({ title: "Byen", pages: [{ name: "p", elements: [{ type: "text", name: "q", title }] }] });

describe("the import page", () => {
  it("shows what comes along, and throws it away", async () => {
    const before = await fingerprint(ringvirk.db);
    const page = await upload("carla", "carla", { "byen.json": asking("Hvad?") });
    expect(page.html).toContain("Det her kommer med");
    expect(page.html).toContain("byen.json");
    const left = await press("carla", page, "cancel");
    expect([left.status, left.path]).toEqual([200, importPage("carla")]);
    expect((await visit("carla", page.path)).status).toBe(410);
    expect(await fingerprint(ringvirk.db)).toEqual(before);
  });

  it("takes a survey to use", async () => {
    const page = await upload("carla", "carla", { "byen.json": asking("Hvad?") });
    const used = await press("carla", page, "confirm");
    expect(used.path).toBe(`${setup("carla")}/surveys?done=survey-chosen`);
    expect(await residents("carla")).toMatchObject({ title: "Byen", codebook: { items: [{ key: "q" }] } });
    expect((await visit("carla", page.path)).status).toBe(410);
  });

  it("takes a survey into the editor, where it is changed and used from there", async () => {
    const page = await upload("otto", "otto", { "town.json": asking("What?") });
    const editor = await press("otto", page, "draft");
    expect([editor.status, editor.path]).toEqual([200, `${setup("otto")}/surveys/resident/editor`]);
    expect(await residents("otto")).toBeNull();
    const changed = new URLSearchParams({ revision: "1", definition: asking("What else?") });
    expect((await visit("otto", `${editor.path}/json`, changed)).status).toBe(200);
    const used = new URLSearchParams({ revision: "2", deed: "use" });
    expect((await visit("otto", `${editor.path}/use`, used)).path).toBe(`${setup("otto")}/surveys?done=survey-chosen`);
    expect(JSON.stringify(await residents("otto"))).toContain("What else?");
  });
});

const nested = (depth: number) => `{"elements":${'[{"type":"panel","elements":'.repeat(depth)}[]${"}]".repeat(depth)}}`;
const entities = `<?xml version="1.0"?><!DOCTYPE d [<!ENTITY a "&b;&b;"><!ENTITY b SYSTEM "file:///etc/passwd">]>
  <document><LimeSurveyDocType>Survey</LimeSurveyDocType><groups><rows><row><gid>&a;</gid></row></rows></groups></document>`;

describe("a file made to do harm", () => {
  it.each<[string, string, "carla" | "otto", string | Uint8Array<ArrayBuffer>, string]>([
    ["a broken workbook", "a.xlsx", "carla", Uint8Array.from([80, 75, 3, 4, 0, 0]), "“a.xlsx” kan ikke åbnes"],
    ["entities in XML", "a.lss", "otto", entities, "“a.lss” cannot be read"],
    [
      "panels within panels, 100,000 deep",
      "a.json",
      "carla",
      nested(100_000),
      "Det tog for lang tid eller for megen plads",
    ],
    ["names that turn words around", "a\u202e.pdf", "otto", "%PDF-1.7", "“a .pdf” is neither"],
  ])("%s: is refused in the reader's language, and nothing changes", async (_what, name, who, content, said) => {
    const before = await fingerprint(ringvirk.db);
    const page = await upload(who, who, { [name]: content });
    expect([page.status, page.path]).toEqual([400, importPage(who)]);
    expect(page.html).toContain(said);
    expect(await fingerprint(ringvirk.db)).toEqual(before);
  });
});

describe("a survey that waits", () => {
  it("is its owner's alone, also when two import at the same time", async () => {
    const [carlas, adams] = await Promise.all([
      upload("carla", "carla", { "a.json": asking("Carlas?") }),
      upload("adam", "carla", { "a.json": asking("Adams?") }),
    ]);
    expect([carlas.html.includes("Carlas?"), carlas.html.includes("Adams?")]).toEqual([true, false]);
    expect([adams.html.includes("Adams?"), adams.html.includes("Carlas?")]).toEqual([true, false]);
    const before = await fingerprint(ringvirk.db);
    const waiting = new URL(adams.path, ringvirk.url).searchParams.get("upload") ?? "";
    for (const [who, slug] of [
      ["carla", "carla"],
      ["otto", "otto"],
      ["adam", "otto"],
    ] as const) {
      const page = importPage(slug);
      const post = (deed: string) => visit(who, page, new URLSearchParams({ deed, upload: waiting, title: "Min" }));
      expect((await visit(who, `${page}?upload=${waiting}`)).status).toBe(410);
      expect((await visit(who, `${page}-report?upload=${waiting}`)).status).toBe(410);
      for (const deed of ["confirm", "draft"]) expect((await post(deed)).status).toBe(410);
      await post("cancel");
    }
    expect(await fingerprint(ringvirk.db)).toEqual(before);
  });
});
