import type { AnswerProblem } from "#surveys/answering/check-answers.ts";
import type { Answers, Block } from "#surveys/answering/survey-page.ts";
import type { Say } from "#surveys/texts.ts";
import { QuestionField } from "./question-field.tsx";

interface WordsBlockProps {
  block: Exclude<Block, { kind: "question" }>;
  /** Of a panel's heading: it follows the page's own, where the page has one. */
  heading?: "h2" | "h3";
  say: Say;
}

/** Everything on a page that is no question. */
export function WordsBlock({ block, heading: Heading = "h3", say }: WordsBlockProps) {
  switch (block.kind) {
    case "heading":
      return (
        <div className="panel-head">
          {block.title ? <Heading>{block.title}</Heading> : null}
          {block.description ? <p className="words">{block.description}</p> : null}
        </div>
      );
    case "words":
      return <p className="words">{block.text}</p>;
    case "html":
      // biome-ignore lint/security/noDangerouslySetInnerHtml: made safe on the server (safe-html.server.ts), from the coordinator's own survey
      return <div className="html" dangerouslySetInnerHTML={{ __html: block.html }} />;
    case "image":
      return <img className="picture" src={block.source} alt={block.text} />;
    case "computed":
      return (
        <p className="computed">
          {block.title} <strong>{block.text}</strong>
        </p>
      );
    case "not-offered":
      return (
        <div className="question">
          <p className="not-offered">{block.title}</p>
          <p className="more">{say(`answer:not-offered.${block.reason}`)}</p>
        </div>
      );
  }
}

interface GroupBlocksProps {
  /** Begins the ids of the questions inside. */
  id: string;
  blocks: Block[];
  answers: Answers;
  problems: AnswerProblem[];
  say: Say;
}

/** What stands inside a question made of questions. */
export function GroupBlocks({ id, blocks, answers, problems, say }: GroupBlocksProps) {
  let place = 0;
  return blocks.map((block, i) => {
    if (block.kind !== "question") return <WordsBlock key={i} block={block} say={say} />;
    place += 1;
    const { question } = block;
    const own = problems.filter((problem) => problem.question === question.name);
    return (
      <QuestionField
        key={question.name}
        id={`${id}-${place}`}
        question={question}
        answers={answers}
        problems={own}
        say={say}
      />
    );
  });
}
