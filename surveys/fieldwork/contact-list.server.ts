import type { Database, WaveContact } from "#db/schema.ts";
import { countFromFloor, shownCount } from "#surveys/disclosure-floor.ts";
import { type AllowedTime, nextAllowed } from "./allowed-time.ts";
import { contactsOf } from "./contact.server.ts";
import type { ContactMessageCounts } from "./message.server.ts";
import { contactKinds } from "./message.ts";

/** A contact as its coordinator sees it. */
export interface ListedContact
  extends Pick<WaveContact, "id" | "kind" | "channel" | "audience" | "day" | "time" | "carried_out_at" | "skipped"> {
  /** When it goes, and why that is later than planned. */
  due: AllowedTime;
  /** How many were written to; null below the floor, and to the nearest ten where it tells how many have answered. */
  written: number | null;
  /** How many were left out, for they had been written to on the same day; null for none or few. */
  leftOut: number | null;
}

/** A wave's contacts, those behind and those ahead, in the order in which they come. */
export async function contactList(db: Database, waveId: string): Promise<ListedContact[]> {
  return (await contactsOf(db, waveId)).map(
    ({ id, kind, channel, audience, day, time, carried_out_at, skipped, queued, left_out }) => ({
      ...{ id, kind, channel, audience, day, time, carried_out_at, skipped },
      due: nextAllowed(day, time),
      written: kind === "invitation" ? countFromFloor(queued) : shownCount(queued),
      leftOut: shownCount(left_out),
    }),
  );
}

/**
 * How a wave's messages stand, as it may be told: whom a reminder or a thank-you is for tells who has answered, so that two exact counts of
 * different days could tell of one person. What needs a decision (unsure, failed) is named by address elsewhere and stays exact.
 */
export function toldMessages(counts: ContactMessageCounts): ContactMessageCounts {
  const told = contactKinds.map((kind) => {
    if (kind === "invitation") return [kind, counts[kind]] as const;
    const { unsure, failed, ...rest } = counts[kind];
    const rounded = Object.entries(rest).map(([state, count]) => [state, shownCount(count) ?? 0]);
    return [kind, { ...Object.fromEntries(rounded), unsure, failed }] as const;
  });
  return Object.fromEntries(told) as ContactMessageCounts;
}
