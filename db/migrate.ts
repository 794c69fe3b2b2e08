import { DEFAULT_MIGRATION_TABLE, type Migration, Migrator } from "kysely/migration";
import * as createTables from "./migrations/20261123-01-create-tables.ts";
import * as addSampleDesign from "./migrations/20261125-01-add-sample-design.ts";
import * as confirmReports from "./migrations/20261125-02-confirm-reports.ts";
import * as createRippleSteps from "./migrations/20261125-03-create-ripple-steps.ts";
import * as createComparisonGroup from "./migrations/20261125-04-create-comparison-group.ts";
import * as addWaveMode from "./migrations/20261125-05-add-wave-mode.ts";
import * as addOrganisationAnswers from "./migrations/20261125-07-add-organisation-answers.ts";
import * as withholdWeightedQuestions from "./migrations/20261125-17-withhold-weighted-questions.ts";
import * as countInvitations from "./migrations/20261125-20-count-invitations.ts";
import * as indexWeights from "./migrations/20261125-21-index-weights.ts";
import * as tellSendsApart from "./migrations/20261130-05-tell-sends-apart.ts";
import * as addRespondentLanguages from "./migrations/20261130-10-add-respondent-languages.ts";
import * as addShortCode from "./migrations/20261130-20-add-short-code.ts";
import * as addAddress from "./migrations/20261130-21-add-address.ts";
import * as createOpenLink from "./migrations/20261130-22-create-open-link.ts";
import * as nameTheController from "./migrations/20261130-30-name-the-controller.ts";
import * as withdrawAndErase from "./migrations/20261130-31-withdraw-and-erase.ts";
import * as publishResults from "./migrations/20261130-32-publish-results.ts";
import * as createSurveyDraft from "./migrations/20261130-40-create-survey-draft.ts";
import * as planContacts from "./migrations/20261201-10-plan-contacts.ts";
import * as armWaves from "./migrations/20261201-11-arm-waves.ts";
import * as createBounce from "./migrations/20261201-20-create-bounce.ts";
import * as createRetention from "./migrations/20261201-30-create-retention.ts";
import * as addGone from "./migrations/20261201-31-add-gone.ts";
import type { Database } from "./schema.ts";

const migrations: Record<string, Migration> = {
  "20261123-01-create-tables": createTables,
  "20261125-01-add-sample-design": addSampleDesign,
  "20261125-02-confirm-reports": confirmReports,
  "20261125-03-create-ripple-steps": createRippleSteps,
  "20261125-04-create-comparison-group": createComparisonGroup,
  "20261125-05-add-wave-mode": addWaveMode,
  "20261125-07-add-organisation-answers": addOrganisationAnswers,
  "20261125-17-withhold-weighted-questions": withholdWeightedQuestions,
  "20261125-20-count-invitations": countInvitations,
  "20261125-21-index-weights": indexWeights,
  "20261130-05-tell-sends-apart": tellSendsApart,
  "20261130-10-add-respondent-languages": addRespondentLanguages,
  "20261130-20-add-short-code": addShortCode,
  "20261130-21-add-address": addAddress,
  "20261130-22-create-open-link": createOpenLink,
  "20261130-30-name-the-controller": nameTheController,
  "20261130-31-withdraw-and-erase": withdrawAndErase,
  "20261130-32-publish-results": publishResults,
  "20261130-40-create-survey-draft": createSurveyDraft,
  "20261201-10-plan-contacts": planContacts,
  "20261201-11-arm-waves": armWaves,
  "20261201-20-create-bounce": createBounce,
  "20261201-30-create-retention": createRetention,
  "20261201-31-add-gone": addGone,
};

/** Brings the database to the newest shape; does nothing where it has it already. Throws the first migration's fault. */
export async function migrate(db: Database): Promise<void> {
  const migrator = new Migrator({ db, provider: { getMigrations: async () => migrations } });
  const { error } = await migrator.migrateToLatest();
  if (error) throw error;
}

/** Whether the database has the newest shape. Changes nothing. */
export async function isMigrated(db: Database): Promise<boolean> {
  const tables = await db.introspection.getTables({ withInternalKyselyTables: true });
  if (!tables.some(({ name }) => name === DEFAULT_MIGRATION_TABLE)) return false;
  const migrator = new Migrator({ db, provider: { getMigrations: async () => migrations } });
  return (await migrator.getMigrations()).every(({ executedAt }) => executedAt !== undefined);
}
