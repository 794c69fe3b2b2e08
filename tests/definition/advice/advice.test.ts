import { describe, expect, it } from "vitest";
import { type Advice, type AdviceContext, adviceOn, type RuleName } from "#surveys/definition/advice/advice.ts";
import { lixOf } from "#surveys/definition/advice/hard-to-read.ts";
import { rangeIn } from "#surveys/definition/advice/ranges.ts";
import { composeDefinition } from "#surveys/definition/compose-definition.ts";
import { editableDefinition } from "#surveys/definition/editing/editable-definition.ts";
import { librarySurveys } from "#surveys/definition/library.ts";
import { readDefinition } from "#surveys/definition/read-definition.ts";
import type { ElementJson, SurveyJson } from "#surveys/definition/survey-json.ts";
import { isProblem } from "#surveys/problem.ts";

const none: AdviceContext = { baseline: null, bound: new Map() };

function surveyOf(...elements: Array<Partial<ElementJson>>): SurveyJson {
  return {
    pages: [{ name: "p", elements: elements.map((element, i) => ({ type: "text", name: `q${i}`, ...element })) }],
  };
}

const advise = (definition: SurveyJson, context = none) => adviceOn(editableDefinition(definition), context);
const rulesOf = (notes: Advice[]) => notes.map(({ rule }) => rule);

const titled = (da: string, en = "", more: Partial<ElementJson> = {}): Partial<ElementJson> => ({
  title: { da, ...(en ? { en } : {}) },
  ...more,
});
const scale = { type: "rating", minRateDescription: "Lav", maxRateDescription: "Høj", goodDirection: "high" };
const choices = (...texts: string[]) => texts.map((text, i) => ({ value: `c${i}`, text }));

/** For each rule what it must find and what it must leave in peace. */
const examples: Record<
  Exclude<RuleName, "trend-breaks" | "bound-item-gone" | "condition-broken" | "long-survey">,
  { yes: Partial<ElementJson>[]; no: Partial<ElementJson>[] }
