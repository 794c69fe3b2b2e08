import type { Coordinating } from "#app/accounts/coordinator.server.ts";
import type { RingvirkContext } from "#app/load-context.ts";
import { typed } from "#app/refusal.server.ts";
import { wavePlanIn } from "#app/wave-form.server.ts";
import { matchClosedWave } from "#surveys/answering/self-code.server.ts";
import { sendContactNow } from "#surveys/fieldwork/carry-out.server.ts";
import { moveContact, planContact, removeContact } from "#surveys/fieldwork/contact-plan.server.ts";
import { requeueFailedMessages, requeueMessage } from "#surveys/fieldwork/message.server.ts";
import { closeWave, inviteNewcomers, openWave, replanWave, stateMode } from "#surveys/fieldwork/wave.server.ts";
import { pauseWave, resumeWave } from "#surveys/fieldwork/wave-pause.server.ts";
import { armWave, moveEnd } from "#surveys/fieldwork/wave-times.server.ts";
import { isProblem, type Problem, problem } from "#surveys/problem.ts";

/** Does what a form on a wave's page asks for in its field "deed". @returns the word that says what was done. */
export async function doWaveDeed(
  { db, settings: { secret } }: RingvirkContext,
  { deed }: Coordinating,
  { waveId, form }: { waveId: string; form: FormData },
): Promise<string | Problem> {
  switch (typed(form, "deed")) {
    case "replan":
      return wordFor(await replanWave(db, deed, waveId, wavePlanIn(form)), () => "wave-planned");
    case "open":
      return wordFor(await openWave(db, deed, { waveId, secret }), () => "wave-opened");
    case "invite-newcomers":
      return wordFor(await inviteNewcomers(db, deed, { waveId, secret }), ({ invited }) =>
        invited > 0 ? "newcomers-invited" : "no-newcomers",
      );
    case "remind":
      return wordFor(
        await sendContactNow(db, deed, { waveId, kind: typed(form, "kind") || "reminder" }),
        ({ queued }) => (queued > 0 ? "wave-reminded" : "nobody-to-remind"),
      );
    case "arm":
    case "disarm":
      return wordFor(await armWave(db, deed, { waveId, armed: typed(form, "deed") === "arm" }), () =>
        typed(form, "deed") === "arm" ? "wave-armed" : "wave-disarmed",
      );
    case "move-end":
      return wordFor(await moveEnd(db, deed, { waveId, ...endIn(form) }), () => "wave-end-moved");
    case "plan-contact":
      return wordFor(await planOrMove({ db, deed, waveId }, form), () => "contacts-changed");
    case "remove-contact":
      return wordFor(
        await removeContact(db, deed, { waveId, contactId: typed(form, "contactId") }),
        () => "contacts-changed",
      );
    case "close":
      return wordFor(await closeWave(db, deed, waveId, matchClosedWave), () => "wave-closed");
    case "pause":
      return wordFor(await pauseWave(db, deed, waveId), () => "wave-paused");
    case "resume":
      return wordFor(await resumeWave(db, deed, waveId), () => "wave-resumed");
    case "mode":
      return wordFor(await stateMode(db, deed, waveId, typed(form, "mode")), () => "wave-mode-stated");
    case "requeue":
      return wordFor(await requeueMessage(db, deed, typed(form, "messageId")), () => "message-requeued");
    case "requeue-failed":
      return wordFor(await requeueFailedMessages(db, deed, waveId), () => "messages-requeued");
    default:
      return problem("request.unreadable");
  }
}

/** One form plans a new contact or moves one: `what` is a kind, or "move:" and the contact's id. */
function planOrMove(
  { db, deed, waveId }: Pick<RingvirkContext, "db"> & Pick<Coordinating, "deed"> & { waveId: string },
  form: FormData,
) {
  const what = typed(form, "what");
  const at = { day: typed(form, "day"), time: typed(form, "time") };
  if (what.startsWith("move:")) return moveContact(db, deed, { waveId, contactId: what.slice("move:".length), ...at });
  return planContact(db, deed, { waveId, typed: { kind: what, audience: typed(form, "audience"), ...at } });
}

function endIn(form: FormData) {
  return { closesOn: typed(form, "endsOn"), closesAt: typed(form, "endsAt") };
}

function wordFor<Outcome>(outcome: Outcome | Problem, word: (outcome: Outcome) => string): string | Problem {
  return isProblem(outcome) ? outcome : word(outcome);
}
