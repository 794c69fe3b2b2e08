import { sharedShiftOf } from "#surveys/impact/statistics/shared-shift.ts";
import { type Comparison, figuresOf } from "#tests/reference/comparison.ts";
import reference from "#tests/reference/statistics-shared-shift.json" with { type: "json" };

export const sharedShift: Comparison[] = [
  {
    ...{ method: "Shift that most values share", code: ["surveys/impact/statistics/shared-shift.ts"] },
    ...{ reference: "R stats: `optim` on the same likelihood", source: "statistics-shared-shift.R", within: 0.01 },
    because: "two optimisers stop a little below the same top; of the shift's own error it is a hundredth at most",
    figures: () =>
      reference.cases.flatMap(({ name, values, errors, shift, up, down, shareUp, shareDown }) => {
        const { estimate, groups } = sharedShiftOf(values, errors);
        // Where a group is empty its place is anybody's guess.
        const places = { ...(shareUp > 0.05 ? { up } : {}), ...(shareDown > 0.05 ? { down } : {}) };
        return [
          { name, ours: estimate, theirs: shift, allowed: 2e-4 * Math.min(...errors) },
          ...figuresOf(name, groups, { ...places, shareUp, shareDown }).map((figure) => ({ ...figure, allowed: 2e-3 })),
        ];
      }),
  },
];
