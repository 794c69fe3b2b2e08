/** The name of the form field for a group's share: dimensions and groups by their places, for their names may hold anything. */
export function amountField(dimension: number, group: number): string {
  return `amount-${dimension}-${group}`;
}
