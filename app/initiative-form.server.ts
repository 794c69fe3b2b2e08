import { typed } from "./refusal.server.ts";

/** An initiative as its form was filled in. */
export function initiativeIn(form: FormData) {
  return {
    name: typed(form, "name"),
    challenge: typed(form, "challenge"),
    district: typed(form, "district"),
    place: typed(form, "place"),
    startsOn: typed(form, "startsOn"),
    endsOn: typed(form, "endsOn"),
  };
}
