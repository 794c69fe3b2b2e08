import { once } from "node:events";
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join, resolve } from "node:path";
import { gzipSync } from "node:zlib";
import { build } from "vite";
import { questionsOf } from "#surveys/answering/survey-page.ts";
import { SurveyPages } from "#surveys/answering/survey-pages.server.ts";
import type { SurveyJson } from "#surveys/definition/survey-json.ts";

/** The same survey as others would serve it: as the plainest HTML form, and by SurveyJS React, built by Vite for production. */
export async function startPeers(definition: SurveyJson): Promise<{ plain: string; surveyJs: string; stop(): void }> {
  const files = new Map<string, { type: string; body: Buffer }>();
  const put = (path: string, type: string, text: string) => files.set(path, { type, body: gzipSync(text) });
  put("/plain", "text/html; charset=utf-8", plainForm(definition));
  for (const [path, type, text] of await buildSurveyJs(definition)) put(path, type, text);
  const server = createServer((request, response) => {
    const file = files.get(request.url ?? "");
    if (!file) return void response.writeHead(404).end();
    response.writeHead(200, {
      "Content-Type": file.type,
      "Content-Encoding": "gzip",
      "Cache-Control": request.url?.includes("/assets/") ? "public, max-age=31536000, immutable" : "no-store",
    });
    response.end(file.body);
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return { plain: `${origin}/plain`, surveyJs: `${origin}/survey-js`, stop: () => void server.close() };
}

/** Every question of the survey on one page, with nothing but labels and controls. */
function plainForm(definition: SurveyJson): string {
  const questions = new SurveyPages(definition, { wavePosition: 0 }).pagesFor({}, "da").flatMap(questionsOf);
  const fields = questions.map(({ name, title, rows, choices }) => {
    const radios = (field: string) =>
      choices
        .map(({ value, text }) => `<label><input type="radio" name="${field}" value="${value}">${text}</label>`)
        .join("");
    if (rows.length > 0) {
      return `<fieldset><legend>${title}</legend>${rows
        .map((row) => `<p>${row.text}</p>${radios(`${name}:${row.value}`)}`)
        .join("")}</fieldset>`;
    }
    const control = choices.length > 0 ? radios(name) : `<textarea name="${name}" aria-label="${title}"></textarea>`;
    return `<fieldset><legend>${title}</legend>${control}</fieldset>`;
  });
  return `<!doctype html><html lang="da"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>Survey</title><form method="post">${fields.join("\n")}<button>Send</button></form></html>`;
}

async function buildSurveyJs(definition: SurveyJson): Promise<Array<[string, string, string]>> {
  // Inside the project, so that its packages are found.
  const folder = resolve("node_modules/.cache/survey-js-page");
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, "definition.json"), JSON.stringify(definition));
  writeFileSync(
    join(folder, "main.jsx"),
    `import { createElement } from "react";
import { createRoot } from "react-dom/client";
import { Model } from "survey-core";
import "survey-core/i18n/danish";
import "survey-core/survey-core.fontless.min.css";
import { Survey } from "survey-react-ui";
import definition from "./definition.json";
const model = new Model(definition);
model.locale = "da";
// On a narrow screen a rating would fold into a list: the same buttons as ours are compared.
for (const question of model.getAllQuestions()) if (question.getType() === "rating") question.displayMode = "buttons";
createRoot(document.getElementById("root")).render(createElement(Survey, { model }));`,
  );
  writeFileSync(
    join(folder, "index.html"),
    `<!doctype html><html lang="da"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>Survey</title></head><body><div id="root"></div><script type="module" src="./main.jsx"></script></body></html>`,
  );
  await build({ root: folder, configFile: false, logLevel: "error", build: { outDir: "out", emptyOutDir: true } });
  const html = readFileSync(join(folder, "out/index.html"), "utf8");
  const assets = [...html.matchAll(/(?:src|href)="(\/assets\/[^"]+)"/g)].map(([, path = ""]) => path);
  const built = assets.map((path): [string, string, string] => [
    path,
    path.endsWith(".css") ? "text/css" : "text/javascript",
    readFileSync(join(folder, "out", path), "utf8"),
  ]);
  rmSync(folder, { recursive: true, force: true });
  return [["/survey-js", "text/html; charset=utf-8", html], ...built];
}
