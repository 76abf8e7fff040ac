import Database from 'better-sqlite3';
import { sql } from 'kysely';
import type { Migrations } from './migrate.ts';
import type { Fault, Proof } from './proof.ts';
import { askSql } from './raw-sql.ts';

interface SchemaRow {
  type: string;
  name: string;
  sql: string;
}

const schemaRows = 'select type, name, sql from sqlite_schema where sql is not null and name not like \'sqlite_%\' order by type, name';

/** Migrations do not change while the program runs, and running them takes longer than all proofs of a young shop. */
const schemas = new WeakMap<Migrations, ReadonlyMap<string, string>>();

/** What the migrations alone make of an empty file, by kind and name. */
function expectedSchema(migrations: Migrations): ReadonlyMap<string, string> {
  const known = schemas.get(migrations);
  if (known) return known;
  const raw = new Database(':memory:');
  try {
    for (const name of Object.keys(migrations).sort()) raw.exec(migrations[name] ?? '');
    const made = new Map(raw.prepare<[], SchemaRow>(schemaRows).all().map((row) => [`${row.type} ${row.name}`, row.sql]));
    schemas.set(migrations, made);
    return made;
  } finally {
    raw.close();
  }
}

/**
 * The file's tables, indexes, constraints and triggers are exactly those of the migrations (INV-L2): whoever drops a
 * trigger to change a final entry leaves that trace even after putting a weaker one back.
 */
export function schemaProof(migrations: Migrations): Proof {
  const expected = expectedSchema(migrations);
  return {
    id: 'INV-L2 schema',
    prove: (reader) => {
      const actual = new Map(askSql(reader, sql.raw<SchemaRow>(schemaRows)).map((row) => [`${row.type} ${row.name}`, row.sql]));
      const differs = (id: string, says: string): Fault => ({ table: 'sqlite_schema', id, says });
      const missing = [...expected.keys()].filter((name) => !actual.has(name)).map((name) => differs(name, 'is missing'));
      const strange = [...actual.keys()].filter((name) => !expected.has(name)).map((name) => differs(name, 'is not ours'));
      const changed = [...expected].filter(([name, text]) => actual.has(name) && actual.get(name) !== text).map(([name]) => differs(name, 'was changed'));
      return { checked: expected.size, faults: [...missing, ...strange, ...changed] };
    },
  };
}
