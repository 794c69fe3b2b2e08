import type { Wave } from "#db/schema.ts";
import type { ContactPlan } from "./contact.server.ts";
import { dayAfter } from "./danish-time.ts";

/**
 * The contacts that a new wave begins with: the invitation on its first day, reminders after 7 and 14 days, a last call 2 days before its end;
 * on other hours each time, so that whoever is never at a screen in the morning is met too. In a short wave, what would stand less than three
 * days before the last call is left out. Several contacts raise response more than anything else that costs as little, each adds less than the
 * one before, and the deadline named in the last brings some of those who meant to.
 * @see Dillman, Smyth & Christian (2014), Internet, Phone, Mail, and Mixed-Mode Surveys, ch. 9.
 */
export function usualContacts({ opens_on, opens_at, closes_on }: Pick<Wave, "opens_on" | "opens_at" | "closes_on">) {
  const mail = (kind: ContactPlan["kind"], day: string, time: string): ContactPlan => {
    return { kind, channel: "mail", audience: null, day, time };
  };
  const lastDay = dayAfter(closes_on, -2);
  const reminders = [
    mail("reminder", dayAfter(opens_on, 7), "16:30"),
    mail("reminder", dayAfter(opens_on, 14), "10:00"),
  ];
  return [
    mail("invitation", opens_on, opens_at > "09:00" ? opens_at : "09:00"),
    ...reminders.filter(({ day }) => day <= dayAfter(lastDay, -3)),
    ...(lastDay >= dayAfter(opens_on, 3) ? [mail("last-call", lastDay, "16:30")] : []),
  ];
}

/** What a coordinator can add to the plan: the invitation is there from the beginning. */
export const plannableKinds = ["reminder", "last-call", "thank-you"] as const satisfies Array<ContactPlan["kind"]>;
