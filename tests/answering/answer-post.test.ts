import { once } from "node:events";
import { request as httpRequest, type IncomingMessage, type Server } from "node:http";
import { type AddressInfo, connect as connectSocket } from "node:net";
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { readSettings } from "#app/env.server.ts";
import { createServer } from "#app/server.ts";
import { sayToRespondent as sayIn } from "#app/texts/respondent-texts.ts";
import { AnswerQueue } from "#surveys/answering/answer-queue.server.ts";
import { fieldName } from "#surveys/answering/posted-page.ts";
import { makeWorld, secret, tokenOf, type World } from "./answering-world.ts";

const build = await import(pathToFileURL(resolve("build/server/index.js")).href);
const formType = "application/x-www-form-urlencoded";

let world: World;
let server: Server;
let port: number;
beforeEach(async () => {
  world = await makeWorld();
  const settings = readSettings({ RINGVIRK_SECRET: secret });
  const context = { db: world.db, clock: () => new Date("2026-03-01T12:00:00Z"), settings, sayIn };
  server = createServer(build, { ...context, answers: new AnswerQueue(world.db) }).listen(0, "127.0.0.1");
  await once(server, "listening");
  port = (server.address() as AddressInfo).port;
});
afterEach(async () => {
  server.closeAllConnections();
  server.close();
  await world.db.destroy();
});

/** Posts as a browser does, or in the chunks given, without a stated length. */
async function post(body: string | string[], headers: Record<string, string> = {}, path = `/s/${tokenOf("anna")}`) {
  const request = httpRequest({ port, path, method: "POST", headers: { "content-type": formType, ...headers } });
  if (typeof body === "string") request.setHeader("content-length", Buffer.byteLength(body));
  for (const chunk of [body].flat()) request.write(chunk);
  request.end();
  const [response] = (await once(request, "response")) as [IncomingMessage];
  const text = (await response.setEncoding("utf8").toArray()).join("");
  return { status: response.statusCode, location: response.headers.location, headers: response.headers, text };
}

const pageOf = (page: string, action: string, answers: Record<string, string> = {}) =>
  new URLSearchParams([
    ["page", page],
    ["action", action],
    ...Object.entries(answers).map(([name, answer]) => [fieldName(name), answer]),
  ]).toString();

const stored = async (table: "draft" | "response") => await world.db.selectFrom(table).selectAll().execute();

describe("a posted page of a survey", () => {
  it("leads on to the next page, and from the last to the thanks", async () => {
    const next = await post(pageOf("safety", "next", { "safe-dark": "6" }));
    expect(next).toMatchObject({ status: 303, location: `/s/${tokenOf("anna")}?page=2` });
    expect(next.headers).toMatchObject({ "cache-control": "no-store", "x-robots-tag": "noindex" });
    const thanks = await post(pageOf("place", "submit"));
    expect(thanks).toMatchObject({ status: 303, location: `/s/${tokenOf("anna")}/thanks?lang=da` });
    expect(await stored("response")).toHaveLength(1);
  });

  it("comes back with what is wrong and what was typed", async () => {
    const page = await post(pageOf("safety", "next", { worry: "9" }));
    expect(page.status).toBe(422);
    expect(page.headers["cache-control"]).toBe("no-store");
    expect(page.text).toContain("Dette spørgsmål skal besvares.");
    expect(await stored("draft")).toEqual([]);
  });

  it("may come in chunks without a stated length, cut anywhere", async () => {
    const body = pageOf("safety", "next", { "safe-dark": "6" });
    const why = await post([...body]);
    expect(why).toMatchObject({ status: 303, location: `/s/${tokenOf("anna")}?page=2` });
    expect(await stored("draft")).toHaveLength(1);
  });

  it("keeps letters of two bytes whole across chunks", async () => {
    await post(pageOf("safety", "next", { "safe-dark": "2" }));
    await post(pageOf("place", "next"));
    const body = Buffer.from(`page=words&action=back&${fieldName("why")}=Mørkt på stien`).toString("latin1");
    const socket = connectSocket(port, "127.0.0.1");
    socket.write(
      `POST /s/${tokenOf("anna")} HTTP/1.1\r\nHost: a\r\nConnection: close\r\nTransfer-Encoding: chunked\r\nContent-Type: ${formType}\r\n\r\n`,
    );
    for (const byte of body) socket.write(`1\r\n${byte}\r\n`, "latin1");
    socket.write("0\r\n\r\n");
    expect(String(await once(socket, "data"))).toContain("303 See Other");
    const [draft] = await stored("draft");
    expect(draft).toMatchObject({ answers: expect.stringContaining("Mørkt på stien") });
  });

  it("sends a link that nobody holds to the page that says so", async () => {
    const path = "/s/AAAAAAAAAAAAAAAAAAAAAA";
    expect(await post(pageOf("safety", "next"), {}, path)).toMatchObject({ status: 303, location: path });
  });
});

describe("a post that cannot be read", () => {
  it.each([
    ["a form with files", "multipart/form-data; boundary=x"],
    ["plain text", "text/plain"],
    ["a form's name in another type", "application/x-www-form-urlencodedish"],
    ["no type at all", ""],
  ])("%s gets a page that says so, and changes nothing", async (_what, type) => {
    const page = await post(pageOf("safety", "next", { "safe-dark": "6" }), { "content-type": type });
    expect(page.status).toBe(400);
    expect(page.text).toContain("Vi kunne ikke læse det, du sendte");
    expect(await stored("draft")).toEqual([]);
  });

  it("takes a form that names its letters", async () => {
    const type = { "content-type": "application/x-www-form-urlencoded; charset=UTF-8" };
    expect((await post(pageOf("safety", "next", { "safe-dark": "6" }), type)).status).toBe(303);
  });

  it.each([
    ["with its length stated", "x".repeat(1_048_577)],
    ["without", Array.from({ length: 17 }, () => "x".repeat(65_536))],
  ])("longer than any page, %s, gets a page that says so", async (_what, body) => {
    const page = await post(body);
    expect(page.status).toBe(413);
    expect(page.text).toContain("er for stort");
    expect(await stored("draft")).toEqual([]);
  });

  it("to an address that cannot be read gets words, not a stack", async () => {
    const refused = await post("", {}, "/s/%E0%A4%A");
    expect(refused.status).toBe(400);
    expect(refused.text).not.toMatch(/URIError|node_modules/);
  });

  it("that breaks off is let go, and the server goes on", async () => {
    const socket = connectSocket(port, "127.0.0.1");
    socket.write(
      `POST /s/${tokenOf("anna")} HTTP/1.1\r\nHost: a\r\nContent-Type: ${formType}\r\nContent-Length: 500\r\n\r\npage=safety&`,
    );
    await once(server, "request");
    socket.destroy();
    await once(socket, "close");
    expect((await post(pageOf("safety", "next", { "safe-dark": "6" }))).status).toBe(303);
    expect(await stored("draft")).toHaveLength(1);
  });

  it("from another site is refused", async () => {
    expect((await post(pageOf("safety", "next"), { origin: "https://evil.example" })).status).toBe(403);
  });
});
