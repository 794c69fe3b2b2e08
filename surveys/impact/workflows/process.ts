/** What is asked of each named process (`surveys/library/actors-core.json`); the last is how many cases there are, which is neither good nor bad. */
export const processMeasures = ["hours", "handoffs", "waiting-days", "cases"] as const;
export type ProcessMeasure = (typeof processMeasures)[number];

/** "workflow-tip-off-hours". */
export function processItem(process: string, measure: ProcessMeasure): string {
  return `workflow-${process}-${measure}`;
}

/** The process and measure that an item's key names; null for every other item. */
export function readProcessItem(itemKey: string): { process: string; measure: ProcessMeasure } | null {
  const [, process, measure] = /^workflow-([a-z0-9-]+)-(hours|handoffs|waiting-days|cases)$/.exec(itemKey) ?? [];
  return process && measure ? { process, measure: measure as ProcessMeasure } : null;
}
