/**
 * Measures how well the findings recover the planted truth under seeds other than the demo's own; its output stands in
 * `docs/demo-truth.md`. Run: `npx node tests/db/measure-recovery.ts [number of seeds]`.
 */
import { playDemo, type Recovery, recoveries } from "./recovery.ts";

const seeds = Number(process.argv[2] ?? 10);
const all: Recovery[] = [];
for (let seed = 1; seed <= seeds; seed++) {
  const db = await playDemo({ seed });
  const found = await recoveries(db);
  await db.destroy();
  all.push(...found);
  const missed = found.flatMap(({ slug, goals, planted, falseFlags }) => [
    ...goals.filter((goal) => !goal.recovered).map((goal) => `${slug}: ${goal.title} → ${goal.verdict}`),
    ...planted.filter((change) => !change.found).map((change) => `${slug}: ${change.itemKey} not flagged`),
    ...falseFlags.map((flag) => `${slug}: false flag ${flag}`),
  ]);
  process.stderr.write(`seed ${seed}: ${missed.join("; ") || "all recovered, nothing else flagged"}\n`);
}

const goals = all.flatMap((recovery) => recovery.goals);
const planted = all.flatMap((recovery) => recovery.planted);
const residentTides = all.flatMap((recovery) => recovery.tides).filter(({ audience }) => audience === "resident");
const errors = residentTides.map(({ estimate, planted: truth }) => estimate - truth);
const lines: Array<[string, string]> = [
  ...["reached", "not reached", "worse"].map((outcome): [string, string] => [
    `goals planted as ${outcome}`,
    share(goals.filter((goal) => goal.outcome === outcome).map((goal) => goal.recovered)),
  ]),
  ...(["resident", "actor"] as const).flatMap((audience) =>
    (["ripple", "harm"] as const).flatMap((kind): Array<[string, string]> => {
      const ofKind = planted.filter((change) => change.audience === audience && change.kind === kind);
      return ofKind.length === 0 ? [] : [[`${kind}s among ${audience}s flagged`, share(ofKind.map((c) => c.found))]];
    }),
  ),
  [
    "flags over everybody that nobody planted",
    `${sum(all.map((r) => r.falseFlags.filter((flag) => flag.includes("[]")).length))} of ${sum(all.map((r) => r.flags))}`,
  ],
  ...(["both", "one", "opposite"] as const).map((backing): [string, string] => {
    const ties = all.flatMap((recovery) => recovery.ties).filter((tie) => tie.backing === backing);
    const words = { both: "by both sides", one: "by one side", opposite: "in opposite ways" }[backing];
    return [`changed ties told ${words} that nobody planted`, share(ties.map((tie) => !tie.planted))];
  }),
  [
    "differences from the neighbours whose 95 % interval holds the planted one",
    share(all.flatMap((recovery) => recovery.differences).map(({ covered }) => covered)),
  ],
  ["resident tides inside their 95 % interval", share(residentTides.map((tide) => tide.covered))],
  ["mean error of the resident tide, in SD", (sum(errors) / errors.length).toFixed(3)],
];
process.stdout.write(
  `| seeds 1–${seeds} | |\n|---|---|\n${lines.map(([what, found]) => `| ${what} | ${found} |`).join("\n")}\n`,
);

function share(found: boolean[]): string {
  const yes = found.filter(Boolean).length;
  return `${yes} of ${found.length} (${((100 * yes) / found.length).toFixed(0)} %)`;
}

function sum(numbers: number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
