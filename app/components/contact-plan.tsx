import { formatCount, formatDay, formatInstant } from "#app/texts/figure-format.ts";
import { useLanguage, useSay } from "#app/texts/use-texts.ts";
import type { ListedContact } from "#surveys/fieldwork/contact-list.server.ts";
import { plannableKinds } from "#surveys/fieldwork/contact-plan.ts";
import { audiences } from "#surveys/initiative/audience.ts";
import type { Problem } from "#surveys/problem.ts";
import { DeedButton } from "./deed-button.tsx";
import { SelectField, TextField } from "./form-field.tsx";
import { PageForm } from "./page-form.tsx";

interface ContactPlanProps {
  contacts: ListedContact[];
  /** What was typed of a new contact, where it was refused. */
  values: Partial<Record<string, string>>;
  problem?: Problem | null;
  isOver: boolean;
}

/** Everything that a wave sends, behind and ahead, and what the coordinator can change of it. */
export function ContactPlan({ contacts, values, problem, isOver }: ContactPlanProps) {
  const say = useSay();
  const pending = contacts.filter(({ carried_out_at }) => carried_out_at === null);
  return (
    <>
      <h2>{say("setup:contact.title")}</h2>
      <p>{say("setup:contact.lead")}</p>
      <div className="card">
        <ol className="plain-list">
          {contacts.map((contact) => (
            <li className="deed-line" key={contact.id}>
              <ContactWords contact={contact} isOver={isOver} />
              {contact.carried_out_at === null && contact.kind !== "invitation" && !isOver ? (
                <DeedButton
                  deed="remove-contact"
                  values={{ contactId: contact.id }}
                  label={say("setup:contact.remove")}
                  about={`${say(`setup:contact.kind-${contact.kind}`)} ${contact.day}`}
                  look="secondary"
                />
              ) : null}
            </li>
          ))}
        </ol>
      </div>
      {isOver ? null : (
        <details open={problem?.field === "day" || problem?.field === "time"}>
          <summary>{say("setup:contact.change")}</summary>
          <PageForm deed="plan-contact" send={say("setup:save")}>
            <ContactFields pending={pending} values={values} problem={problem} />
          </PageForm>
        </details>
      )}
    </>
  );
}

function ContactWords({ contact, isOver }: { contact: ListedContact; isOver: boolean }) {
  const say = useSay();
  const language = useLanguage();
  const { kind, audience, due, carried_out_at, skipped, written, leftOut } = contact;
  const at = formatDay(`${due.day}T${due.time}`, language);
  const whom = say(audience ? `setup:audience.${audience}` : "setup:contact.everybody");
  return (
    <span>
      <strong>{say(`setup:contact.kind-${kind}`)}</strong>{" "}
      <span className="quiet">
        {say(`setup:contact.channel-${contact.channel}`)} · {whom}
      </span>
      <br />
      {carried_out_at === null ? at : formatInstant(carried_out_at, language)}
      {". "}
      <span className="quiet">
        {carried_out_at === null && isOver ? say("setup:contact.not-sent") : null}
        {carried_out_at === null && due.because ? say(`setup:contact.moved-${due.because}`) : null}
        {skipped ? say(`setup:contact.skipped-${skipped}`) : null}
        {carried_out_at !== null && !skipped
          ? say(
              written === null
                ? "setup:contact.written-few"
                : `setup:contact.written${kind === "invitation" ? "" : "-about"}`,
              {
                people: formatCount(written ?? 0, language),
              },
            )
          : null}
        {leftOut === null ? null : ` ${say("setup:contact.left-out", { people: formatCount(leftOut, language) })}`}
      </span>
    </span>
  );
}

function ContactFields({
  pending,
  values,
  problem,
}: Pick<ContactPlanProps, "values" | "problem"> & { pending: ListedContact[] }) {
  const say = useSay();
  const language = useLanguage();
  const field = (name: string) => ({ name, label: say(`setup:contact.${name}`), value: values[name], problem });
  const add = plannableKinds.map((kind) => ({ value: kind, label: say(`setup:contact.kind-${kind}`) }));
  const move = pending.map(({ id, kind, day }) => ({
    value: `move:${id}`,
    label: `${say(`setup:contact.kind-${kind}`)}, ${formatDay(day, language)}`,
  }));
  return (
    <>
      <SelectField
        {...field("what")}
        required
        groups={[
          { name: say("setup:contact.add"), choices: add },
          ...(move.length > 0 ? [{ name: say("setup:contact.move"), choices: move }] : []),
        ]}
      />
      <div className="field-row">
        <TextField {...field("day")} hint={say("setup:contact.day-hint")} type="date" required />
        <TextField {...field("time")} hint={say("setup:contact.time-hint")} type="time" required />
      </div>
      <SelectField
        {...field("audience")}
        hint={say("setup:contact.audience-hint")}
        none={say("setup:contact.everybody")}
        groups={[{ choices: audiences.map((value) => ({ value, label: say(`setup:audience.${value}`) })) }]}
      />
    </>
  );
}

/** The names of the fields, for the list of problems. */
export const contactFields = ["what", "day", "time", "audience"] as const;
