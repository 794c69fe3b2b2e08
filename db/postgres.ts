import {
  CompiledQuery,
  type DatabaseConnection,
  type DataTypeNode,
  type Driver,
  HandleEmptyInListsPlugin,
  Kysely,
  PostgresDialect,
  PostgresDriver,
  PostgresQueryCompiler,
  replaceWithNoncontingentExpression,
  type TransactionBuilder,
  type TransactionSettings,
} from "kysely";
import pg from "pg";
import { retryPassing } from "./passing-fault.ts";
import type { Database, Tables } from "./schema.ts";

const mostConnections = 10;

/**
 * What holds on every connection. A commit is on the disk before it is acknowledged, whatever the server's own setting. Whoever waits for
 * another's transaction gives up after half a minute; a process that has vanished with its transaction open holds up the others for a minute.
 */
const sessionSettings = {
  synchronous_commit: "on",
  lock_timeout: "30s",
  statement_timeout: "300s",
  idle_in_transaction_session_timeout: "60s",
};

/** Opens a database on a PostgreSQL server. Nothing is asked of the server yet: `openDatabase` does, and says what is wrong with it. */
export function connectPostgres(address: string): Database {
  const pool = new pg.Pool({
    connectionString: address,
    max: mostConnections,
    connectionTimeoutMillis: 10_000,
    application_name: "ringvirk",
    types: { getTypeParser },
  });
  // A resting connection that the server ends (it is restarted) is replaced when it is needed; unheard, the event would end the process.
  pool.on("error", () => {});
  return new PostgresDatabase({
    dialect: new RingvirkDialect({ pool, onCreateConnection: applySettings }),
    // "in ()" is nothing's place on SQLite and a fault here.
    plugins: [new HandleEmptyInListsPlugin({ strategy: replaceWithNoncontingentExpression })],
  });
}

async function applySettings(connection: DatabaseConnection): Promise<void> {
  const settings = Object.entries(sessionSettings).map(([name, value]) => `set_config('${name}', '${value}', false)`);
  await connection.executeQuery(CompiledQuery.raw(`select ${settings.join(", ")}`));
}

const bigint = 20;
const numeric = 1700;

/** Counts and sums come as numbers, as they do from SQLite: none of ours comes near 2⁵³. */
const getTypeParser: typeof pg.types.getTypeParser = (oid: number, format?: "text" | "binary") =>
  oid === bigint || oid === numeric ? Number : pg.types.getTypeParser(oid, format as "text");

class RingvirkDialect extends PostgresDialect {
  readonly #config: ConstructorParameters<typeof PostgresDialect>[0];

  constructor(config: ConstructorParameters<typeof PostgresDialect>[0]) {
    super(config);
    this.#config = config;
  }

  override createDriver(): Driver {
    return new TurnTakingDriver(this.#config);
  }

  override createQueryCompiler(): BinaryTextCompiler {
    return new BinaryTextCompiler();
  }
}

/** Any number that nobody else uses in this database. */
const writersTurn = 7_471_984;

/**
 * A transaction has the database's writers' turn to itself, from its first statement to its last, as on SQLite: what it has read is still so
 * when it writes. Those that are right beside each other share the turn (`besideOthers`): their isolation level is stated.
 */
class TurnTakingDriver extends PostgresDriver {
  override async beginTransaction(connection: DatabaseConnection, settings: TransactionSettings): Promise<void> {
    const lock = settings.isolationLevel ? "pg_advisory_xact_lock_shared" : "pg_advisory_xact_lock";
    try {
      await connection.executeQuery(
        CompiledQuery.raw(`begin isolation level read committed; select ${lock}(${writersTurn})`),
      );
    } catch (fault) {
      await connection.executeQuery(CompiledQuery.raw("rollback")).catch(() => {});
      throw fault;
    }
  }
}

/** Text is compared and ordered byte by byte in every column, as SQLite does, whatever language the server was set up in. */
class BinaryTextCompiler extends PostgresQueryCompiler {
  protected override visitDataType(node: DataTypeNode): void {
    super.visitDataType(node);
    if (node.dataType === "text" && this.parentNode?.kind === "ColumnDefinitionNode") this.append(' collate "C"');
  }
}

class PostgresDatabase extends Kysely<Tables> {
  override transaction(): TransactionBuilder<Tables> {
    const builder = super.transaction();
    const execute = builder.execute.bind(builder);
    return Object.assign(builder, {
      execute: <Result>(work: Parameters<typeof execute<Result>>[0]) => retryPassing(() => execute(work)),
    });
  }
}
