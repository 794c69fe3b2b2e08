import { createReadableStreamFromReadable, type LoaderFunctionArgs } from "@remix-run/node";
import { requireCoordinator } from "#app/accounts/coordinator.server.ts";
import { formatDay } from "#app/texts/figure-format.ts";
import { posterOf } from "#surveys/fieldwork/poster.server.ts";
import { drawPoster, posterSizes } from "#surveys/fieldwork/poster-page.ts";

/** The poster of an open link. Holds nothing personal, so it is fetched like a page. */
export async function loader(args: LoaderFunctionArgs) {
  const { initiative } = await requireCoordinator(args);
  const search = new URL(args.request.url).searchParams;
  const language = search.get("language") === "en" ? "en" : "da";
  const size = posterSizes.find((known) => known === search.get("size")) ?? "A4";
  const { db, settings, sayIn } = args.context;
  const poster = await posterOf(db, {
    ...{ initiativeId: initiative.id, waveId: args.params.waveId ?? "", linkId: search.get("link") ?? "" },
    ...{ baseUrl: settings.baseUrl, dayWords: (day: string) => formatDay(day, language) },
  });
  if (!poster) throw new Response(null, { status: 404 });
  return new Response(createReadableStreamFromReadable(drawPoster(poster, size, language, sayIn(language))), {
    headers: {
      "Content-Type": "application/pdf",
      "Content-Disposition": `attachment; filename="${language === "da" ? "plakat" : "poster"}-${size}.pdf"`,
      "Cache-Control": "no-store",
    },
  });
}
