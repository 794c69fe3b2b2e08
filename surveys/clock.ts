/** Tells the time; passed in, so that a test or the demo can move it. */
export type Clock = () => Date;

const copenhagen = new Intl.DateTimeFormat("sv-SE", { timeZone: "Europe/Copenhagen", dateStyle: "short" });

/** The day in Denmark at an instant, `YYYY-MM-DD`. */
export function dayOf(instant: Date): string {
  return copenhagen.format(instant);
}
