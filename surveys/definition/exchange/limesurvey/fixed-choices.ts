import type { SurveyWords } from "#surveys/definition/exchange/words-by-language.ts";

type Fixed = Array<{ value: string | number; text?: SurveyWords }>;

const words = {
  Y: {
    default: "Yes",
    da: "Ja",
    en: "Yes",
    de: "Ja",
    fr: "Oui",
    it: "Sì",
    es: "Sí",
    nl: "Ja",
    sv: "Ja",
    nb: "Ja",
    pl: "Tak",
  },
  N: {
    default: "No",
    da: "Nej",
    en: "No",
    de: "Nein",
    fr: "Non",
    it: "No",
    es: "No",
    nl: "Nee",
    sv: "Nej",
    nb: "Nei",
    pl: "Nie",
  },
  U: {
    default: "Uncertain",
    da: "Ved ikke",
    en: "Uncertain",
    de: "Unsicher",
    fr: "Incertain",
    it: "Incerto",
    es: "Dudoso",
  },
  I: {
    default: "Increase",
    da: "Flere",
    en: "Increase",
    de: "Zunahme",
    fr: "Augmenter",
    it: "Aumenta",
    es: "Aumentar",
  },
  S: { default: "Same", da: "Det samme", en: "Same", de: "Gleich", fr: "Sans changement", it: "Uguale", es: "Igual" },
  D: {
    default: "Decrease",
    da: "Færre",
    en: "Decrease",
    de: "Abnahme",
    fr: "Diminuer",
    it: "Diminuisce",
    es: "Disminuir",
  },
  F: { default: "Female", da: "Kvinde", en: "Female", de: "Weiblich", fr: "Féminin", it: "Femminile", es: "Femenino" },
  M: { default: "Male", da: "Mand", en: "Male", de: "Männlich", fr: "Masculin", it: "Maschile", es: "Masculino" },
} satisfies Record<string, SurveyWords>;

/** The answers of question types whose answers LimeSurvey words itself: the file has only the type. Codes are LimeSurvey's. */
export const fixedChoices: Record<string, Fixed> = {
  Y: worded("Y", "N"),
  G: worded("F", "M"),
  C: worded("Y", "U", "N"),
  E: worded("I", "S", "D"),
  A: numbered(5),
  B: numbered(10),
};

function worded(...codes: Array<keyof typeof words>): Fixed {
  return codes.map((value) => ({ value, text: words[value] }));
}

function numbered(most: number): Fixed {
  return Array.from({ length: most }, (_, place) => ({ value: place + 1 }));
}