> = {
  "double-barrelled": {
    yes: [
      titled("Hvor tilfreds er du med belysningen og renholdelsen?"),
      titled("Hvor ofte taler du med din nabo eller din vicevært?"),
      titled("", "How satisfied are you with the lighting and the cleaning?"),
    ],
    no: [
      titled(
        "Hvor tryg eller utryg er du, når du går alene ude om dagen?",
        "How safe or unsafe do you feel during the day?",
      ),
      titled("Hvor tilfreds er du med belysningen?"),
      titled("Er der noget, du vil sige om belysningen og renholdelsen?", "", { type: "comment" }),
      titled("Har du set vold og slagsmål de seneste 4 uger?"),
    ],
  },
  "leading-words": {
    yes: [
      titled("Er du ikke enig i, at der skal flere betjente på gaden?"),
      titled("", "Don't you think the police should do more?"),
      titled("Hvad synes du om det store problem med støj?"),
    ],
    no: [
      titled("Hvor enig eller uenig er du i, at der er betjente nok?"),
      titled("Hvad er det største problem?"),
      titled("Er du blevet udsat for kriminalitet?"),
      titled("Giv fra 1 (elendig) til 10 (fremragende)."),
    ],
  },
  "double-negation": {
    yes: [
      titled("Hvor uenig er du i, at politiet ikke lytter?"),
      titled("", "Do you disagree that the police do not listen?"),
    ],
    no: [
      titled("Hvor tryg eller utryg er du?"),
      titled("Hvilke steder går du ikke hen?"),
      titled("", "How safe or unsafe do you feel?"),
    ],
  },
  "unbalanced-scale": {
    yes: [
      titled("Hvordan er her?", "", {
        type: "radiogroup",
        choices: choices("Fremragende", "Meget godt", "Godt", "Dårligt"),
      }),
    ],
    no: [
      titled("Hvordan er her?", "", {
        type: "radiogroup",
        choices: choices("Meget godt", "Godt", "Hverken eller", "Dårligt", "Meget dårligt"),
      }),
      titled("Hvad er godt?", "", { type: "checkbox", choices: choices("Gode naboer", "Gode stier", "God bus") }),
      titled("Hvilken by?", "", { type: "radiogroup", choices: choices("Herning", "Ikast") }),
    ],
  },
  "scale-without-ends": {
    yes: [
      titled("Hvor tryg?", "", { type: "rating", goodDirection: "high" }),
      titled("Hvor tryg?", "", { ...scale, maxRateDescription: undefined }),
    ],
    no: [
      titled("Hvor tryg?", "", scale),
      titled("Hvor tryg?", "", {
        type: "rating",
        goodDirection: "high",
        rateValues: [{ value: 1, text: "Utryg" }, 2, { value: 3, text: "Tryg" }],
      }),
    ],
  },
  "no-direction": {
    yes: [titled("Hvor tryg?", "", { ...scale, goodDirection: undefined })],
    no: [
      titled("Hvor tryg?", "", scale),
      titled("Hvor tryg?", "", { ...scale, goodDirection: "none" }),
      titled("Din mening?", "", { type: "comment" }),
    ],
  },
  ranges: {
    yes: [
      titled("Alder?", "", { type: "dropdown", choices: choices("18-30", "30-40") }),
      titled("Alder?", "", { type: "dropdown", choices: choices("Under 18", "18–29", "40 eller mere") }),
    ],
    no: [
      titled("Alder?", "", { type: "dropdown", choices: choices("Under 18", "18–29", "30–64", "65 år eller derover") }),
      titled("Hvem?", "", { type: "dropdown", choices: choices("Blok 3", "Blok 9") }),
      titled("Skole?", "", { type: "dropdown", choices: choices("Grundskole (ISCED 2-1)", "Gymnasium (ISCED 3-4)") }),
    ],
  },
  "other-without-text": {
    yes: [titled("Hvor?", "", { type: "radiogroup", choices: choices("Hjemme", "Andet") })],
    no: [
      titled("Hvor?", "", { type: "radiogroup", choices: choices("Hjemme", "Andet"), showCommentArea: true }),
      titled("Hvor?", "", { type: "radiogroup", choices: choices("Hjemme"), showOtherItem: true }),
      titled("Hvor?", "", { type: "radiogroup", choices: choices("Hjemme", "Andre steder i byen") }),
    ],
  },
  "fact-without-dont-know": {
    yes: [titled("Hvor ofte har du set politiet?", "", { type: "radiogroup", choices: choices("Aldrig", "Tit") })],
    no: [
      titled("Hvor ofte har du set politiet?", "", {
        type: "radiogroup",
        choices: choices("Aldrig", "Tit", "Ved ikke"),
      }),
      titled("Hvor mange gange?", "", { inputType: "number" }),
      titled("Hvor ofte taler du med din nabo?", "", { type: "radiogroup", choices: choices("Aldrig", "Tit") }),
      titled("Hvor tilfreds er du?", "", { type: "radiogroup", choices: choices("Meget", "Lidt") }),
    ],
  },
  "required-sensitive": {
    yes: [titled("Har du været udsat for vold?", "", { isRequired: true })],
    no: [titled("Har du været udsat for vold?"), titled("Hvilken by bor du i?", "", { isRequired: true })],
  },
  "long-question": { yes: [titled(`${"et ord ".repeat(16)}?`)], no: [titled(`${"et ord ".repeat(15)}?`)] },
  "hard-to-read": {
    yes: [
      titled(
        "Hvordan vurderer du beboerrepræsentationens tilgængelighed vedrørende driftsmæssige problemstillinger i boligafdelingen?",
      ),
    ],
    no: [titled("Hvor tit taler du med dem, der bor tæt på dig?"), titled("Boligforeningens tilgængelighed?")],
  },
  "matrix-on-phone": {
    yes: [
      titled("Hvad?", "", {
        type: "matrix",
        columns: [1, 2],
        rows: choices("a", "b", "c", "d", "e", "f"),
        goodDirection: "high",
      }),
      titled("Hvad?", "", {
        type: "matrix",
        columns: choices(
          "Overhovedet ikke tilfreds",
          "Hverken eller, kan ikke afgøre det",
          "I meget høj grad tilfreds",
        ),
        rows: choices("a", "b", "c"),
      }),
    ],
    no: [
      titled("Hvad?", "", {
        type: "matrix",
        columns: [
          { value: 1, text: "Nej" },
          { value: 2, text: "Ja" },
        ],
        rows: choices("a", "b"),
        goodDirection: "high",
      }),
    ],
  },
  anonymity: {
    yes: [
      titled("Hvad er dit CPR-nummer?"),
      titled("Hvilken gade bor du i?"),
      titled("", "What is your date of birth?"),
    ],
    no: [
      titled("Hvilken del af byen bor du i?", "", { type: "dropdown", choices: choices("Nord", "Syd") }),
      titled("Hvordan er din gade om aftenen?"),
    ],
  },
};

