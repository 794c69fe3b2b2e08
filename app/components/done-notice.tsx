import { Link, useLocation, useSearchParams } from "@remix-run/react";
import { useSay } from "#app/texts/use-texts.ts";
import type { StepName } from "#surveys/initiative/setup-steps.ts";

const deeds = [
  ...["initiative-created", "initiative-changed", "actor-joined", "actor-changed", "survey-chosen", "goal-added"],
  ...["goal-changed", "goal-removed", "expectation-added", "expectation-changed", "expectation-removed", "sealed"],
  ...["role-granted", "role-revoked", "upload-confirmed", "upload-cancelled", "wave-planned", "wave-opened"],
  ...["wave-paused", "wave-resumed", "wave-armed", "wave-disarmed", "wave-end-moved", "contacts-changed"],
  ...["wave-closed", "wave-reminded", "newcomers-invited", "message-requeued", "nobody-to-remind", "no-newcomers"],
  ...["messages-requeued", "wave-mode-stated", "comparison-named", "comparison-removed", "actors-merged"],
  "actors-unmerged",
  ...["open-link-made", "open-link-closed", "open-link-reopened"],
  ...["weights-used", "weights-taken-away", "controller-named"],
  ...["results-published", "results-taken-down", "headlines-kept"],
  ...["draft-given-up", "retention-set", "link-key-destroyed"],
  ...["person-gone", "person-back", "person-erased"],
] as const;

interface DoneNoticeProps {
  /** Address of the set-up's overview. */
  path: string;
  /** The step that is still to be done; null when none is missing. */
  next: StepName | null;
}

/** Says that the form before was done, which stands in the address after the redirect, and where to go on. */
export function DoneNotice({ path, next }: DoneNoticeProps) {
  const say = useSay();
  const [search] = useSearchParams();
  const deed = deeds.find((known) => known === search.get("done"));
  const { pathname } = useLocation();
  if (!deed) return null;
  const elsewhere = next !== null && pathname !== path && !pathname.startsWith(`${path}/${next}`);
  return (
    <p className="notice notice--good" role="status">
      {say(`setup:done.${deed}`)}
      {elsewhere ? (
        <>
          {" "}
          {say("setup:done.next")} <Link to={`${path}/${next}`}>{say(`setup:step.${next}`)}</Link>
        </>
      ) : null}
    </p>
  );
}
