/** What has been set up of an initiative: enough to say which step comes next. */
export interface SetupSteps {
  actors: number;
  surveys: number;
  goals: number;
  expectations: number;
  /** "changed": goals or expectations differ from the newest seal. */
  seal: "none" | "sealed" | "changed";
  participants: number;
  waves: { planned: number; open: number; closed: number };
  people: number;
}

/** The order in which an initiative is set up. */
export const stepNames = ["challenge", "actors", "surveys", "goals", "seal", "participants", "waves"] as const;
export type StepName = (typeof stepNames)[number];

/** The first step that is not done; null when a wave has opened: from then on nothing is missing. */
export function nextStep(steps: SetupSteps): StepName | null {
  return stepNames.find((name) => !isDone(steps, name)) ?? null;
}

export function isDone(steps: SetupSteps, name: StepName): boolean {
  if (name === "challenge") return true;
  if (name === "seal") return steps.seal === "sealed";
  if (name === "waves") return steps.waves.open + steps.waves.closed > 0;
  return steps[name] > 0;
}
