import type { ElementJson } from "#surveys/definition/survey-json.ts";

/** One grey point: a picture that comes along in the text. */
export const dot =
  "data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==";

const words = (da: string, en: string) => ({ da, en });
const agree = [
  { value: "no", text: words("Nej", "No") },
  { value: "some", text: words("Til dels", "Partly") },
  { value: "yes", text: words("Ja", "Yes") },
];
const places = ["park", "station", "square"];

/**
 * Every question type of the Form Library, in every look it has: type → look → the question. Tests answer them, look at them and compare them
 * with docs/question-types.md.
 */
export const questionFixtures: Record<string, Record<string, ElementJson>> = {
  text: {
    text: { title: words("Hvad hedder stedet?", "What is the place called?"), maxLength: 40 },
    color: { inputType: "color", title: words("Hvilken farve?", "Which colour?") },
    date: { inputType: "date", min: "2026-01-01", title: words("Hvilken dag?", "Which day?") },
    "datetime-local": { inputType: "datetime-local", title: words("Hvornår præcis?", "When exactly?") },
    email: { inputType: "email", title: words("Mailadresse", "Email address") },
    month: { inputType: "month", title: words("Hvilken måned?", "Which month?") },
    number: {
      inputType: "number",
      min: 0,
      max: 40,
      step: 0.5,
      unit: words("timer", "hours"),
      title: words("Timer", "Hours"),
    },
    password: { inputType: "password", title: words("Kodeord for dagen", "Word of the day") },
    range: { inputType: "range", min: 0, max: 10, title: words("Hvor meget?", "How much?") },
    suggestions: { dataList: ["Nørregade", "Søndergade"], title: words("Hvilken gade?", "Which street?") },
    tel: { inputType: "tel", title: words("Telefon", "Telephone") },
    time: { inputType: "time", title: words("Hvad var klokken?", "What time was it?") },
    url: { inputType: "url", title: words("Hjemmeside", "Website") },
    week: { inputType: "week", title: words("Hvilken uge?", "Which week?") },
  },
  comment: { comment: { title: words("Fortæl med dine ord", "Tell it in your words") } },
  radiogroup: {
    list: { choices: agree, title: words("Er du tryg?", "Do you feel safe?") },
    other: { choices: agree, showOtherItem: true, showNoneItem: true, title: words("Hvad passer?", "What fits?") },
  },
  buttongroup: { row: { choices: agree, title: words("Kommer du her?", "Do you come here?") } },
  dropdown: { list: { choices: places, title: words("Hvilket sted?", "Which place?") } },
  checkbox: {
    list: {
      choices: places,
      showNoneItem: true,
      showSelectAllItem: true,
      maxSelectedChoices: 2,
      title: words("Hvor kommer du?", "Where do you go?"),
    },
  },
  tagbox: { list: { choices: [...places, "harbour"], title: words("Flere steder", "More places") } },
  boolean: {
    switch: { title: words("Går du udenom?", "Do you avoid it?") },
    radio: { renderAs: "radio", valueTrue: "ja", valueFalse: "nej", title: words("Bor du her?", "Do you live here?") },
    checkbox: { renderAs: "checkbox", title: words("Arbejder du her?", "Do you work here?") },
  },
  rating: {
    numbers: {
      rateMax: 7,
      minRateDescription: words("meget utryg", "very unsafe"),
      maxRateDescription: words("meget tryg", "very safe"),
      title: words("Hvor tryg?", "How safe?"),
    },
    labels: { rateValues: agree, title: words("Er her rent?", "Is it clean here?") },
    stars: { rateType: "stars", title: words("Hvor godt?", "How good?") },
    smileys: { rateType: "smileys", title: words("Hvordan har du det?", "How are you?") },
    coloured: { scaleColorMode: "colored", title: words("Hvor roligt?", "How calm?") },
    dropdown: { displayMode: "dropdown", rateMax: 10, title: words("Fra 1 til 10?", "From 1 to 10?") },
  },
  slider: {
    single: { min: 0, max: 100, step: 5, title: words("Hvor mange procent?", "What percentage?") },
    range: {
      sliderType: "range",
      min: 0,
      max: 24,
      title: words("Fra hvilken time til hvilken?", "Between which hours?"),
    },
  },
  ranking: {
    all: { choices: places, title: words("Hvad er vigtigst?", "What matters most?") },
    select: {
      choices: places,
      selectToRankEnabled: true,
      maxSelectedChoices: 2,
      title: words("De to bedste", "The best two"),
    },
  },
  imagepicker: {
    one: {
      choices: [
        { value: "lamp", text: words("Lygte", "Lamp"), imageLink: dot },
        { value: "tree", text: words("Træ", "Tree"), imageLink: "https://elsewhere.example/tree.png" },
      ],
      title: words("Hvad mangler?", "What is missing?"),
    },
    several: {
      multiSelect: true,
      choices: [
        { value: "bench", text: words("Bænk", "Bench"), imageLink: dot },
        { value: "bin", text: words("Skraldespand", "Bin"), imageLink: dot },
      ],
      title: words("Hvad er der nok af?", "What is there enough of?"),
    },
  },
  matrix: {
    radio: {
      columns: agree,
      rows: ["light", "noise"],
      eachRowRequired: true,
      title: words("Er du enig?", "Do you agree?"),
    },
    checkbox: { cellType: "checkbox", columns: ["day", "night"], rows: places, title: words("Hvornår?", "When?") },
    cells: {
      columns: [1, 2],
      rows: ["light", "noise"],
      cells: { light: { 1: words("mørkt", "dark"), 2: words("lyst", "bright") } },
      title: words("Hvordan er det?", "What is it like?"),
    },
    unique: {
      columns: [1, 2, 3],
      rows: ["a", "b"],
      eachRowUnique: true,
      title: words("Hver sin plads", "A place each"),
    },
  },
  matrixdropdown: {
    cells: {
      rows: [
        { value: "school", text: words("Skolen", "The school") },
        { value: "shop", text: words("Butikken", "The shop") },
      ],
      choices: [1, 2, 3],
      columns: [
        { name: "often", title: words("Hvor ofte?", "How often?") },
        { name: "with", title: words("Med hvem?", "With whom?"), cellType: "text", visibleIf: "{row.often} > 1" },
        { name: "when", title: words("Hvornår?", "When?"), cellType: "checkbox", choices: ["day", "night"] },
      ],
      title: words("Hvor kommer du?", "Where do you go?"),
    },
    totals: {
      rows: ["day", "night"],
      columns: [
        { name: "hours", title: words("Timer", "Hours"), cellType: "text", inputType: "number", totalType: "sum" },
        { name: "doing", title: words("Hvad?", "What?"), cellType: "text" },
      ],
      totalText: words("I alt", "In all"),
      title: words("Hvor længe er du her?", "How long are you here?"),
    },
  },
  matrixdynamic: {
    rows: {
      rowCount: 1,
      maxRowCount: 4,
      keyName: "what",
      columns: [
        { name: "what", title: words("Hvad?", "What?"), cellType: "text" },
        { name: "times", title: words("Hvor mange gange?", "How many times?"), cellType: "text", inputType: "number" },
        { name: "told", title: words("Sagt til nogen?", "Told anybody?"), cellType: "boolean", defaultValue: false },
      ],
      title: words("Hvad er der sket?", "What has happened?"),
    },
  },
  multipletext: {
    fields: {
      items: [
        { name: "street", title: words("Vej", "Street"), isRequired: true },
        { name: "years", title: words("År her", "Years here"), inputType: "number" },
      ],
      title: words("Hvor bor du?", "Where do you live?"),
    },
  },
  paneldynamic: {
    panels: {
      panelCount: 1,
      maxPanelCount: 3,
      templateTitle: words("Barn {panelIndex}", "Child {panelIndex}"),
      templateElements: [
        { type: "text", name: "age", inputType: "number", min: 0, title: words("Alder", "Age") },
        {
          type: "radiogroup",
          name: "school",
          choices: agree,
          visibleIf: "{panel.age} > 5",
          title: words("Går i skole?", "At school?"),
        },
        {
          type: "matrixdynamic",
          name: "trips",
          rowCount: 0,
          columns: [{ name: "to", cellType: "dropdown", choices: places, title: words("Hvorhen?", "Where to?") }],
          title: words("Ture", "Trips"),
        },
      ],
      title: words("Dine børn", "Your children"),
    },
  },
  expression: { computed: { expression: "1 + 2", title: words("Regnet ud:", "Worked out:") } },
  html: { html: { html: "<p>Læs <strong>mere</strong> på <a href='https://example.dk'>siden</a>.</p>" } },
  image: { own: { imageLink: dot, altText: words("En grå prik", "A grey dot") } },
  signaturepad: { pad: { isRequired: true, title: words("Skriv under", "Sign here") } },
  file: { file: { isRequired: true, title: words("Send et billede", "Send a picture") } },
  panel: {
    panel: {
      title: words("Mere om stedet", "More about the place"),
      elements: [{ type: "text", name: "inside", title: words("Og mere?", "Anything else?") }],
    },
  },
};

