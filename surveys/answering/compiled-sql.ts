import type { CompiledQuery, DialectAdapter } from "kysely";
import type { Database } from "#db/schema.ts";

const compiled = new WeakMap<DialectAdapter, Map<string, string>>();

/**
 * The SQL of a query that never changes but in its values, compiled once per database. Kysely compiles at every call, which on the way of
 * an answer costs more than the query itself.
 *
 * @param name of the query; two queries may not share one.
 */
export function sqlOnce(db: Pick<Database, "getExecutor">, name: string, compile: () => CompiledQuery): string {
  const adapter = db.getExecutor().adapter;
  const known = compiled.get(adapter) ?? new Map<string, string>();
  compiled.set(adapter, known);
  const sql = known.get(name) ?? compile().sql;
  known.set(name, sql);
  return sql;
}
