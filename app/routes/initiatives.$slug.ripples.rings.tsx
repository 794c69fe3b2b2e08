import type { LoaderFunctionArgs, MetaFunction, SerializeFrom } from "@remix-run/node";
import { Link, useLoaderData } from "@remix-run/react";
import { requireRole } from "#app/accounts/access.server.ts";
import { PageHeading } from "#app/components/page-heading.tsx";
import { RingPicture } from "#app/components/ring-picture.tsx";
import { RingView, useRingSentence, useStepWords } from "#app/components/ring-view.tsx";
import { pageTitle } from "#app/texts/page-title.ts";
import { readerOf } from "#app/texts/reader.server.ts";
import { useSay } from "#app/texts/use-texts.ts";
import { readRipples } from "#surveys/impact/ripples/ripples.server.ts";
import { nextStep } from "#surveys/reporting/next-step.ts";
import { ringPictures } from "#surveys/reporting/ring-picture.ts";

export const meta: MetaFunction = ({ matches }) => pageTitle(matches, "inbox:rings.title");

export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const access = await requireRole(request, context, params.slug, ["coordinator", "analyst", "partner"]);
  const { initiative, account } = access;
  const inbox = await readRipples(context.db, initiative.id);
  const wished = Number(new URL(request.url).searchParams.get("step") || Number.NaN);
  const pictures = ringPictures(inbox, await readerOf(request, context, account));
  return {
    slug: initiative.slug,
    measured: nextStep(inbox.results) === null,
    pictures,
    chosen: pictures[wished - 1] ? wished - 1 : pictures.length - 1,
  };
}

type Loaded = SerializeFrom<typeof loader>;

export default function Rings() {
  const { slug, measured, pictures, chosen } = useLoaderData<typeof loader>();
  const say = useSay();
  const picture = pictures[chosen];
  return (
    <>
      <PageHeading title={say("inbox:rings.title")} lead={say("inbox:rings.lead")} />
      <p>{say("results:page.changed-not-caused")}</p>
      {picture ? (
        <>
          <Steps pictures={pictures} chosen={chosen} />
          <RingView slug={slug} picture={picture} />
        </>
      ) : (
        <p className="quiet">{say(`results:page.ripples.${measured ? "none" : "not-yet"}`)}</p>
      )}
    </>
  );
}

/** A small picture of each moment; each is the way to its large one. */
function Steps({ pictures, chosen }: Pick<Loaded, "pictures" | "chosen">) {
  const say = useSay();
  const sentenceOf = useRingSentence();
  const stepWords = useStepWords();
  if (pictures.length < 2) return null;
  return (
    <nav aria-label={say("inbox:rings.steps")}>
      <ol className="ring-steps">
        {pictures.map((picture, index) => {
          const step = picture.steps[index];
          return step ? (
            <li key={step.day}>
              <Link to={`?step=${index + 1}`} aria-current={index === chosen ? "true" : undefined} preventScrollReset>
                <RingPicture picture={picture} sentence={sentenceOf(picture)} small />
                <span>{stepWords(step)}</span>
              </Link>
            </li>
          ) : null;
        })}
      </ol>
    </nav>
  );
}
