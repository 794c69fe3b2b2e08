import { addAction, removeAction } from "#surveys/answering/group-deed.ts";
import { type Group, isList, recordOf } from "#surveys/answering/survey-page.ts";
import { GroupBlocks } from "./page-blocks.tsx";
import { type FieldProps, QuestionGroup } from "./question-frame.tsx";

/**
 * A question made of questions, one below the other; on a wide screen the cells of a matrix row stand beside each other, each under its own
 * title. To a list, buttons add and take away; they send the page, and everything typed on it is kept.
 */
export function CompositeField(field: FieldProps) {
  const { question, say } = field;
  const { groups, addText, emptyText } = question.parts ?? { groups: [], addText: null, emptyText: "" };
  return (
    <QuestionGroup field={field}>
      {groups.length === 0 ? <p className="more">{emptyText || say("answer:no-groups")}</p> : null}
      {groups.map((group, i) => (
        <GroupField key={group.key} field={field} group={group} place={i + 1} />
      ))}
      <Totals {...field} />
      {addText ? (
        <button
          className="button second"
          name="action"
          value={addAction(question)}
          id={groups.length === 0 ? field.id : undefined}
        >
          {addText}
        </button>
      ) : null}
    </QuestionGroup>
  );
}

/** What is reckoned of the rows stands below them; it is the server's, and changes when the page is asked for again. */
function Totals({ question, say }: FieldProps) {
  const { text, lines } = question.parts?.totals ?? { text: "", lines: [] };
  return lines.map(({ title, total }) => (
    <p className="computed" key={title}>
      {text || say("answer:total")}: {title} <strong>{total}</strong>
    </p>
  ));
}

function GroupField({ field, group, place }: { field: FieldProps; group: Group; place: number }) {
  const { id, question, answers, problems, say } = field;
  const inside = (
    <GroupBlocks
      id={`${id}-${place}`}
      blocks={group.blocks}
      answers={recordOf(question, group, answers[question.name])}
      problems={problems.flatMap(({ inner }) => (inner?.group === group.key ? [inner.problem] : []))}
      say={say}
    />
  );
  if (question.type === "multipletext") return inside;
  const title = group.title || say("answer:group", { number: place });
  const remove = isList(question) ? question.parts?.removeText : null;
  return (
    <fieldset className={question.type.startsWith("matrix") ? "group cells" : "group"}>
      <legend>{title}</legend>
      {inside}
      {remove ? (
        <button className="link-button" name="action" value={removeAction(question, group.key)}>
          {remove} <span className="unseen">{title}</span>
        </button>
      ) : null}
    </fieldset>
  );
}
