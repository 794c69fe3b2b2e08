import { useParams } from "@remix-run/react";
import { useSay } from "#app/texts/use-texts.ts";
import { PageHeading } from "./page-heading.tsx";

interface SetupHeadingProps {
  title: string;
  lead?: string;
  /** The list that a page about one thing belongs to: its address under the set-up, and its name. */
  under?: { path: string; name: string };
}

/** The top of a set-up page: the way back to the overview, and what the page is for. */
export function SetupHeading({ title, lead, under }: SetupHeadingProps) {
  const say = useSay();
  const overview = `/initiatives/${useParams().slug}/setup`;
  const trail = [
    { name: say("setup:overview.title"), to: overview },
    ...(under ? [{ name: under.name, to: `${overview}/${under.path}` }] : []),
  ];
  return <PageHeading title={title} lead={lead} trail={trail} />;
}
