/** An answer to tick, and where to go on if it is ticked: a question's number, or past the last one. */
export interface PaperChoice {
  code: string;
  text: string;
  goTo?: number | "end";
}

/** How a question is answered with a pen. */
export type PaperAnswer =
  | { is: "choices"; several: boolean; choices: PaperChoice[] }
  | { is: "scale"; steps: string[]; low: string; high: string; beside: string[] }
  | { is: "lines"; count: number }
  | { is: "number"; unit: string }
  | { is: "date" }
  | { is: "fields"; titles: string[] }
  | { is: "ranks"; things: string[] }
  | { is: "table"; tick: boolean; columns: string[]; rows: string[] }
  | { is: "signature" }
  | { is: "not-on-paper" };

export interface PaperQuestion {
  is: "question";
  number: number;
  title: string;
  hint: string;
  condition: string;
  answer: PaperAnswer;
}

export type PaperPart =
  | { is: "heading"; text: string; hint: string; condition: string }
  | { is: "words"; text: string; condition: string }
  | PaperQuestion;

/** A questionnaire as it stands on paper, in one language. */
export interface PaperQuestionnaire {
  title: string;
  parts: PaperPart[];
}
