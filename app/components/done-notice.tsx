import { useSearchParams } from "@remix-run/react";
import { useSay } from "#app/texts/use-texts.ts";

const deeds = [
  ...["initiative-created", "initiative-changed", "actor-joined", "actor-changed", "survey-chosen", "goal-added"],
  ...["goal-changed", "goal-removed", "expectation-added", "expectation-changed", "expectation-removed", "sealed"],
  ...["role-granted", "role-revoked", "upload-confirmed", "upload-cancelled", "wave-planned", "wave-opened"],
  ...["wave-closed", "wave-reminded", "newcomers-invited", "message-requeued", "nobody-to-remind", "no-newcomers"],
] as const;

/** Says that the form before was done; which one stands in the address after the redirect. */
export function DoneNotice() {
  const say = useSay();
  const [search] = useSearchParams();
  const deed = deeds.find((known) => known === search.get("done"));
  if (!deed) return null;
  return (
    <p className="notice notice--good" role="status">
      {say(`setup:done.${deed}`)}
    </p>
  );
}
