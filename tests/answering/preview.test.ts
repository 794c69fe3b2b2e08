import { describe, expect, it } from "vitest";
import { fieldName } from "#surveys/answering/posted-page.ts";
import { openPreview, type Preview, readPreviewState, takePreview } from "#surveys/answering/preview.server.ts";
import { isProblem, type Problem } from "#surveys/problem.ts";

const definition = {
  pages: [
    { name: "one", elements: [{ type: "boolean", name: "night", isRequired: true }] },
    {
      name: "two",
      elements: [
        { type: "comment", name: "why", visibleIf: "{night} = true" },
        { type: "comment", name: "more" },
      ],
    },
    { name: "later", visibleIf: "{wave_position} > 0", elements: [{ type: "text", name: "since" }] },
  ],
};
const survey = { definition, organisations: [] };
const empty = readPreviewState("", "da");

function shown(preview: Preview | Problem): Preview {
  if (isProblem(preview)) throw new Error(preview.problem);
  return preview;
}

function post(preview: Preview, fields: Record<string, string>): Preview {
  const form = new FormData();
  form.set("page", preview.asked.page.name);
  for (const [name, value] of Object.entries(fields)) form.set(name, value);
  return shown(takePreview(survey, readPreviewState(JSON.stringify(preview.state), "da"), form));
}

describe("a preview", () => {
  it("walks as the real page does: what is required holds, and answers bring questions forth", () => {
    const first = shown(openPreview(survey, empty));
    const stopped = post(first, { action: "next" });
    expect(stopped.asked).toMatchObject({ number: 1, problems: [{ question: "night", code: "required" }] });
    const second = post(first, { action: "next", [fieldName("night")]: "true" });
    expect(second.asked.number).toBe(2);
    expect(second.asked.page.blocks).toHaveLength(2);
    expect(post(second, { action: "submit" })).toMatchObject({ sent: true, asked: { number: 2 } });
  });

  it("goes to any page, language and wave, and keeps what is answered", () => {
    const first = shown(openPreview(survey, empty));
    const turkish = post(first, { preview: "language:tr", [fieldName("night")]: "true" });
    expect(turkish).toMatchObject({ state: { language: "tr", answers: { night: true } }, asked: { number: 1 } });
    const last = post(post(turkish, { preview: "wave:1", [fieldName("night")]: "true" }), {
      preview: "page:3",
      [fieldName("night")]: "true",
    });
    expect(last.asked).toMatchObject({ number: 3, of: 3, page: { name: "later" } });
  });

  it("opens the page of a question that is hidden, and says so", () => {
    const opened = shown(openPreview(survey, empty, { question: "why", page: "two" }));
    expect(opened).toMatchObject({ isHidden: true, asked: { number: 2 } });
    expect(shown(openPreview(survey, empty, { question: "more", page: "two" })).isHidden).toBe(false);
  });

  it("begins anew with a state that is none", () => {
    for (const text of ["", "{", "[]", '{"answers":[]}', "null"])
      expect(readPreviewState(text, "en")).toEqual({ answers: {}, language: "en", wave: 0 });
  });

  it("refuses a survey that asks nothing", () => {
    expect(
      openPreview({ definition: { pages: [{ name: "p", elements: [] }] }, organisations: [] }, empty),
    ).toMatchObject({
      problem: "definition.no-questions",
    });
  });
});
