import type { ReactNode } from "react";
import { ScrollBox } from "./scroll-box.tsx";

interface FigureTableProps {
  caption: string;
  note?: string;
  /** Tells the table from others with the same caption on the page. */
  name?: string;
  head: string[];
  /** The first cell of each names the row. A short row is filled up with empty cells. */
  rows: ReactNode[][];
  /** The cells are words, which stand to the left; figures stand to the right. */
  words?: boolean;
}

/** Figures in a table that scrolls by itself on a narrow screen, by touch and by keyboard. */
export function FigureTable({ caption, note, name = caption, head, rows, words = false }: FigureTableProps) {
  const [, ...columns] = head;
  const align = words ? undefined : "number";
  return (
    <ScrollBox name={name}>
      <table className="figure-table">
        <caption>
          {caption}
          {note ? <span className="caption-note">{note}</span> : null}
        </caption>
        <thead>
          <tr>
            {head.map((name, index) => (
              <th key={name} scope="col" className={index === 0 ? undefined : align}>
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(([name, ...cells], row) => (
            <tr key={row}>
              <th scope="row">{name}</th>
              {columns.map((column, index) => (
                <td key={column} className={align}>
                  {cells[index]}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollBox>
  );
}
