import { Link } from "@remix-run/react";
import { useSay } from "#app/texts/use-texts.ts";

interface PageHeadingProps {
  title: string;
  /** The way back up, outermost first. */
  trail?: Array<{ name: string; to: string }>;
  lead?: string;
}

/** The top of every staff page: breadcrumb, title, one sentence on what the page is for. */
export function PageHeading({ title, trail = [], lead }: PageHeadingProps) {
  const say = useSay();
  return (
    <div className="page-heading">
      {trail.length > 0 ? (
        <nav aria-label={say("common:breadcrumb")}>
          <ol className="breadcrumb">
            {trail.map((step) => (
              <li key={step.to}>
                <Link to={step.to}>{step.name}</Link>
              </li>
            ))}
          </ol>
        </nav>
      ) : null}
      <h1>{title}</h1>
      {lead ? <p className="lead">{lead}</p> : null}
    </div>
  );
}
