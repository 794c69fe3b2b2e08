import { isRecord } from "#surveys/definition/survey-json.ts";
import type { AnswerProblem, CheckedAnswers } from "./check-answers.ts";
import {
  type Answers,
  commentKey,
  type Group,
  isList,
  openQuestionsOf,
  type Question,
  questionsOf,
  recordOf,
} from "./survey-page.ts";

type CheckRecord = (questions: Question[], record: Answers) => CheckedAnswers;

/**
 * Checks a question made of questions, each with the check of its own kind. What is reckoned inside, or hidden there just now, comes from
 * the server's own keeping and stays as it is.
 *
 * @param checkRecord checks the answers of one group.
 * @returns the sound part of the answer (undefined: none), and what is wrong with the rest.
 */
export function checkComposite(
  question: Question,
  posted: unknown,
  checkRecord: CheckRecord,
): { value: unknown; problems: AnswerProblem[] } {
  const wanted = isList(question) ? Array.isArray(posted) : isRecord(posted);
  if (posted !== undefined && !wanted)
    return { value: undefined, problems: [{ question: question.name, code: "wrong-shape" }] };
  const groups = question.parts?.groups ?? [];
  const problems: AnswerProblem[] = [];
  const checked = groups.map((group) => {
    const record = recordOf(question, group, posted);
    const ofGroup = checkRecord(openQuestionsOf(group), pick(record, openQuestionsOf(group)));
    for (const problem of ofGroup.problems) {
      problems.push({ question: question.name, code: problem.code, inner: { group: group.key, problem } });
    }
    return [group, { ...omit(record, openQuestionsOf(group)), ...ofGroup.answers }] as const;
  });
  problems.push(...sameAnswers(question, checked), ...countProblem(question, checked));
  return { value: joined(question, posted, checked), problems };
}

type CheckedGroup = readonly [Group, Answers];

function joined(question: Question, posted: unknown, checked: CheckedGroup[]): unknown {
  const filled = checked.filter(([, record]) => Object.keys(record).length > 0);
  if (question.type === "multipletext") return filled[0]?.[1];
  if (!isList(question)) {
    const hidden = isRecord(posted) ? omitKeys(posted, new Set(checked.map(([{ key }]) => key))) : {};
    const value = { ...hidden, ...Object.fromEntries(filled.map(([{ key }, record]) => [key, record])) };
    return Object.keys(value).length > 0 ? value : undefined;
  }
  const list: unknown[] = Array.isArray(posted) ? [...posted] : [];
  for (const [{ key }, record] of checked) list[Number(key)] = record;
  const whole = Array.from(list, (record) => record ?? {});
  return whole.length > 0 ? whole : undefined;
}

/** `isUnique` of a column, `keyName`: told at the second of two that are the same. */
function sameAnswers(question: Question, checked: CheckedGroup[]): AnswerProblem[] {
  return (question.parts?.different ?? []).flatMap((name) => {
    const seen = new Set<string>();
    return checked.flatMap(([group, record]): AnswerProblem[] => {
      if (record[name] === undefined) return [];
      const answer = JSON.stringify(record[name]).toLowerCase();
      if (!seen.has(answer)) {
        seen.add(answer);
        return [];
      }
      const problem: AnswerProblem = { question: name, code: "same-answer" };
      return [{ question: question.name, code: problem.code, inner: { group: group.key, problem } }];
    });
  });
}

/** A list that must be answered needs something in it; what is fewest counts the groups that stand there, as survey-core does. */
function countProblem(question: Question, checked: CheckedGroup[]): AnswerProblem[] {
  const written = checked.filter(([, record]) => Object.keys(record).length > 0).length;
  const { fewest = 0 } = question.parts ?? {};
  if (!isList(question) || !question.required || written === 0 || written >= fewest) return [];
  return [{ question: question.name, code: "too-few-groups", values: { count: fewest } }];
}

function keysOf(questions: Question[]): Set<string> {
  return new Set(questions.flatMap(({ name, comment }) => (comment ? [name, commentKey(name)] : [name])));
}

function pick(record: Answers, questions: Question[]): Answers {
  const keys = keysOf(questions);
  return Object.fromEntries(Object.entries(record).filter(([key]) => keys.has(key)));
}

function omit(record: Answers, questions: Question[]): Answers {
  return omitKeys(record, keysOf(questions));
}

function omitKeys(record: Answers, keys: Set<string>): Answers {
  return Object.fromEntries(Object.entries(record).filter(([key]) => !keys.has(key)));
}

/** The names and keys that lead from the page to what a problem is about. */
export function placeOf({ question, inner }: AnswerProblem): string[] {
  if (!inner) return [question];
  return [question, ...(inner.group === "" ? [] : [inner.group]), ...placeOf(inner.problem)];
}

/** The question at such a place. */
export function questionAt(questions: Question[], { question: name, inner }: AnswerProblem): Question | undefined {
  const question = questions.find((one) => one.name === name);
  if (!question || !inner) return question;
  const group = question.parts?.groups.find(({ key }) => key === inner.group);
  return group && questionAt(questionsOf(group), inner.problem);
}
