import { Link } from "@remix-run/react";
import { useSay } from "#app/texts/use-texts.ts";
import type { MessageCounts } from "#surveys/fieldwork/message.server.ts";
import type { ListedWave } from "#surveys/fieldwork/wave-list.server.ts";
import type { SetupSteps } from "#surveys/initiative/setup-steps.ts";
import { DeedButton } from "./deed-button.tsx";

interface WaveDeedsProps {
  wave: ListedWave;
  steps: SetupSteps;
  reminded: MessageCounts;
  path: string;
}

/** What the coordinator can do with the wave now, and what it would mean. */
export function WaveDeeds({ wave, steps, reminded, path }: WaveDeedsProps) {
  if (wave.state === "planned") return <OpenWave wave={wave} steps={steps} path={path} />;
  return wave.state === "open" ? (
    <RunWave paused={wave.paused === 1} reminded={reminded} wavePath={`${path}/waves/${wave.id}`} />
  ) : null;
}

function OpenWave({ wave, steps, path }: Omit<WaveDeedsProps, "reminded">) {
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
    </section>
  );
}

function RunWave({ paused, reminded, wavePath }: { paused: boolean; reminded: MessageCounts; wavePath: string }) {
  const say = useSay();
  const remindedOnce = Object.values(reminded).some((count) => count > 0);
  return (
    <section className="card">
      <h2>{say("setup:wave.run")}</h2>
      <p>{say(remindedOnce ? "setup:wave.reminded" : "setup:wave.remind-what")}</p>
      {remindedOnce || paused ? null : <DeedButton deed="remind" label={say("setup:wave.remind")} />}
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
      <details>
        <summary>{say("setup:wave.close-now")}</summary>
        <p>{say("setup:wave.close-what")}</p>
        <DeedButton deed="close" label={say("setup:wave.close")} look="danger" />
      </details>
    </section>
  );
}
