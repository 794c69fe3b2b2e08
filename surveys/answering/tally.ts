import type { Audience, ShiftTable, TallyTable } from "#db/schema.ts";
import { type CodedValues, isPaired, isValid } from "./tally-values.ts";

/** One person's answers of one wave, ready to be counted. */
export interface CountedResponse {
  waveId: string;
  /** The wave's place in the initiative: the lower one is where a shift goes from. */
  position: number;
  audience: Audience;
  segments: Record<string, string>;
  weight: number;
  values: CodedValues;
}

/**
 * Counts many answers before any is written, so that a batch costs one row per distinct cell and not one per answer.
 * `tallies` and `shifts` are the additions to make to the tables of the same names.
 */
export class TallyFold {
  readonly #tallies = new Map<string, TallyTable>();
  readonly #shifts = new Map<string, ShiftTable>();

  get tallies(): TallyTable[] {
    return [...this.#tallies.values()];
  }

  get shifts(): ShiftTable[] {
    return [...this.#shifts.values()];
  }

  /** Counts every item of an answer, for everyone and for each segment the person stands in. */
  add(response: CountedResponse): void {
    for (const segment of segmentKeys(response.segments)) {
      const group = cellKey(response.waveId, response.audience, segment);
      for (const [itemKey, value] of response.values) {
        const key = cellKey(group, itemKey, value);
        const cell = this.#tallies.get(key) ?? this.#newTally(key, response, segment, itemKey, value);
        cell.count += 1;
        cell.weight += response.weight;
        cell.weight_squared += response.weight ** 2;
      }
    }
  }

  /**
   * Counts the same person's two answers of different waves, given in any order, item by item where both are valid; in a segment only
   * where the person stood in it both times.
   */
  addPair(one: CountedResponse, other: CountedResponse): void {
    const [from, to] = one.position < other.position ? [one, other] : [other, one];
    const sharedSegments = segmentKeys(from.segments).filter((key) => segmentKeys(to.segments).includes(key));
    for (const segment of sharedSegments) {
      const group = cellKey(from.waveId, to.waveId, from.audience, segment);
      for (const [itemKey, fromValue] of from.values) {
        const toValue = to.values.get(itemKey);
        if (toValue === undefined || !isPaired(itemKey) || !isValid(fromValue) || !isValid(toValue)) continue;
        const key = cellKey(group, itemKey, fromValue, toValue);
        const cell = this.#shifts.get(key) ?? this.#newShift(key, from, to, segment, itemKey, fromValue, toValue);
        cell.count += 1;
        cell.weight_product += from.weight * to.weight;
      }
    }
  }

  #newTally(key: string, response: CountedResponse, segment: string, itemKey: string, value: string): TallyTable {
    const cell: TallyTable = {
      wave_id: response.waveId,
      audience: response.audience,
      segment,
      item_key: itemKey,
      value,
      count: 0,
      weight: 0,
      weight_squared: 0,
    };
    this.#tallies.set(key, cell);
    return cell;
  }

  #newShift(
    key: string,
    from: CountedResponse,
    to: CountedResponse,
    segment: string,
    itemKey: string,
    fromValue: string,
    toValue: string,
  ): ShiftTable {
    const cell: ShiftTable = {
      from_wave_id: from.waveId,
      to_wave_id: to.waveId,
      audience: from.audience,
      segment,
      item_key: itemKey,
      from_value: fromValue,
      to_value: toValue,
      count: 0,
      weight_product: 0,
    };
    this.#shifts.set(key, cell);
    return cell;
  }
}

/** "" for everyone, then "name=value" for each segment. */
function segmentKeys(segments: Record<string, string>): string[] {
  return ["", ...Object.entries(segments).map(([name, value]) => `${name}=${value}`)];
}

/** Parts are joined by a character that no stored text may hold, so that two cells never meet in one key. */
function cellKey(...parts: string[]): string {
  return parts.join("\u0000");
}
