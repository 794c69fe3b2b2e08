import { useSay } from "#app/texts/use-texts.ts";

/** A figure, or the dash that stands for one that is withheld and for one that does not exist: the two must look alike. */
export function Figure({ children }: { children: string | null }) {
  const say = useSay();
  if (children !== null) return <>{children}</>;
  return (
    <>
      <span aria-hidden="true">–</span>
      <span className="visually-hidden">{say("results:page.hidden.dash")}</span>
    </>
  );
}

/** What the dash means; once on every page that may have one. */
export function HiddenNote({ floor }: { floor: number }) {
  const say = useSay();
  return <p className="quiet">{say("results:page.hidden.note", { floor, step: 2 * floor })}</p>;
}