describe("advice", () => {
  for (const [rule, { yes, no }] of Object.entries(examples)) {
    it(`${rule}: finds`, () => {
      for (const element of yes)
        expect([rulesOf(advise(surveyOf(element))), element.title]).toEqual([
          expect.arrayContaining([rule]),
          element.title,
        ]);
    });
    it(`${rule}: leaves in peace`, () => {
      for (const element of no)
        expect([rulesOf(advise(surveyOf(element))), element.title]).not.toEqual([
          expect.arrayContaining([rule]),
          element.title,
        ]);
    });
  }

  it("says when there is more to answer than people take", () => {
    const many = Array.from({ length: 41 }, () => ({ title: "Hvad?" }));
    expect(rulesOf(advise(surveyOf(...many)))).toContain("long-survey");
    expect(rulesOf(advise(surveyOf(...many.slice(1))))).not.toContain("long-survey");
    const ofSome = many.map((element, i) => (i > 0 ? element : { ...element, visibleIf: "{wave_position} > 0" }));
    expect(rulesOf(advise(surveyOf(...ofSome)))).toContain("long-survey");
    const [first, ...others] = many;
    const shownToSome = { ...first, visibleIf: "{q1} notempty" };
    expect(rulesOf(advise(surveyOf(...others, shownToSome)))).not.toContain("long-survey");
  });

  it("says nothing of “other” where the next question asks what", () => {
    const where = { name: "where", title: "Hvor?", type: "radiogroup", choices: choices("Hjemme", "Andet") };
    const what = { name: "what", title: "Hvad andet?", type: "text", visibleIf: "{where} = 'c1'" };
    expect(rulesOf(advise(surveyOf(where, what)))).not.toContain("other-without-text");
    expect(rulesOf(advise(surveyOf(where, { ...what, visibleIf: "{elsewhere} = 1" })))).toContain("other-without-text");
  });

  it("weighs the length of Danish words alone", () => {
    const title =
      "Aus welchem Grund beabsichtigen Sie zukünftig, dieses Mitfahrangebot seltener wahrzunehmen als bisher?";
    expect(rulesOf(advise({ ...surveyOf({ title }), locale: "de" }))).not.toContain("hard-to-read");
    expect(rulesOf(advise(surveyOf({ title })))).toContain("hard-to-read");
  });

  it("says how an item differs from the baseline, and names the goal that lost its question", () => {
    const then = surveyOf(
      { ...scale, name: "safe", title: "Hvor tryg er du?" },
      { ...scale, name: "calm", title: "Hvor rolig?" },
    );
    const read = readDefinition(then);
    if (isProblem(read)) throw new Error(read.problem);
    const baseline = read.codebook;
    const bound = new Map([["calm", ["Mere ro"]]]);
    expect(advise(then, { baseline, bound })).toEqual([]);
    const reworded = surveyOf({ ...scale, name: "safe", title: "Hvor utryg er du?" });
    expect(advise(reworded, { baseline, bound })).toMatchObject([
      { rule: "bound-item-gone", place: "", values: { key: "calm", title: "Mere ro" } },
      { rule: "trend-breaks", place: "safe", values: { how: "wording" } },
    ]);
    const rescaled = surveyOf({ ...scale, name: "safe", title: "Hvor tryg er du?", rateMax: 7 });
    expect(advise(rescaled, { baseline, bound: new Map() })).toMatchObject([
      { rule: "trend-breaks", values: { how: "scale" } },
    ]);
  });

  it("has nothing to say of the ready surveys, nor of a core with a module", () => {
    const together = librarySurveys
      .filter(({ role }) => role === "module")
      .map(({ key, audience, definition }) => {
        const core = librarySurveys.find((one) => one.role === "core" && one.audience === audience);
        return { key: `core and ${key}`, definition: composeDefinition([core?.definition ?? {}, definition]) };
      });
    const said = [...librarySurveys, ...together].flatMap(({ key, definition }) =>
      advise(definition).map(({ rule, place }) => `${key} ${rule} ${place}`),
    );
    expect(said).toEqual([]);
  });
});