/** A survey with so many types on each page, the looks of each one below the other. */
export function surveyOfAllTypes(types = Object.keys(questionFixtures), perPage = 1) {
  const firsts = types.filter((_, i) => i % perPage === 0);
  const pages = firsts.map((first) => {
    const here = types.slice(types.indexOf(first), types.indexOf(first) + perPage);
    return { name: `page-${first}`, elements: here.flatMap(elementsOf) };
  });
  return { title: words("Alle slags spørgsmål", "All kinds of questions"), pages };
}

function elementsOf(type: string): ElementJson[] {
  return Object.entries(questionFixtures[type] ?? {}).map(([look, element]) => ({
    ...element,
    type,
    name: `${type}-${look}`,
  }));
}

/** The type of each block of `allTypesOnOnePage`, from top to bottom: a panel is its heading and what stands in it. */
export const looks = Object.entries(questionFixtures).flatMap(([type, all]) =>
  Object.keys(all).flatMap(() => (type === "panel" ? [type, type] : [type])),
);

/** Every look on a single page, everything to be answered, in Danish and in Arabic: plain strings count as both. */
export function allTypesOnOnePage() {
  const elements = Object.keys(questionFixtures).flatMap(elementsOf);
  const text = JSON.stringify({
    title: words("Alle slags", "All kinds"),
    locale: "ar",
    pages: [{ name: "all", elements }],
  });
  return JSON.parse(text, (_, value) => {
    if (typeof value?.da === "string") return { ...value, ar: "ما مدى شعورك بالأمان هنا؟" };
    const isQuestion = typeof value?.name === "string" && typeof (value.type ?? value.cellType) === "string";
    return isQuestion ? { ...value, isRequired: true } : value;
  });
}
