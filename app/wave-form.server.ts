import { typed } from "#app/refusal.server.ts";
import { endOfDay } from "#surveys/fieldwork/danish-time.ts";
import type { WavePlan } from "#surveys/fieldwork/wave.ts";
import type { ListedWave } from "#surveys/fieldwork/wave-list.server.ts";
import { audiences } from "#surveys/initiative/audience.ts";

/** A wave's plan as its form was filled in; an audience left empty is not asked. */
export function wavePlanIn(form: FormData): WavePlan {
  const chosen = audiences.map((audience) => [audience, typed(form, `survey-${audience}`)] as const);
  return {
    name: typed(form, "name"),
    opensOn: typed(form, "opensOn"),
    opensAt: typed(form, "opensAt"),
    closesOn: typed(form, "closesOn"),
    closesAt: typed(form, "closesAt"),
    surveys: Object.fromEntries(chosen.filter(([, versionId]) => versionId !== "")),
  };
}

/** A planned wave as its form shows it. */
export function waveFormOf(wave: ListedWave): Record<string, string> {
  return {
    name: wave.name,
    opensOn: wave.opens_on,
    opensAt: wave.opens_at === "00:00" ? "" : wave.opens_at,
    closesOn: wave.closes_on,
    closesAt: wave.closes_at === endOfDay ? "" : wave.closes_at,
    ...Object.fromEntries(wave.surveys.map(({ audience, versionId }) => [`survey-${audience}`, versionId])),
  };
}
