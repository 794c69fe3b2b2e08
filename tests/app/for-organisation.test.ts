import { createElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it } from "vitest";
import { SurveyPageForm } from "#app/components/answering/survey-page-form.tsx";
import { sayIn } from "#app/texts/texts.ts";
import { SurveyPages } from "#surveys/answering/survey-pages.server.ts";
import { fillRoster } from "#surveys/definition/compose-definition.ts";
import { librarySurveys } from "#surveys/definition/library.ts";
import type { SurveyJson } from "#surveys/definition/survey-json.ts";

const actors = librarySurveys.find(({ key }) => key === "actors-core");
const organisations = [
  { id: "police", name: "Politiet" },
  { id: "town", name: "Kommunen" },
];

function shown(definition: SurveyJson, language: "da" | "en"): Array<{ name: string; html: string }> {
  const pages = new SurveyPages(definition, { wavePosition: 0 }).pagesFor({}, language);
  return pages.map((page) => {
    const survey = { title: "", description: "" };
    const asked = {
      survey,
      language,
      languages: ["da", "en"] as const,
      number: 1,
      of: 2,
      minutes: 1,
      page,
      answers: {},
      problems: [],
      minutesLeft: 1,
      secondsHere: 8,
      phone: null,
      pagesOnPhone: false,
      revision: 0,
      version: "",
      typed: false,
      receipt: "",
    };
    const html = renderToStaticMarkup(createElement(SurveyPageForm, { asked, firstNew: 0, say: sayIn(language) }));
    return { name: page.name, html };
  });
}

describe("a page with questions for the organisation", () => {
  for (const [language, mark, told] of [
    ["da", "På vegne af din organisation", /også når færre end fem personer har svaret for den/],
    ["en", "On behalf of your organisation", /also when fewer than five people answered for it/],
  ] as const) {
    it(`says so without being told, once above and once at each of them (${language})`, () => {
      const pages = shown(fillRoster(actors?.definition ?? {}, organisations), language);
      const marked = pages.filter(({ html }) => told.test(html)).map(({ name }) => name);
      expect(marked).toEqual([
        "ties",
        ...["workflow-referral", "workflow-tip-off", "workflow-licence-control", "workflow-handover"],
      ]);
      const workflow = pages.find(({ name }) => name === "workflow-referral")?.html ?? "";
      expect(workflow.split(`>${mark}<`).length - 1).toBe(4);
      expect(workflow).toMatch(/aria-describedby="q1-for/);
      const frequency = pages.find(({ name }) => name === "frequency")?.html ?? "";
      expect(frequency).not.toContain(mark);
    });
  }
});
