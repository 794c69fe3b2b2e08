import { Link } from "@remix-run/react";
import { useSay } from "#app/texts/use-texts.ts";
import { plannableKinds } from "#surveys/fieldwork/contact-plan.ts";
import type { ListedWave } from "#surveys/fieldwork/wave-list.server.ts";
import type { SetupSteps } from "#surveys/initiative/setup-steps.ts";
import type { Problem } from "#surveys/problem.ts";
import { DeedButton } from "./deed-button.tsx";
import { TextField } from "./form-field.tsx";
import { PageForm } from "./page-form.tsx";

interface WaveDeedsProps {
  wave: ListedWave;
  steps: SetupSteps;
  path: string;
  /** What the page's last form was refused for. */
  refusal: { problem: Problem; typed: Record<string, string> } | null;
}

/** What the coordinator can do with the wave now, and what it would mean. */
export function WaveDeeds({ wave, steps, path, refusal }: WaveDeedsProps) {
  if (wave.state === "planned") return <OpenWave wave={wave} steps={steps} path={path} />;
  return wave.state === "open" ? <RunWave wave={wave} wavePath={`${path}/waves/${wave.id}`} refusal={refusal} /> : null;
}

function OpenWave({ wave, steps, path }: Omit<WaveDeedsProps, "refusal">) {
  const say = useSay();
  const unsealed = wave.mustFindSeal && steps.seal !== "sealed";
  const oldSurvey = wave.surveys.some((survey) => !survey.newest);
  return (
    <section className="card">
      <h2>{say("setup:wave.open")}</h2>
      {unsealed ? (
        <p className="notice notice--warn">
          {say("setup:wave.unsealed")} <Link to={`${path}/seal`}>{say("setup:step.seal")}</Link>
        </p>
      ) : null}
      {steps.participants === 0 ? (
        <p className="notice notice--warn">
          {say("setup:wave.no-participants")} <Link to={`${path}/participants`}>{say("setup:step.participants")}</Link>
        </p>
      ) : null}
      {oldSurvey ? <p className="notice notice--warn">{say("setup:wave.old-survey")}</p> : null}
      <p>{say("setup:wave.open-what")}</p>
      <DeedButton deed="open" label={say("setup:wave.open")} />
      {wave.armed && wave.not_opened ? (
        <p className="notice notice--warn">
          {say("setup:wave.not-opened")} {say(`problem:${wave.not_opened}`)}
        </p>
      ) : null}
      <p>{say(wave.armed ? "setup:wave.armed-what" : "setup:wave.arm-what")}</p>
      <DeedButton
        deed={wave.armed ? "disarm" : "arm"}
        label={say(wave.armed ? "setup:wave.disarm" : "setup:wave.arm")}
        look="secondary"
      />
    </section>
  );
}

function RunWave({ wave, wavePath, refusal }: Pick<WaveDeedsProps, "wave" | "refusal"> & { wavePath: string }) {
  const say = useSay();
  const paused = wave.paused === 1;
  const field = (name: string) => ({ name, label: say(`setup:wave.${name}`), problem: refusal?.problem });
  return (
    <section className="card">
      <h2>{say("setup:wave.run")}</h2>
      {paused ? null : (
        <>
          <p>{say("setup:wave.remind-what")}</p>
          <div className="buttons">
            {plannableKinds.map((kind) => (
              <DeedButton
                key={kind}
                deed="remind"
                values={{ kind }}
                label={say(`setup:wave.now-${kind}`)}
                look={kind === "reminder" ? "primary" : "secondary"}
              />
            ))}
          </div>
        </>
      )}
      <p>{say("setup:wave.newcomers-what")}</p>
      <DeedButton deed="invite-newcomers" label={say("setup:wave.newcomers")} look="secondary" />
      <p>
        <Link to={`${wavePath}/letters`}>{say("setup:wave.letters")}</Link>
      </p>
      <p>
        <Link to={`${wavePath}/open-link`}>{say("setup:wave.open-link")}</Link>
      </p>
      <p className={paused ? "notice notice--warn" : undefined}>
        {say(paused ? "setup:wave.paused-what" : "setup:wave.pause-what")}
      </p>
      <DeedButton
        deed={paused ? "resume" : "pause"}
        label={say(paused ? "setup:wave.resume" : "setup:wave.pause")}
        look={paused ? undefined : "secondary"}
      />
      <details open={refusal?.typed.deed === "move-end"}>
        <summary>{say("setup:wave.move-end")}</summary>
        <PageForm deed="move-end" send={say("setup:save")}>
          <div className="field-row">
            <TextField {...field("endsOn")} value={refusal?.typed.endsOn ?? wave.closes_on} type="date" required />
            <TextField
              {...field("endsAt")}
              hint={say("setup:wave.closesAt-hint")}
              value={refusal?.typed.endsAt ?? (wave.closes_at === "24:00" ? "" : wave.closes_at)}
              type="time"
            />
          </div>
        </PageForm>
      </details>
      <details>
        <summary>{say("setup:wave.close-now")}</summary>
        <p>{say("setup:wave.close-what")}</p>
        <DeedButton deed="close" label={say("setup:wave.close")} look="danger" />
      </details>
    </section>
  );
}
