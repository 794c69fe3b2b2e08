import type { ItemValue, Question as SurveyQuestion } from "survey-core";
import type { Measurement } from "#surveys/definition/measurement.ts";
import { plainText } from "./plain-text.ts";
import { ownImage } from "./safe-html.server.ts";
import type { Choice, QuestionType } from "./survey-page.ts";

type ChoiceItem = ItemValue & { isExclusive?: boolean; imageLink?: string };

/** Choices; points of a rating; yes and no; things to rank; columns of a matrix: those that stand there just now. */
export function readChoices(question: SurveyQuestion, type: QuestionType, measurement: Measurement): Choice[] {
  return itemsOf(question, type).map((choice) => withAside(choice, measurement));
}

/** A choice, row or column, as it is stored and as it reads. */
export function choiceOf(item: ItemValue): Choice {
  return { value: item.value, text: plainText(item.text) };
}

function itemsOf(question: SurveyQuestion, type: QuestionType): Choice[] {
  const kind = question.getType();
  if (kind === "rating") return question.visibleRateValues.map(choiceOf);
  if (kind === "matrix") return question.visibleColumns.map(choiceOf);
  if (type === "boolean") {
    return [
      { value: question.getValueTrue(), text: plainText(question.labelTrue) },
      { value: question.getValueFalse(), text: plainText(question.labelFalse) },
    ];
  }
  return question.visibleChoices ? selectItems(question) : [];
}

/** survey-core bars the rest as well once the most have been chosen; a form that needs no script cannot, and says so afterwards. */
function selectItems(question: SurveyQuestion): Choice[] {
  const full = question.maxSelectedChoices > 0 && question.value?.length >= question.maxSelectedChoices;
  const isBarred = (item: ChoiceItem) => !full && !item.isEnabled && Boolean(question.choicesEnableIf || item.enableIf);
  const alone = [question.noneItem, question.refuseItem, question.dontKnowItem];
  return question.visibleChoices
    .filter((item: ItemValue) => item !== question.selectAllItem)
    .map((item: ChoiceItem) => ({
      ...choiceOf(item),
      ...(item.isExclusive || alone.includes(item) ? { exclusive: true } : {}),
      ...(isBarred(item) ? { disabled: true } : {}),
      ...pictureOf(item),
    }));
}

/** A film is told by its words alone, and so is a picture of another server. */
function pictureOf({ imageLink }: ChoiceItem): Pick<Choice, "image"> {
  const image = imageLink ? ownImage(imageLink) : null;
  return image ? { image } : {};
}

function withAside(choice: Choice, { missingValues = {} }: Measurement): Choice {
  return Object.hasOwn(missingValues, String(choice.value)) ? { ...choice, aside: true } : choice;
}
