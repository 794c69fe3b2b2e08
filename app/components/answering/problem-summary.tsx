import type { AskedPage } from "#surveys/answering/asked-page.server.ts";
import type { AnswerProblem } from "#surveys/answering/check-answers.ts";
import { type Question, questionsOf } from "#surveys/answering/survey-page.ts";
import type { Say } from "#surveys/texts.ts";
import { problemWords } from "./question-frame.tsx";

/** What is wrong on the page, first thing on it, each with a link to its question. */
export function ProblemSummary({ asked, say }: { asked: AskedPage; say: Say }) {
  if (asked.problems.length === 0) return null;
  return (
    <div className="problem-summary" role="alert" aria-labelledby="problem-title">
      <h2 id="problem-title">{say("answer:problem-title", { count: asked.problems.length })}</h2>
      <p>{say("answer:problem-intro")}</p>
      <ul>
        {asked.problems.map((problem) => {
          const found = findQuestion(questionsOf(asked.page), problem, "q");
          const words = problemWords(problem, say);
          return (
            <li key={`${JSON.stringify(problem)}`}>
              {found ? (
                <a href={`#${found.id}`}>
                  {found.title} – {words}
                </a>
              ) : (
                words
              )}
            </li>
          );
        })}
      </ul>
    </div>
  );
}

/** The question that a problem is about, by its title and the id of its first control; for one inside another, both titles. */
function findQuestion(questions: Question[], problem: AnswerProblem, id: string): { id: string; title: string } | null {
  const place = questions.findIndex(({ name }) => name === problem.question);
  const question = questions[place];
  if (!question) return null;
  const own = { id: `${id}${place + 1}`, title: question.title };
  const groups = question.parts?.groups ?? [];
  const at = groups.findIndex(({ key }) => key === problem.inner?.group);
  const group = groups[at];
  if (!problem.inner || !group) return firstInside(question, own);
  const inner = findQuestion(questionsOf(group), problem.inner.problem, `${own.id}-${at + 1}-`);
  const titles = [question.title, group.title, inner?.title].filter(Boolean);
  return inner ? { id: inner.id, title: titles.join(": ") } : own;
}

/** A question made of questions has no control of its own: the link leads to the first one inside. */
function firstInside(question: Question, own: { id: string; title: string }): { id: string; title: string } {
  const [group] = question.parts?.groups ?? [];
  const [first] = group ? questionsOf(group) : [];
  return first ? { ...own, id: firstInside(first, { ...own, id: `${own.id}-1-1` }).id } : own;
}