describe("lixOf", () => {
  it("is words a sentence and the share of long words", () => {
    expect(lixOf("Det er en kat. Den sover.")).toBeCloseTo(3);
    expect(lixOf("Boligforeningen svarer.")).toBeCloseTo(2 + 50);
    expect(lixOf("")).toBe(0);
  });
});

describe("a condition", () => {
  const broken = (definition: SurveyJson) =>
    advise(definition)
      .filter(({ rule }) => rule === "condition-broken")
      .map(({ place, values }) => [place, values.how]);

  it("that was left behind by what it looks at is told of, at a page's first question for the page", () => {
    const asked = { type: "text", name: "asked" };
    const hanging = (visibleIf: string) => ({ type: "text", name: "hanging", visibleIf });
    expect(
      broken({ pages: [{ name: "p", elements: [asked, hanging("{asked} notempty and {wave_position} > 0")] }] }),
    ).toEqual([]);
    expect(broken({ pages: [{ name: "p", elements: [hanging("{asked} notempty"), asked] }] })).toEqual([
      ["hanging", "later"],
    ]);
    expect(broken({ pages: [{ name: "p", elements: [hanging("{gone} = 1")] }] })).toEqual([
      ["hanging", "unknown-name"],
    ]);
    expect(broken({ pages: [{ name: "p", elements: [hanging("{hanging} = 1")] }] })).toEqual([["hanging", "itself"]]);
    expect(broken({ pages: [{ name: "p", elements: [{ ...hanging(""), requiredIf: "{gone} = 1" }] }] })).toEqual([
      ["hanging", "required"],
    ]);
    expect(broken({ pages: [{ name: "p", visibleIf: "{gone} = 1", elements: [asked] }] })).toEqual([["asked", "page"]]);
  });
});

describe("rangeIn", () => {
  it("reads the ways ranges are written", () => {
    expect(rangeIn("18-30 år")).toEqual([18, 30]);
    expect(rangeIn("under 18")).toEqual([Number.NEGATIVE_INFINITY, 17]);
    expect(rangeIn("65 år eller mere")).toEqual([65, Number.POSITIVE_INFINITY]);
    expect(rangeIn("10.000–19.999 kr.")).toEqual([10_000, 19_999]);
    expect(rangeIn("1,000 or more")).toEqual([1_000, Number.POSITIVE_INFINITY]);
    expect(rangeIn("2010-2015")).toEqual([2010, 2015]);
    expect(rangeIn("65+")).toEqual([65, Number.POSITIVE_INFINITY]);
    expect(rangeIn("Blok 3")).toBeNull();
  });
});
