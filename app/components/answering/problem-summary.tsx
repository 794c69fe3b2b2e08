import type { AskedPage } from "#surveys/answering/answering.server.ts";
import { questionsOf } from "#surveys/answering/survey-page.ts";
import type { Say } from "#surveys/texts.ts";
import { problemWords } from "./question-frame.tsx";

/** What is wrong on the page, first thing on it, each with a link to its question. */
export function ProblemSummary({ asked, say }: { asked: AskedPage; say: Say }) {
  if (asked.problems.length === 0) return null;
  const names = questionsOf(asked.page).map((question) => question.name);
  return (
    <div className="problem-summary" role="alert" aria-labelledby="problem-title">
      <h2 id="problem-title">{say("answer:problem-title", { count: asked.problems.length })}</h2>
      <p>{say("answer:problem-intro")}</p>
      <ul>
        {asked.problems.map((problem) => {
          const position = names.indexOf(problem.question);
          const question = questionsOf(asked.page)[position];
          const words = problemWords(problem, say);
          return (
            <li key={`${problem.question} ${problem.row} ${problem.code}`}>
              {question ? (
                <a href={`#q${position + 1}`}>
                  {question.title} – {words}
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
