import { formatInstant } from "#app/texts/figure-format.ts";
import { useLanguage, useSay } from "#app/texts/use-texts.ts";
import type { RecordedSeal } from "#surveys/initiative/seal-record.server.ts";
import { SealChanges } from "./seal-changes.tsx";

/** One seal for everybody in the initiative: when, by whom, its fingerprint and whether it still holds, and what it changed. */
export function SealCard({ seal, path }: { seal: RecordedSeal; path: string }) {
  const say = useSay();
  const language = useLanguage();
  const { number, sealedAt, sealedByRole, sha256, intact, text, changes, waves } = seal;
  return (
    <article className="card">
      <h2>{say("bias:seals.one", { number })}</h2>
      <dl className="facts">
        <dt>{say("bias:seals.when")}</dt>
        <dd>{formatInstant(sealedAt, language)}</dd>
        <dt>{say("bias:seals.who")}</dt>
        <dd>{say(`bias:seals.role.${sealedByRole}`)}</dd>
        <dt>{say("bias:seals.in-force")}</dt>
        <dd>{waves.length > 0 ? waves.join(", ") : say("bias:seals.in-force-none")}</dd>
        <dt>{say("bias:seals.hash")}</dt>
        <dd className="hash">{sha256}</dd>
        <dt>{say("bias:seals.check")}</dt>
        <dd>
          <span className={intact ? "badge badge--good" : "badge badge--bad"}>
            {say(intact ? "bias:seals.intact" : "bias:seals.broken")}
          </span>
        </dd>
      </dl>
      <h3>{say("bias:seals.changed")}</h3>
      <SealChanges changes={changes} />
      <p>
        <a href={path} download={`seal-${number}.json`}>
          {say("bias:seals.download", { number })}
        </a>
      </p>
      <details>
        <summary>{say("bias:seals.text")}</summary>
        <pre className="sealed-text">{text}</pre>
      </details>
    </article>
  );
}
