export type SignName = "up" | "down" | "copy" | "delete" | "remove" | "move-to";

const strokes: Record<SignName, string> = {
  up: "M10 16V4M5 9l5-5 5 5",
  down: "M10 4v12M5 11l5 5 5-5",
  copy: "M7 7h9v9H7zM4 13V4h9",
  delete: "M4 6h12M8 6V4h4v2M6 6l1 11h6l1-11",
  remove: "M5 5l10 10M15 5L5 15",
  "move-to": "M4 4v12M8 10h9M13 6l4 4-4 4",
};

/** A small drawing for a button whose words are there for those who hear the page, and as its title. */
export function Sign({ name }: { name: SignName }) {
  return (
    <svg className="sign" viewBox="0 0 20 20" aria-hidden="true" focusable="false">
      <path d={strokes[name]} />
    </svg>
  );
}
