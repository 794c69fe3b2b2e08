import { useLocation } from "@remix-run/react";
import { useSay } from "#app/texts/use-texts.ts";
import type { RowProblem } from "#surveys/fieldwork/participant-check.ts";
import type { UploadPreview } from "#surveys/fieldwork/upload-preview.ts";
import { ScrollBox } from "./scroll-box.tsx";

interface UploadProblemsProps {
  problems: RowProblem[];
  count: number;
  /** Whether there are rows that can be stored all the same. */
  someGood: boolean;
}

/** The rows that cannot be stored, each with its line in the file and why. */
export function UploadProblems({ problems, count, someGood }: UploadProblemsProps) {
  const say = useSay();
  const { pathname } = useLocation();
  if (count === 0 && !someGood) return <p className="notice notice--warn">{say("setup:participant.no-rows")}</p>;
  if (count === 0) return <p className="notice notice--good">{say("setup:participant.no-problems")}</p>;
  return (
    <>
      <h2>{say("setup:participant.problems", { count })}</h2>
      <p>{say(someGood ? "setup:participant.problems-what" : "setup:participant.problems-what-none")}</p>
      <ScrollBox name={say("setup:participant.problems", { count })}>
        <table>
          <thead>
            <tr>
              <th scope="col" className="number">
                {say("setup:participant.line")}
              </th>
              <th scope="col">{say("setup:participant.wrong")}</th>
            </tr>
          </thead>
          <tbody>
            {problems.map(({ line, problem }) => (
              <tr key={line}>
                <th scope="row" className="number">
                  {line}
                </th>
                <td>{say(`problem:${problem.problem}`, problem.values)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollBox>
      {count > problems.length ? (
        <p>{say("setup:participant.more-problems", { count: count - problems.length })}</p>
      ) : null}
      <p>
        <a href={`${pathname}/problems`} download>
          {say("setup:participant.problems-file")}
        </a>
      </p>
    </>
  );
}

/** The first good rows as they will be stored, so that a column read wrongly is seen. */
export function UploadSample({ preview }: { preview: Pick<UploadPreview, "sample" | "segmentNames" | "audience"> }) {
  const say = useSay();
  const { sample, segmentNames } = preview;
  if (sample.length === 0) return null;
  const drawn = (["cluster", "stratum", "baseWeight"] as const).filter((one) =>
    sample.some((row) => row[one] !== "" && row[one] !== 1),
  );
  return (
    <>
      <h2>{say("setup:participant.sample", { count: sample.length })}</h2>
      <ScrollBox name={say("setup:participant.sample", { count: sample.length })}>
        <table>
          <thead>
            <tr>
              <th scope="col">{say("setup:participant.email")}</th>
              <th scope="col">{say("setup:participant.name")}</th>
              <th scope="col">{say("setup:participant.language")}</th>
              {segmentNames.map((name) => (
                <th scope="col" key={name}>
                  {name}
                </th>
              ))}
              {drawn.map((one) => (
                <th scope="col" key={one}>
                  {say(`setup:participant.drawn.${one}`)}
                </th>
              ))}
              <th scope="col">{say("setup:participant.what-happens")}</th>
            </tr>
          </thead>
          <tbody>
            {sample.map((row) => (
              <tr key={row.line}>
                <td>{row.email}</td>
                <td>{row.name}</td>
                <td>{say(`common:language.${row.language}`)}</td>
                {segmentNames.map((name) => (
                  <td key={name}>{row.segments[name] ?? ""}</td>
                ))}
                {drawn.map((one) => (
                  <td key={one}>{row[one]}</td>
                ))}
                <td>{say(row.presentId ? "setup:participant.is-renewed" : "setup:participant.is-new")}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollBox>
    </>
  );
}
