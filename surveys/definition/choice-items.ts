import { type ItemValue, type QuestionSelectBase, settings } from "survey-core";
import { isProblem, type Problem } from "#surveys/problem.ts";
import type { Item, MissingKind } from "./codebook.ts";
import { isNoYes, judgedByCodes, judgedYesNo, labelsOf, numericCodes, wordsOf } from "./coded-values.ts";
import { joinWords } from "./localized-words.ts";
import { readMeasurement } from "./measurement.ts";
import type { AskedQuestion, QuestionItems } from "./question-items.ts";

/**
 * A radiogroup, dropdown, checkbox or tagbox. One item where numbers are asked for and the question says which end is good; else each
 * option is a yes-no item, chosen or not.
 */
export function choiceItems(
  question: QuestionSelectBase & { multiSelect?: boolean },
  asked: AskedQuestion,
): QuestionItems | Problem {
  const type = question.getType();
  const several = type === "checkbox" || type === "tagbox" || (type === "imagepicker" && question.multiSelect === true);
  const choices: ItemValue[] = [...question.choices, ...otherChoice(question)];
  const missing = missingCodes(question, asked);
  const measurement = { ...asked.measurement, missingValues: missing };
  const codes = several ? null : numericCodes(choices, measurement);
  if (codes && isOneItem(codes, asked)) {
    const judged = judgedByCodes(codes, measurement, question.name);
    if (isProblem(judged)) return judged;
    return [{ ...oneItem(asked, missing), ...judged, valueLabels: labelsOf(choices, measurement) }];
  }
  const options = choices.filter((choice) => !Object.hasOwn(missing, String(choice.value)));
  if (options.length === 0) return { reason: "no-values" };
  return optionItems(options, { ...asked, missing }, several);
}

/** Without a stated direction, numbers may be mere names (1 = Herning, 2 = Ikast). */
function isOneItem(codes: number[], asked: AskedQuestion): boolean {
  const stated = asked.measurement.goodDirection;
  return stated !== undefined && (stated !== "none" || isNoYes(codes));
}

function oneItem(asked: AskedQuestion, missing: Record<string, MissingKind>) {
  return {
    key: asked.key,
    source: { question: asked.name, as: "number" as const },
    label: asked.label,
    theme: asked.theme,
    ...(Object.keys(missing).length > 0 ? { missing } : {}),
  };
}

/** A checkbox's options take the question's direction (they are of one kind: all good or all bad); those of a radiogroup cannot. */
function optionItems(options: ItemValue[], asked: AskedQuestion, several: boolean): Item[] | Problem {
  const items: Item[] = [];
  for (const option of options) {
    const item = optionItem(option, asked, several ? asked.measurement.goodDirection : undefined);
    if (isProblem(item)) return item;
    items.push(item);
  }
  return items;
}

/** One option as a yes-no item: was it chosen? `direction` holds where the option states none itself. */
export function optionItem(
  option: ItemValue,
  asked: AskedQuestion,
  direction?: AskedQuestion["measurement"]["goodDirection"],
): Item | Problem {
  const own = readMeasurement(option, `${asked.name} (${option.value})`);
  if (isProblem(own)) return own;
  return {
    key: own.itemKey ?? `${asked.key}:${option.value}`,
    source: { question: asked.name, option: String(option.value), as: "chosen" },
    label: joinWords(asked.label, wordsOf(option)),
    theme: own.theme ?? asked.theme,
    ...judgedYesNo({ goodDirection: own.goodDirection ?? direction }),
    ...(asked.missing && Object.keys(asked.missing).length > 0 ? { missing: asked.missing } : {}),
  };
}

/** "Other" counts as an option where its words are stored apart; else the words take its place and it cannot be told from a code. */
function otherChoice(question: QuestionSelectBase): ItemValue[] {
  return question.showOtherItem && question.getStoreOthersAsComment() ? [question.otherItem] : [];
}

/** The stated missing codes, and SurveyJS's own "refuse to answer" and "don't know" items where the question shows them. */
function missingCodes(question: QuestionSelectBase, asked: AskedQuestion): Record<string, MissingKind> {
  return {
    ...(question.showRefuseItem ? { [settings.refuseItemValue]: "prefer-not" as const } : {}),
    ...(question.showDontKnowItem ? { [settings.dontKnowItemValue]: "dont-know" as const } : {}),
    ...asked.measurement.missingValues,
  };
}
