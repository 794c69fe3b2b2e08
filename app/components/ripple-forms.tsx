import type { ReactNode } from "react";
import { useSay } from "#app/texts/use-texts.ts";
import { rippleDepths, rippleRings, rippleTypes } from "#surveys/impact/ripples/candidate.ts";
import type { Problem } from "#surveys/problem.ts";
import type { RipplePage } from "#surveys/reporting/ripple-page.ts";
import { ProblemSummary, RadioField, SelectField, TextAreaField } from "./form-field.tsx";
import { PageForm } from "./page-form.tsx";
import { useCoding } from "./ripple-coding.tsx";

interface Refusal {
  problem: Problem;
  typed: Record<string, string>;
}

interface RippleFormsProps {
  page: RipplePage;
  /** What the last form came back with; only the form it was typed in shows it again. */
  refusal?: Refusal;
}

/** What an analyst can do with a ripple. Each form carries the version in sight: what has changed since is refused. */
export function RippleForms({ page, refusal }: RippleFormsProps) {
  const say = useSay();
  const form = refusal?.typed.deed ?? "";
  const labels = {
    [`${form}-decision`]: say("inbox:form.decision"),
    [`${form}-reason`]: say("inbox:form.reason"),
    [`${form}-other`]: say("inbox:form.other"),
  };
  const controls = { [`${form}-decision`]: "choice", [`${form}-other`]: "choice" } as const;
  const of = (deed: string) => (refusal?.typed.deed === deed ? refusal : undefined);
  const decided = page.card.decision !== null;
  return (
    <section aria-labelledby="decide" className="card">
      <h2 id="decide">{say("inbox:form.title")}</h2>
      <ProblemSummary problem={refusal?.problem} labels={labels} controls={controls} />
      {decided ? <ReopenForm page={page} refusal={of("reopen")} /> : <DecideForm page={page} refusal={of("decide")} />}
      <Fold name="recode" open={of("recode") !== undefined}>
        <RecodeForm page={page} refusal={of("recode")} />
      </Fold>
      {page.linkable.length > 0 ? (
        <Fold name="link" open={of("link") !== undefined}>
          <LinkForm page={page} deed="link" others={page.linkable} refusal={of("link")} />
        </Fold>
      ) : null}
      {page.unlinkable.length > 0 ? (
        <Fold name="unlink" open={of("unlink") !== undefined}>
          <LinkForm page={page} deed="unlink" others={page.unlinkable} refusal={of("unlink")} />
        </Fold>
      ) : null}
    </section>
  );
}

function Fold({ name, open, children }: { name: "recode" | "link" | "unlink"; open: boolean; children: ReactNode }) {
  const say = useSay();
  return (
    <details open={open}>
      <summary>{say(`inbox:form.${name}`)}</summary>
      <p>{say(`inbox:form.${name}-what`)}</p>
      {children}
    </details>
  );
}

interface FormProps {
  page: RipplePage;
  refusal?: Refusal;
}

function DecideForm({ page, refusal }: FormProps) {
  const say = useSay();
  return (
    <>
      <p>{say(`inbox:form.decide-${page.card.kind === "gain" ? "gain" : "harm"}`)}</p>
      {page.card.linked.length > 0 ? <p>{say("inbox:form.decide-linked")}</p> : null}
      <PageForm deed="decide" send={say("inbox:form.decide")}>
        <input type="hidden" name="seen" value={page.version} />
        <RadioField
          name="decide-decision"
          label={say("inbox:form.decision")}
          value={refusal?.typed["decide-decision"]}
          problem={refusal?.problem}
          choices={["accepted", "dismissed"].map((value) => ({ value, label: say(`inbox:form.decision-${value}`) }))}
        />
        <ReasonField form="decide" refusal={refusal} hint={say("inbox:form.reason-hint")} />
      </PageForm>
    </>
  );
}

function ReopenForm({ page, refusal }: FormProps) {
  const say = useSay();
  return (
    <>
      <p>{say("inbox:form.reopen-what")}</p>
      <PageForm deed="reopen" send={say("inbox:form.reopen")}>
        <input type="hidden" name="seen" value={page.version} />
        <ReasonField form="reopen" refusal={refusal} hint={say("inbox:form.reason-hint")} />
      </PageForm>
    </>
  );
}

function RecodeForm({ page, refusal }: FormProps) {
  const say = useSay();
  const proposed = useCoding()(page.proposed);
  const words = {
    type: rippleTypes.map((value) => ({ value, label: say(`partner:kind.${value}`) })),
    depth: rippleDepths.map((value) => ({ value, label: say(`inbox:depth.${value}`) })),
    ring: rippleRings.map((value) => ({ value, label: say(`inbox:ring.${value}`) })),
  };
  return (
    <PageForm deed="recode" send={say("inbox:form.recode-send")}>
      <input type="hidden" name="seen" value={page.version} />
      {(["type", "depth", "ring"] as const).map((part) => (
        <SelectField
          key={part}
          name={`recode-${part}`}
          label={say(`inbox:filter.${part}`)}
          none={say("inbox:form.as-proposed", { proposed: proposed[part] })}
          value={refusal?.typed[`recode-${part}`] ?? ownCoding(page, part)}
          problem={refusal?.problem}
          groups={[{ choices: words[part] }]}
        />
      ))}
      <ReasonField form="recode" refusal={refusal} hint={say("inbox:form.reason-optional")} />
    </PageForm>
  );
}

/** What the analyst has chosen; "" where it is as proposed. */
function ownCoding({ card, proposed }: RipplePage, part: "type" | "depth" | "ring"): string {
  return card.coding[part] === proposed[part] ? "" : (card.coding[part] ?? "");
}

function LinkForm({
  page,
  refusal,
  deed,
  others,
}: FormProps & { deed: "link" | "unlink"; others: RipplePage["linkable"] }) {
  const say = useSay();
  return (
    <PageForm deed={deed} send={say(`inbox:form.${deed}-send`)}>
      <input type="hidden" name="seen" value={page.version} />
      <SelectField
        name={`${deed}-other`}
        label={say("inbox:form.other")}
        value={refusal?.typed[`${deed}-other`]}
        none={say("inbox:form.choose")}
        problem={refusal?.problem}
        groups={[{ choices: others.map(({ address, title }) => ({ value: address, label: title })) }]}
      />
      <ReasonField form={deed} refusal={refusal} />
    </PageForm>
  );
}

/** Everybody in the initiative can read a reason: the hint says so. */
function ReasonField({ form, refusal, hint }: { form: string; refusal?: Refusal; hint?: string }) {
  const say = useSay();
  return (
    <TextAreaField
      name={`${form}-reason`}
      label={say("inbox:form.reason")}
      hint={hint}
      value={refusal?.typed[`${form}-reason`]}
      problem={refusal?.problem}
    />
  );
}
