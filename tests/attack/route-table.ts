import { confirmationToken } from "#surveys/fieldwork/invitation-token.ts";
import type { Ripple } from "#surveys/impact/ripples/ripple-life.ts";
import { readRipples } from "#surveys/impact/ripples/ripples.server.ts";
import { journeySecret } from "#tests/support/running-ringvirk.ts";
import type { Attacked } from "./attacked-ringvirk.ts";
import { elsewhere, home } from "./attacked-ringvirk.ts";

/** The status each visitor gets for one method, in the order nobody, partner, analyst, coordinator, administrator, stranger. */
type Statuses = readonly [number, number, number, number, number, number];

export interface RouteRow {
  /** Where the route is reached; ids are of the attacked initiative, so that only the role can be what refuses. */
  path: string;
  get: Statuses;
  /** For an empty form with an unknown deed: what gets past the roles stops at the form and changes nothing. */
  post: Statuses;
  /** Where a script's post (`.data`) differs: it runs the action and not the page's loader. */
  postData?: Statuses;
  /** Where a script's get differs: an address without a loader has nothing to give it. */
  getData?: Statuses;
}

const all = (status: number): Statuses => [status, status, status, status, status, status];

/** Set-up: the initiative's coordinator and administrators; to the stranger the initiative does not exist. */
const setUp: Statuses = [302, 403, 403, 200, 200, 404];
const setUpPost = (status: number): Statuses => [302, 403, 403, status, status, 404];
/** Results: every role in the initiative. */
const results: Statuses = [302, 200, 200, 200, 200, 404];
/** A partner's own pages: not even an administrator, who speaks for no organisation. */
const partners: Statuses = [302, 200, 403, 403, 403, 404];
const noAction = all(405);

/** Ids of the attacked initiative, read from its tables. */
export interface HomeIds {
  participantId: string;
  waveId: string;
  goalId: string;
  expectationId: string;
  organisationId: string;
  joinedOn: string;
  uploadId: string;
  /** Of somebody who has not answered. */
  token: string;
  /** Of a ripple that nobody has decided about. */
  rippleAddress: string;
  /** Of a change that another organisation than the partner's reported, and of a link to confirm one that waits for an answer. */
  reportId: string;
  confirmationToken: string;
}

