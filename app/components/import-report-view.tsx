import { type OddityLine, oddityLines, shownDelimiter } from "#app/import-report-text.ts";
import { formatCount, formatDay } from "#app/texts/figure-format.ts";
import { useLanguage, useSay } from "#app/texts/use-texts.ts";
import type { ImportReport } from "#surveys/answering/import-report.ts";
import { missingKinds } from "#surveys/definition/codebook.ts";
import { ScrollBox } from "./scroll-box.tsx";

interface ImportReportViewProps {
  report: ImportReport;
  state: "preview" | "stored";
}

/** What an import met: the oddities first, for they are what must be looked at. */
export function ImportReportView({ report, state }: ImportReportViewProps) {
  const say = useSay();
  const language = useLanguage();
  const { wave } = report;
  return (
    <>
      <dl className="facts">
        <dt>{say("command:report.wave")}</dt>
        <dd>{wave.name}</dd>
        <dt>{say("command:report.period")}</dt>
        <dd>
          {say("command:report.days", {
            opensOn: formatDay(wave.opensOn, language),
            closesOn: formatDay(wave.closesOn, language),
          })}
        </dd>
        <dt>{say("command:report.rows")}</dt>
        <dd>{formatCount(report.rowsRead, language)}</dd>
        <dt>{say(`command:report.${state === "stored" ? "stored" : "would-store"}`)}</dt>
        <dd>{formatCount(report.rowsStored, language)}</dd>
        <dt>{say("command:report.weighted")}</dt>
        <dd>{say(`command:report.${report.weighted ? "yes" : "no"}`)}</dd>
      </dl>
      <Oddities lines={oddityLines(report, say)} />
      <LinkedWaves linked={report.linked} />
      <Files files={report.files} />
      <Items items={report.items} />
    </>
  );
}

function Oddities({ lines }: { lines: OddityLine[] }) {
  const say = useSay();
  const language = useLanguage();
  return (
    <>
      <h2>{say("command:report.oddities")}</h2>
      {lines.length === 0 ? (
        <p>{say("command:report.oddities-none")}</p>
      ) : (
        <ReportTable
          name={say("command:report.oddities")}
          heads={["what", "where", "count", "lines"]}
          rows={lines.map(({ what, where, count, lines: first }) => [what, where, formatCount(count, language), first])}
          numbersFrom={2}
        />
      )}
    </>
  );
}

function LinkedWaves({ linked }: { linked: ImportReport["linked"] }) {
  const say = useSay();
  const language = useLanguage();
  return (
    <>
      <h2>{say("command:report.linked")}</h2>
      {linked.length === 0 ? (
        <p>{say("command:report.linked-none")}</p>
      ) : (
        <ReportTable
          name={say("command:report.linked")}
          heads={["wave", "people"]}
          rows={linked.map(({ wave, people }) => [wave, formatCount(people, language)])}
          numbersFrom={1}
        />
      )}
    </>
  );
}

function Files({ files }: { files: ImportReport["files"] }) {
  const say = useSay();
  const language = useLanguage();
  return (
    <>
      <h2>{say("command:report.files")}</h2>
      <ReportTable
        name={say("command:report.files")}
        heads={["file", "encoding", "delimiter", "rows-short", "columns"]}
        rows={files.map((file) => [
          ...[file.name, file.encoding, shownDelimiter(file.delimiter)],
          ...[file.rows, file.columns].map((count) => formatCount(count, language)),
        ])}
        numbersFrom={3}
      />
    </>
  );
}

function Items({ items }: { items: ImportReport["items"] }) {
  const say = useSay();
  const language = useLanguage();
  return (
    <>
      <h2>{say("command:report.items")}</h2>
      <ReportTable
        name={say("command:report.items")}
        heads={["item", "column", "valid", ...missingKinds, "undocumented"]}
        rows={items.map((item) => [
          ...[item.key, item.column],
          ...[item.valid, ...missingKinds.map((kind) => item.missing[kind]), item.undocumented].map((count) =>
            formatCount(count, language),
          ),
        ])}
        numbersFrom={2}
      />
    </>
  );
}

interface ReportTableProps {
  name: string;
  /** Keys of `command:report`. */
  heads: string[];
  rows: string[][];
  /** The first column of numbers. */
  numbersFrom: number;
}

/** The first cell of a row is its head; the box scrolls by keyboard too. */
function ReportTable({ name, heads, rows, numbersFrom }: ReportTableProps) {
  const say = useSay();
  const look = (place: number) => (place >= numbersFrom ? "number" : undefined);
  return (
    <ScrollBox name={name}>
      <table>
        <thead>
          <tr>
            {heads.map((head, place) => (
              <th key={head} scope="col" className={look(place)}>
                {say(`command:report.${head}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((cells) => (
            <tr key={cells.join("\u0000")}>
              {cells.map((cell, place) =>
                place === 0 ? (
                  <th key={heads[place]} scope="row">
                    {cell}
                  </th>
                ) : (
                  <td key={heads[place]} className={look(place)}>
                    {cell}
                  </td>
                ),
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollBox>
  );
}
