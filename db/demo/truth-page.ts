import { casts } from "./cast.ts";
import { type DecidedAbout, demoDeeds } from "./decisions.ts";
import {
  demoSeed,
  demoTruth,
  type InitiativeTruth,
  missingRates,
  plantedChange,
  plantedTide,
  populationShares,
  varianceParts,
} from "./truth.ts";

/** What was planted, as the tables of `docs/demo-truth.md`; a test holds the two together. */
export function demoTruthMarkdown(): string {
  return [simulationPart(), ...demoTruth.map(initiativePart)].join("\n\n");
}

function simulationPart(): string {
  const { outlook, own, mood, moment } = varianceParts;
  return [
    "## The simulation",
    table(
      ["", ""],
      [
        ["seed of the demo", String(demoSeed)],
        ["variance of a person's standing on an item: lasting outlook, shared by all items", percent(outlook)],
        ["– lasting, of this item alone", percent(own)],
        ["– mood of the wave, shared by all items", percent(mood)],
        ["– of this wave and item alone", percent(moment)],
        ["so two items of one person in one wave correlate", (outlook + mood).toFixed(2)],
        ["and one item of one person in two waves", (outlook + own).toFixed(2)],
        ["answers left out / don't know", `${percent(missingRates.skipped)} / ${percent(missingRates.dk)}`],
      ],
    ),
  ].join("\n\n");
}

function initiativePart(truth: InitiativeTruth): string {
  const name = casts.find((cast) => cast.slug === truth.slug)?.name ?? truth.slug;
  const { invited, first, again, late } = truth.recruitment;
  return [
    `## ${name}`,
    `\`${truth.slug}\`. Invited anew at each wave: ${invited.join(", ")}. Answers when first asked ${percent(first)}, again after ` +
      `answering ${percent(again)} (attrition ${percent(1 - again)}), after letting a wave pass ${percent(late)}. ` +
      `Small place: ${truth.groups.smallArea.name}, ${truth.groups.smallArea.invited.join(" + ")} invited.`,
    `Tide, residents: ${signed(truth.tide.resident[0])} SD at follow-up 1, ${signed(truth.tide.resident[1])} SD at follow-up 2; ` +
      `actors: ${signed(truth.tide.actor[0])} and ${signed(truth.tide.actor[1])}.`,
    ...measurementPart(truth),
    goalTable(truth),
    changeTable(truth),
    tieTable(truth),
    ...actorPart(truth),
    decisionTable(truth),
  ].join("\n\n");
}

/** What may make the figures look other than things are, and what is there to see through it. */
function measurementPart(truth: InitiativeTruth): string[] {
  const { modes, recruitment, households, neighbours, weightedBy } = truth;
  const { leaving } = recruitment;
  const lines = [
    `Asked by ${modes.join(", ")}: baseline and follow-ups. ${seasonWords(truth)}`,
    ...(leaving
      ? [
          `Who stands below ${signed(leaving.below)} SD on ${leaving.itemKey} answers the next wave with ${percent(recruitment.again - leaving.by)} ` +
            `instead of ${percent(recruitment.again)}: the panel loses the discontented. It makes the question itself, and a little of everything, look better than it is.`,
        ]
      : []),
    ...(households
      ? [
          `Residents were drawn by households of ${households.size} within their area (clusters and strata), who share ` +
            `${percent(households.shared)} of the outlook's variance.`,
        ]
      : []),
    ...(weightedBy
      ? [
          `Closed waves are weighted to the true shares of ${weightedBy.dimension}: ${populationShares(truth)
            .map(({ groups, share }) => `${groups.join(" + ")} ${percent(share)}`)
            .join(", ")}. Unweighted, the young are too few: ${byAgeWords(truth)}.`,
        ]
      : []),
    ...(neighbours
      ? [
          `Comparison group, sealed: ${neighbours.area}, invited ${neighbours.invited.join(", ")}. It has the same tide, and ` +
            `${neighbours.changes.map(({ itemKey, followUps, story }) => `${itemKey} moved there by ${followUps.map(signed).join(" and ")} SD too (${story})`).join("; ")}; nothing else did.`,
        ]
      : []),
  ];
  return [lines.map((line) => `- ${line}`).join("\n")];
}

