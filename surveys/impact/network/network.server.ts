import type { Database, OrganisationTallyTable } from "#db/schema.ts";
import { DISCLOSURE_FLOOR } from "#surveys/disclosure-floor.ts";
import { type AskedWave, closedActorWaves, codebooksOf } from "#surveys/impact/closed-waves.server.ts";
import { KeptFigures } from "#surveys/impact/kept-figures.server.ts";
import { actorsOf } from "#surveys/initiative/organisation.server.ts";
import { aliasesOf } from "#surveys/initiative/organisation-alias.server.ts";
import { sealInForce } from "#surveys/initiative/seal.server.ts";
import { assembleNetwork } from "./assemble-network.ts";
import type { Network } from "./network.ts";
import type { NetworkInput, NetworkWaveInput } from "./network-input.ts";
import { rosterOf } from "./roster.ts";

const keptNetworks = new KeptFigures<Network>(12);
const nothing: Network = { organisations: [], waves: [], changes: [] };

/**
 * The collaboration network of an initiative's closed waves, after disclosure control. Read from counts by organisation, never from answers;
 * kept until anything it is made of changes (docs/decisions/006).
 *
 * @param floor fewest people of an organisation where these were not told that they answer on its behalf. Above the usual floor a page is
 *   public, and nothing is said of named organisations.
 * @returns frozen: readers share it.
 * @throws RangeError for a floor below 5.
 */
export async function readNetwork(
  db: Database,
  initiativeId: string,
  { floor = DISCLOSURE_FLOOR }: { floor?: number } = {},
): Promise<Network> {
  if (!(floor >= DISCLOSURE_FLOOR)) throw new RangeError(`the disclosure floor is at least ${DISCLOSURE_FLOOR}`);
  if (floor > DISCLOSURE_FLOOR) return nothing;
  const waves = await closedActorWaves(db, initiativeId);
  const known = { waves, ...(await surroundings(db, initiativeId)), asked: await askedOrganisations(db, waves) };
  return keptNetworks.of(db, initiativeId, known, async () => assembleNetwork(await inputOf(db, known)));
}

interface Surroundings extends Pick<NetworkInput, "organisations" | "memberships" | "expected"> {
  aliases: Array<[string, string]>;
}

async function surroundings(db: Database, initiativeId: string): Promise<Surroundings> {
  const actors = await actorsOf(db, initiativeId);
  const aliases = await aliasesOf(db, initiativeId);
  const sealed = await sealInForce(db, initiativeId);
  const expected = (sealed?.content.expectations ?? []).flatMap(({ organisation_a, organisation_b }) =>
    organisation_a && organisation_b ? [[organisation_a, organisation_b] as [string, string]] : [],
  );
  return {
    organisations: actors.map(({ organisationId: id, name }) => ({ id, name })),
    memberships: actors.map(({ organisationId, joinedOn, leftOn }) => ({ organisationId, joinedOn, leftOn })),
    aliases: aliases.map(({ organisationId, sameAs }) => [organisationId, sameAs]),
    expected,
  };
}

interface Asked {
  waveId: string;
  organisationId: string | null;
}

/** Organisations of which somebody was invited. Actors are few, so this costs nothing however many residents there are. */
async function askedOrganisations(db: Database, waves: AskedWave[]): Promise<Asked[]> {
  if (waves.length === 0) return [];
  const waveIds = waves.map(({ id }) => id);
  return db
    .selectFrom("participant")
    .innerJoin("invitation", "invitation.participant_id", "participant.id")
    .innerJoin("wave", (join) =>
      join.onRef("wave.id", "=", "invitation.wave_id").onRef("wave.initiative_id", "=", "participant.initiative_id"),
    )
    .select(["wave.id as waveId", "participant.organisation_id as organisationId"])
    .distinct()
    .where("participant.audience", "=", "actor")
    .where("wave.id", "in", waveIds)
    .where("participant.organisation_id", "is not", null)
    .orderBy("wave.id")
    .orderBy("participant.organisation_id")
    .execute();
}

async function inputOf(
  db: Database,
  { waves, asked, aliases, ...rest }: Surroundings & { waves: AskedWave[]; asked: Asked[] },
): Promise<NetworkInput> {
  const codebooks = await codebooksOf(db, waves);
  const counts = await countsOf(db, waves);
  const withRoster = waves.flatMap(({ versionId, revision, ...wave }): NetworkWaveInput[] => {
    const roster = rosterOf(codebooks.get(versionId));
    if (roster.size === 0) return [];
    const own = counts.filter(({ wave_id }) => wave_id === wave.id);
    return [{ ...wave, ...whatWasSaid(own, roster), asked: askedIn(wave.id, asked, own) }];
  });
  return { ...rest, aliases: new Map(aliases), waves: withRoster, floor: DISCLOSURE_FLOOR };
}

async function countsOf(db: Database, waves: AskedWave[]): Promise<OrganisationTallyTable[]> {
  if (waves.length === 0) return [];
  const waveIds = waves.map(({ id }) => id);
  return db.selectFrom("organisation_tally").selectAll().where("wave_id", "in", waveIds).execute();
}

function whatWasSaid(
  counts: OrganisationTallyTable[],
  roster: ReturnType<typeof rosterOf>,
): Pick<NetworkWaveInput, "roster" | "reports"> {
  const byKey = new Map([...roster].map(([about, { itemKey }]) => [itemKey, about]));
  const reports = counts.flatMap(({ organisation_id: by, item_key, value, count }) => {
    const about = byKey.get(item_key);
    return about === undefined ? [] : [{ by, about, value, count }];
  });
  return { roster, reports };
}

/** Waves that came from elsewhere have no invitations: there, whoever answered was asked. */
function askedIn(waveId: string, asked: Asked[], counts: OrganisationTallyTable[]): Set<string> {
  const invited = asked.flatMap((one) => (one.waveId === waveId && one.organisationId ? [one.organisationId] : []));
  return new Set([...invited, ...counts.map(({ organisation_id }) => organisation_id)]);
}
