import type { AskedPage } from "#surveys/answering/asked-page.server.ts";
import type { Block } from "#surveys/answering/survey-page.ts";
import type { Say } from "#surveys/texts.ts";
import { WordsBlock } from "./page-blocks.tsx";
import { QuestionField } from "./question-field.tsx";

interface SurveyBlocksProps {
  asked: AskedPage;
  /** Place on the page, from 1, of the first question that an answer has just brought forth; 0 where there is none. */
  firstNew: number;
  say: Say;
}

/**
 * What stands on a page, from top to bottom. What does not stand there just now, and an answer on the phone may bring forth, lies in
 * templates: nobody sees or hears them, nothing in them is posted, and without script they stay where they are.
 */
export function SurveyBlocks({ asked, firstNew, say }: SurveyBlocksProps) {
  const blocks =
    asked.phone?.blocks ?? asked.page.blocks.map((block) => ({ block, shown: true, rule: null, requiredIf: null }));
  let place = 0;
  return blocks.map(({ block, shown, rule, requiredIf }, i) => {
    const mark = rule || requiredIf ? i : undefined;
    if (!shown) {
      return (
        <template key={i} data-block={i} data-if={i} data-q={nameOf(block)}>
          <OneBlock block={block} id={`h${i}`} {...{ asked, say }} />
        </template>
      );
    }
    if (block.kind !== "question") {
      return (
        <div key={i} data-block={i} data-if={mark}>
          <OneBlock block={block} id="" {...{ asked, say }} />
        </div>
      );
    }
    place += 1;
    return (
      <div
        key={block.question.name}
        id={`question-${place}`}
        data-block={i}
        data-if={mark}
        data-q={block.question.name}
      >
        {place === firstNew ? (
          <p className="notice" role="status">
            {say("answer:notice.more-questions")}
          </p>
        ) : null}
        <OneBlock block={block} id={`q${place}`} {...{ asked, say }} />
      </div>
    );
  });
}

function nameOf(block: Block): string | undefined {
  return block.kind === "question" ? block.question.name : undefined;
}

function OneBlock({ block, id, asked, say }: { block: Block; id: string; asked: AskedPage; say: Say }) {
  if (block.kind !== "question") return <WordsBlock block={block} heading={asked.page.title ? "h3" : "h2"} say={say} />;
  return (
    <QuestionField
      id={id}
      question={block.question}
      answers={asked.answers}
      problems={asked.problems.filter((problem) => problem.question === block.question.name)}
      say={say}
    />
  );
}