/** Every file of app/routes, by its name without the ending. `sign-out` is posted to by `sign-in.test.ts`: it ends the session. */
export function routeTable(ids: HomeIds): Record<string, RouteRow> {
  const base = `/initiatives/${home}`;
  const setup = `${base}/setup`;
  return {
    $: { path: "/no-such-page", get: all(404), post: noAction },
    _index: { path: "/", get: all(200), post: noAction },
    admin: { path: "/admin", get: [302, 403, 403, 403, 200, 403], post: [302, 403, 403, 403, 400, 403] },
    // An empty code: the form again.
    kode: { path: "/kode", get: all(200), post: all(400) },
    code: { path: "/code", get: all(200), post: all(400) },
    healthz: { path: "/healthz", get: all(200), post: noAction },
    language: { path: "/language", get: all(400), post: all(400) },
    mailbox: { path: "/mailbox", get: all(404), post: noAction },
    "sign-out": { path: "/sign-out", get: all(400), post: all(302) },
    "sign-in._index": {
      path: "/sign-in",
      get: [200, 302, 302, 302, 302, 302],
      post: [400, 302, 302, 302, 302, 302],
      postData: all(400),
    },
    "sign-in.$token": { path: "/sign-in/AAAAAAAAAAAAAAAAAAAAAA", get: all(410), post: all(410) },
    "s.$token": { path: `/s/${ids.token}`, get: all(200), post: all(303) },
    "s.$token_.stop": { path: "/s/AAAAAAAAAAAAAAAAAAAAAA/stop", get: all(404), post: all(404) },
    "s.$token_.withdraw": { path: "/s/AAAAAAAAAAAAAAAAAAAAAA/withdraw", get: all(404), post: all(404) },
    "s.$token_.privacy": { path: "/s/AAAAAAAAAAAAAAAAAAAAAA/privacy", get: all(302), post: noAction },
    withdrawn: { path: "/withdrawn", get: all(200), post: noAction },
    privacy: { path: "/privacy", get: all(200), post: noAction },
    accessibility: { path: "/accessibility", get: all(200), post: noAction },
    "r.$slug": { path: `/r/${elsewhere}`, get: all(404), post: noAction },
    "initiatives_.$slug.setup_.public-preview": { path: `${setup}/public-preview`, get: setUp, post: noAction },
    "initiatives.$slug.setup.publish": { path: `${setup}/publish`, get: setUp, post: setUpPost(400) },
    was: { path: "/was", get: all(302), post: noAction },
    "s.$token_.thanks": { path: `/s/${ids.token}/thanks`, get: all(302), post: noAction },
    "confirm.$token": { path: `/confirm/${ids.confirmationToken}`, get: all(200), post: all(400) },
    "initiatives._index": { path: "/initiatives", get: [302, 200, 200, 200, 200, 200], post: noAction },
    "initiatives.new": {
      path: "/initiatives/new",
      get: [302, 403, 403, 200, 200, 200],
      post: [302, 403, 403, 400, 400, 400],
    },
    "initiatives.$slug": { path: `${base}?index=no`, get: results, post: noAction },
    "initiatives.$slug._index": { path: base, get: results, post: noAction },
    "initiatives.$slug.goals": { path: `${base}/goals`, get: results, post: noAction },
    "initiatives.$slug.bias": { path: `${base}/bias`, get: results, post: noAction },
    "initiatives.$slug.seals": { path: `${base}/seals`, get: results, post: noAction },
    "initiatives.$slug.seals_.$number": { path: `${base}/seals/1`, get: results, post: noAction },
    "initiatives.$slug.indicators": { path: `${base}/indicators`, get: results, post: noAction },
    "initiatives.$slug.ripples": { path: `${base}/ripples`, get: results, post: noAction },
    "initiatives.$slug.ripples.themes": { path: `${base}/ripples/themes`, get: results, post: noAction },
    "initiatives.$slug.ripples._index": { path: `${base}/ripples?index`, get: results, post: noAction },
    "initiatives.$slug.ripples.rings": { path: `${base}/ripples/rings`, get: results, post: noAction },
    "initiatives.$slug.ripples.candidate.$address": {
      path: `${base}/ripples/candidate/${ids.rippleAddress}`,
      get: results,
      post: [302, 403, 400, 403, 400, 404],
    },
    "initiatives.$slug.ripples.workflows": { path: `${base}/ripples/workflows`, get: results, post: noAction },
    "initiatives.$slug.ripples.workflows_.$process": {
      path: `${base}/ripples/workflows/tip-off`,
      get: results,
      post: [302, 403, 400, 400, 400, 404],
    },
    "initiatives.$slug.ripples.reports": { path: `${base}/ripples/reports`, get: results, post: noAction },
    "initiatives.$slug.ripples.reports_.$reportId": {
      path: `${base}/ripples/reports/${ids.reportId}`,
      get: results,
      post: [302, 403, 400, 400, 400, 404],
    },
    "initiatives.$slug.partner.confirm.$reportId": {
      path: `${base}/partner/confirm/${ids.reportId}`,
      get: partners,
      post: [302, 400, 403, 403, 403, 404],
    },
    "initiatives.$slug.ripples.ties": { path: `${base}/ripples/ties`, get: results, post: noAction },
    "initiatives.$slug.partner._index": {
      path: `${base}/partner?index`,
      get: partners,
      post: [302, 404, 403, 403, 403, 404],
    },
    "initiatives.$slug.partner.report": {
      path: `${base}/partner/report`,
      get: partners,
      post: [302, 400, 403, 403, 403, 404],
    },
    "initiatives.$slug.setup": { path: setup, get: setUp, post: noAction },
    "initiatives.$slug.setup._index": { path: `${setup}?index`, get: setUp, post: noAction },
    "initiatives.$slug.setup.challenge": { path: `${setup}/challenge`, get: setUp, post: setUpPost(400) },
    "initiatives.$slug.setup.actors": { path: `${setup}/actors`, get: setUp, post: setUpPost(400) },
    "initiatives.$slug.setup.actors_.$organisationId.$joinedOn": {
      path: `${setup}/actors/${ids.organisationId}/${ids.joinedOn}`,
      get: setUp,
      post: setUpPost(400),
    },
    "initiatives.$slug.setup.actors_.merge": { path: `${setup}/actors/merge`, get: setUp, post: setUpPost(400) },
    "initiatives.$slug.setup.goals": { path: `${setup}/goals`, get: setUp, post: noAction },
    "initiatives.$slug.setup.goals_.new": { path: `${setup}/goals/new`, get: setUp, post: setUpPost(400) },
    "initiatives.$slug.setup.goals_.$goalId": {
      path: `${setup}/goals/${ids.goalId}`,
      get: setUp,
      post: setUpPost(400),
    },
    "initiatives.$slug.setup.expectations.$expectationId": {
      path: `${setup}/expectations/${ids.expectationId}`,
      get: setUp,
      post: setUpPost(400),
    },
    "initiatives.$slug.setup.seal": { path: `${setup}/seal`, get: setUp, post: setUpPost(409) },
    "initiatives.$slug.setup.controller": { path: `${setup}/controller`, get: setUp, post: setUpPost(400) },
    "initiatives.$slug.setup.ending": { path: `${setup}/ending`, get: setUp, post: setUpPost(400) },
    "initiatives.$slug.setup.comparison": { path: `${setup}/comparison`, get: setUp, post: setUpPost(400) },
    "initiatives.$slug.setup.surveys": { path: `${setup}/surveys`, get: setUp, post: setUpPost(404) },
    "initiatives.$slug.setup.surveys_.$audience": {
      path: `${setup}/surveys/resident`,
      get: setUp,
      post: setUpPost(400),
    },
    "initiatives.$slug.setup.surveys_.$audience_.import": {
      path: `${setup}/surveys/resident/import`,
      get: setUp,
      post: setUpPost(400),
    },
    ...editorRows(base),
    "initiatives.$slug.setup.surveys_.$audience_.export": {
      path: `${setup}/surveys/resident/export?format=surveyjs`,
      get: setUp,
      post: noAction,
    },
    "initiatives.$slug.setup.surveys_.$audience_.import-report": {
      path: `${setup}/surveys/resident/import-report?upload=none`,
      get: [302, 403, 403, 410, 410, 404],
      post: noAction,
    },
    "initiatives.$slug.setup.participants": { path: `${setup}/participants`, get: setUp, post: setUpPost(400) },
    "initiatives.$slug.setup.participants_.$uploadId": {
      path: `${setup}/participants/${ids.uploadId}`,
      // The file of one administrator is shown to no other person, whatever the role.
      get: [302, 403, 403, 410, 410, 404],
      post: [302, 403, 403, 410, 410, 404],
    },
    "initiatives.$slug.setup.participants_.$uploadId_.problems": {
      path: `${setup}/participants/${ids.uploadId}/problems`,
      get: [302, 403, 403, 410, 410, 404],
      post: noAction,
    },
    "initiatives.$slug.setup.participants_.person": {
      path: `${setup}/participants/person`,
      get: setUp,
      post: noAction,
    },
    "initiatives.$slug.setup.participants_.person_.$participantId": {
      path: `${setup}/participants/person/${ids.participantId}`,
      get: setUp,
      post: setUpPost(400),
    },
    "initiatives.$slug.setup.participants_.person_.$participantId_.export": {
      path: `${setup}/participants/person/${ids.participantId}/export`,
      get: setUp,
      post: noAction,
    },
    "initiatives.$slug.setup.waves": { path: `${setup}/waves`, get: setUp, post: setUpPost(400) },
    "initiatives.$slug.setup.waves_.$waveId": {
      path: `${setup}/waves/${ids.waveId}`,
      get: setUp,
      post: setUpPost(400),
    },
    "initiatives.$slug.setup.waves_.$waveId_.letters": {
      path: `${setup}/waves/${ids.waveId}/letters`,
      get: setUp,
      post: noAction,
    },
    // An order without a sender goes back to the form before it.
    "initiatives.$slug.setup.waves_.$waveId_.letters_.print": {
      path: `${setup}/waves/${ids.waveId}/letters/print`,
      get: all(400),
      getData: setUp,
      post: setUpPost(303),
      postData: setUpPost(202),
    },
    "initiatives.$slug.setup.waves_.$waveId_.open-link": {
      path: `${setup}/waves/${ids.waveId}/open-link`,
      get: setUp,
      // The wave has closed.
      post: setUpPost(409),
    },
    "initiatives.$slug.setup.waves_.$waveId_.open-link_.poster": {
      path: `${setup}/waves/${ids.waveId}/open-link/poster?link=none`,
      get: [302, 403, 403, 404, 404, 404],
      post: noAction,
    },
    "o.$name": { path: "/o/no-such-link", get: all(404), post: all(404) },
    "o.$name_.kiosk": { path: "/o/no-such-link/kiosk", get: all(404), post: all(303), postData: all(202) },
    "initiatives.$slug.setup.planner": { path: `${setup}/planner`, get: setUp, post: noAction },
    "initiatives.$slug.setup.weights": { path: `${setup}/weights`, get: setUp, post: noAction },
    "initiatives.$slug.setup.weights_.$waveId.$audience": {
      path: `${setup}/weights/${ids.waveId}/resident`,
      get: setUp,
      post: setUpPost(400),
    },
    "initiatives.$slug.setup.weights_.$waveId.$audience_.template": {
      path: `${setup}/weights/${ids.waveId}/resident/template`,
      get: setUp,
      post: noAction,
    },
    "initiatives.$slug.setup.people": { path: `${setup}/people`, get: setUp, post: setUpPost(400) },
    "initiatives.$slug.setup.import": { path: `${setup}/import`, get: setUp, post: setUpPost(400) },
  };
}