/** How far apart in the year each follow-up is from the baseline; the demo is made so many days ago, whatever today is. */
function seasonWords({ slug }: InitiativeTruth): string {
  const [baseline = 0, ...followUps] = casts.find((cast) => cast.slug === slug)?.wavesOpenDaysAgo.slice(0, 3) ?? [];
  const apart = followUps.map((daysAgo) => {
    const inYear = (baseline - daysAgo) % 365.2425;
    return Math.round(Math.min(inYear, 365.2425 - inYear));
  });
  return `In the year the follow-ups lie ${apart.join(" and ")} days from the baseline.`;
}

function byAgeWords({ recruitment }: InitiativeTruth): string {
  return Object.entries(recruitment.byAge)
    .map(([age, more]) => `${age} answer ${percent(recruitment.first + more)}`)
    .join(", ");
}

/** What happened to the actors, and what they confirmed. */
function actorPart({ slug }: InitiativeTruth): string[] {
  const cast = casts.find((one) => one.slug === slug);
  const renamed = cast?.actors.flatMap(({ name, formerly }) =>
    formerly ? [`- Between the follow-ups ${formerly} took the name ${name}. The coordinator has merged the two.`] : [],
  );
  const confirmed = cast?.confirmations?.map(
    ({ process, organisation, said }) =>
      `- ${organisation} was asked whether it notices that ${process} takes less: ${said?.agreement ?? "no answer yet"}.`,
  );
  const lines = [...(renamed ?? []), ...(confirmed ?? [])];
  return lines.length > 0 ? [lines.join("\n")] : [];
}

function goalTable(truth: InitiativeTruth): string {
  return table(
    ["goal", "indicator", "group", "target", "true change by its wave, tide included", "planted outcome"],
    truth.goals.map((goal) => {
      const { audience, item_key, due_position, target_kind, target_value } = goal;
      const change =
        plantedChange(truth, audience, item_key, due_position) + plantedTide(truth, audience, due_position);
      return [
        goal.title,
        `${audience}/${item_key}/${goal.reading}`,
        goal.segment || "everyone",
        `${target_kind} ${target_value}`,
        `${signed(change)} SD`,
        `${goal.outcome} (${goal.verdicts.join(", ")})`,
      ];
    }),
  );
}

function changeTable(truth: InitiativeTruth): string {
  return table(
    ["planted beyond the tide", "audience", "follow-up 1", "follow-up 2", "known beforehand as", "story"],
    truth.changes.map(({ audience, itemKey, followUps, kind, story }) => [
      itemKey,
      audience,
      `${signed(followUps[0])} SD`,
      `${signed(followUps[1])} SD`,
      { goal: "a goal", expected: "an expectation", ripple: "nothing: **ripple**", harm: "nothing: **harm**" }[kind],
      story,
    ]),
  );
}

function tieTable(truth: InitiativeTruth): string {
  return table(
    ["tie (0–5)", "baseline", "follow-up 1", "follow-up 2", "expected"],
    truth.ties.map(({ between, strength, expected }) => [
      between.join(" – "),
      ...strength.map(String),
      expected ? "yes" : "no",
    ]),
  );
}

function decisionTable({ slug }: InitiativeTruth): string {
  const name = (about: DecidedAbout) => {
    if ("key" in about) return `\`${about.key}\``;
    return "word" in about ? `the theme with “${about.word}”` : `the report “${about.report} …”`;
  };
  return table(
    ["the analyst", "ripple", "reason"],
    (demoDeeds[slug] ?? []).map((deed) => [
      deed.deed,
      deed.deed === "linked" ? `${name(deed.about)} and ${name(deed.other)}` : name(deed.about),
      deed.reason,
    ]),
  );
}

function table(header: string[], rows: string[][]): string {
  const line = (cells: string[]) => `| ${cells.join(" | ")} |`;
  return [line(header), line(header.map(() => "---")), ...rows.map(line)].join("\n");
}

function percent(fraction: number): string {
  return `${Math.round(fraction * 100)} %`;
}

/** With a real minus sign, as the rest of the documentation writes. */
function signed(amount: number): string {
  const text = Math.abs(amount).toFixed(2);
  if (amount === 0) return text;
  return amount > 0 ? `+${text}` : `−${text}`;
}
