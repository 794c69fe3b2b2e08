import { isList, type Question, questionsOf } from "./survey-page.ts";

/** A group added to a list or taken away, as a button of the form asks for; the path leads to the list, its own name last. */
export type GroupDeed = { kind: "add"; path: string[] } | { kind: "remove"; path: string[]; group: number };

/** What the button sends: "add:household", "remove:household:0" (the second group of a list inside: "remove:house:0:people:1"). */
export function addAction(question: Question): string {
  return `add:${pathOf(question).map(encodeURIComponent).join(":")}`;
}

export function removeAction(question: Question, group: string): string {
  return `remove:${[...pathOf(question), group].map(encodeURIComponent).join(":")}`;
}

/** The deed that such a button asks for; null for every other button, and for a list that is not on the page or may not be changed. */
export function readGroupDeed(action: unknown, questions: Question[]): GroupDeed | null {
  for (const question of lists(questions)) {
    const path = pathOf(question);
    if (question.parts?.addText && action === addAction(question)) return { kind: "add", path };
    const group = question.parts?.groups.find(({ key }) => action === removeAction(question, key));
    if (group && question.parts?.removeText) return { kind: "remove", path, group: Number(group.key) };
  }
  return null;
}

function pathOf({ path = [], name }: Question): string[] {
  return [...path, name];
}

function lists(questions: Question[]): Question[] {
  return questions.flatMap((question) => {
    const inside = (question.parts?.groups ?? []).flatMap((group) => lists(questionsOf(group)));
    return isList(question) ? [question, ...inside] : inside;
  });
}