/** The ids that the table and the attacks on them need. */
export async function idsOf({ ringvirk, initiativeIds, demo }: Attacked, of: "home" | "elsewhere"): Promise<HomeIds> {
  const initiativeId = initiativeIds[of];
  const slug = of === "home" ? home : elsewhere;
  const { db } = ringvirk;
  const own = { initiative_id: initiativeId };
  const wave = db.selectFrom("wave").select("id").where("initiative_id", "=", own.initiative_id).orderBy("position");
  const participant = db.selectFrom("participant").select("id").where("initiative_id", "=", own.initiative_id);
  const goal = db.selectFrom("goal").select("id").where("initiative_id", "=", own.initiative_id);
  const expectation = db.selectFrom("expectation").select("id").where("initiative_id", "=", own.initiative_id);
  const membership = db.selectFrom("membership").selectAll().where("initiative_id", "=", own.initiative_id);
  const uploadId = `upload-${slug}`;
  await db
    .insertInto("upload")
    .values({
      ...{
        id: uploadId,
        initiative_id: initiativeId,
        account_id: await otherAccount(ringvirk.db, demo),
        file_name: "x.csv",
      },
      ...{
        content: Buffer.from("email\na@example.dk\n"),
        audience: "resident",
        expires_at: "9999-01-01T00:00:00.000Z",
      },
    })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  const report = db
    .selectFrom("change_report")
    .innerJoin("organisation", "organisation.id", "change_report.organisation_id")
    .select("change_report.id")
    .where("initiative_id", "=", initiativeId)
    .where("organisation.name", "<>", "Restauratørforeningen i Strandkøbing");
  const request = db
    .selectFrom("confirmation_request")
    .leftJoin("confirmation", "confirmation.request_id", "confirmation_request.id")
    .select("confirmation_request.id")
    .where("confirmation.id", "is", null);
  const { organisation_id, joined_on } = await membership.executeTakeFirstOrThrow();
  return {
    waveId: (await wave.executeTakeFirstOrThrow()).id,
    participantId: (await participant.executeTakeFirstOrThrow()).id,
    goalId: (await goal.executeTakeFirstOrThrow()).id,
    expectationId: (await expectation.executeTakeFirstOrThrow()).id,
    organisationId: organisation_id,
    joinedOn: joined_on,
    uploadId,
    rippleAddress: (await openRipple(db, initiativeId)).address,
    reportId: (await report.executeTakeFirstOrThrow()).id,
    confirmationToken: confirmationToken(journeySecret, (await request.executeTakeFirstOrThrow()).id),
    token: new URL(demo.personalLinks[0]?.link ?? "").pathname.split("/")[2] ?? "",
  };
}

