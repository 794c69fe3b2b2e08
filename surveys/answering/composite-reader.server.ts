import type { IElement, Question as SurveyQuestion } from "survey-core";
import { plainText } from "./plain-text.ts";
import type { Block, CompositeType, Group, Parts } from "./survey-page.ts";

/** Reads elements that stand inside a question; `path` leads to them. */
export type ReadInside = (elements: IElement[], path: string[]) => Block[];

/** survey-core has no type for what it makes of a row or a panel at run time. */
interface RuntimeGroup {
  rowName: unknown;
  text: string;
  cells: Array<{ question: SurveyQuestion }>;
  hasPanel: boolean;
  detailPanel: { elements: IElement[] } | null;
  showDetailPanel(): void;
  elements: IElement[];
  processedTitle: string;
}

interface TotalCell {
  column: { title: string; hasTotal: boolean };
  question: SurveyQuestion;
}

/** The groups of a composite question as they stand just now, each with what can be answered in it. */
export function readParts(question: SurveyQuestion, type: CompositeType, path: string[], inside: ReadInside): Parts {
  const own = [...path, question.getValueName()];
  const list = type === "matrixdynamic" || type === "paneldynamic";
  return {
    groups: readGroups(question, type, own, inside),
    addText: list && mayAdd(question, type) ? plainText(addTextOf(question, type)) : null,
    removeText: list && mayRemove(question, type) ? plainText(removeTextOf(question, type)) : null,
    fewest: list ? (type === "matrixdynamic" ? question.minRowCount : question.minPanelCount) : 0,
    most: list ? (type === "matrixdynamic" ? question.maxRowCount : question.maxPanelCount) : 0,
    different: differentIn(question, type),
    totals: { text: plainText(question.totalText ?? ""), lines: totalsOf(question) },
    emptyText: list ? plainText((type === "matrixdynamic" ? question.noRowsText : question.noEntriesText) ?? "") : "",
  };
}

function readGroups(question: SurveyQuestion, type: CompositeType, path: string[], inside: ReadInside): Group[] {
  if (type === "multipletext") {
    const fields = question.items.map((item: { editor: SurveyQuestion }) => item.editor);
    return [{ key: "", title: "", blocks: inside(shown(fields), path) }];
  }
  if (type === "paneldynamic") {
    return question.visiblePanels.map((panel: RuntimeGroup) => {
      const key = String(question.panels.indexOf(panel));
      return {
        key,
        title: plainText(panel.processedTitle ?? ""),
        blocks: inside(shown(panel.elements), [...path, key]),
      };
    });
  }
  return question.visibleRows.map((row: RuntimeGroup, i: number) => {
    const key = type === "matrixdynamic" ? String(i) : String(row.rowName);
    const title = type === "matrixdynamic" ? "" : plainText(row.text ?? "");
    return { key, title, blocks: inside(shown(elementsOfRow(row)), [...path, key]) };
  });
}

/** The cells of a row, and what stands in its fold-out. */
function elementsOfRow(row: RuntimeGroup): IElement[] {
  const cells = row.cells.map(({ question }) => question as unknown as IElement);
  if (!row.hasPanel) return cells;
  if (!row.detailPanel) row.showDetailPanel();
  return [...cells, ...(row.detailPanel?.elements ?? [])];
}

function shown(elements: Array<IElement | SurveyQuestion>): IElement[] {
  return (elements as IElement[]).filter((element) => (element as { isVisible: boolean }).isVisible);
}

function mayAdd(question: SurveyQuestion, type: CompositeType): boolean {
  return type === "matrixdynamic" ? question.canAddRow : question.canAddPanel;
}

function mayRemove(question: SurveyQuestion, type: CompositeType): boolean {
  return type === "matrixdynamic" ? question.canRemoveRows : question.canRemovePanel;
}

function addTextOf(question: SurveyQuestion, type: CompositeType): string {
  return (type === "matrixdynamic" ? question.addRowText : question.addPanelText) ?? "";
}

function removeTextOf(question: SurveyQuestion, type: CompositeType): string {
  return (type === "matrixdynamic" ? question.removeRowText : question.removePanelText) ?? "";
}

function totalsOf(question: SurveyQuestion): Parts["totals"]["lines"] {
  if (!question.hasTotal) return [];
  const cells: TotalCell[] = question.visibleTotalRow?.cells ?? [];
  return cells
    .filter(({ column }) => column.hasTotal)
    .map((cell) => ({ title: plainText(cell.column.title), total: plainText(cell.question.formatedValue ?? "") }))
    .filter(({ total }) => total !== "");
}

function differentIn(question: SurveyQuestion, type: CompositeType): string[] {
  const columns: Array<{ name: string; isUnique: boolean }> = type.startsWith("matrix") ? question.columns : [];
  const unique = columns.filter(({ isUnique }) => isUnique).map(({ name }) => name);
  const key = type === "multipletext" ? "" : question.keyName;
  return key && !unique.includes(key) ? [...unique, key] : unique;
}