async function openRipple(db: Attacked["ringvirk"]["db"], initiativeId: string): Promise<Ripple> {
  const { ripples } = await readRipples(db, initiativeId);
  const open = ripples.find(({ decision }) => decision === null);
  if (!open) throw new Error("The demo has decided about every ripple");
  return open;
}

/** Somebody who is none of the visitors. */
async function otherAccount(db: Attacked["ringvirk"]["db"], demo: Attacked["demo"]): Promise<string> {
  const account = await db
    .selectFrom("account")
    .select("id")
    .where("email", "not in", [...demo.accounts.map(({ email }) => email), "otto.oerneklo@example.dk"])
    .executeTakeFirstOrThrow();
  return account.id;
}

/** Before anything has been changed every part of the editor leads to where one may begin, and there is nothing to preview. */
function editorRows(base: string): Record<string, RouteRow> {
  const editor = "initiatives.$slug.setup.surveys_.$audience_.editor";
  const path = `${base}/setup/surveys/resident/editor`;
  const begin = setUpPost(302);
  const parts = [
    "_.bank",
    "_.json",
    "_.survey",
    "_.use",
    "_.versions",
    "_.wording",
    "_.page.$name",
    "_.question.$name",
  ].map((part): [string, RouteRow] => [
    editor + part,
    { path: path + part.replace("_.", "/").replace(".$name", "/no-such"), get: begin, post: begin },
  ]);
  return {
    ...Object.fromEntries(parts),
    [editor]: { path, get: setUp, post: begin },
    [`${editor}_.notes`]: { path: `${path}/notes`, get: begin, post: noAction },
    "initiatives.$slug_.survey-preview.$audience": {
      path: `${base}/survey-preview/resident`,
      get: setUpPost(404),
      post: setUpPost(404),
    },
  };
}
