/** Writes main/database/schema.ts from the migrations: the types are exactly what SQLite will hold, units included. */
import Database from 'better-sqlite3';
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const root = path.join(path.dirname(fileURLToPath(import.meta.url)), '..');
const units: Record<string, string> = { Minor: 'minor', UnitPrice: 'unit-price', Quantity: 'quantity', RatePpm: 'rate-ppm', Instant: 'instant', Day: 'day' };

interface Column {
  name: string;
  type: string;
  notnull: number;
  dflt_value: string | null;
  pk: number;
}

/** The unit or union said behind a column: `total integer not null, -- Minor`. */
function marksOf(sql: string): Map<string, string> {
  const marks = new Map<string, string>();
  for (const line of sql.split('\n')) {
    const match = /^\s+(\w+) (?:integer|text|real|blob)\b.*?-- (.+)$/.exec(line);
    if (match) marks.set(match[1]!, match[2]!.trim());
  }
  return marks;
}

function typeOf(column: Column, mark: string | undefined, isRowId: boolean): string {
  const plain = column.type === 'INTEGER' || column.type === 'REAL' ? 'number' : column.type === 'BLOB' ? 'Uint8Array' : 'string';
  const marked = mark && (mark in units || mark.startsWith("'")) ? mark : plain;
  const nullable = column.notnull || column.pk ? marked : `${marked} | null`;
  const made = isRowId || column.dflt_value !== null || !(column.notnull || column.pk);
  return made ? `Generated<${nullable}>` : nullable;
}

export function schemaTypes(): string {
  const raw = new Database(':memory:');
  const folder = path.join(root, 'migrations');
  const added = new Map<string, string>();
  const grown = new Map<string, string>();
  for (const file of fs.readdirSync(folder).filter((name) => name.endsWith('.sql')).sort()) {
    const text = fs.readFileSync(path.join(folder, file), 'utf8');
    raw.exec(text);
    // SQLite forgets the comment behind a column that was added later.
    for (const [, table, column, mark] of text.matchAll(/^alter table (\w+) add column (\w+) .*; -- (.+)$/gm)) added.set(`${table}.${column}`, mark!.trim());
    // A union that grew where no check holds it: said again, without writing the table anew.
    for (const [, column, mark] of text.matchAll(/^-- (\w+\.\w+): ('.+)$/gm)) grown.set(column!, mark!.trim());
  }
  const tables = raw.prepare("select name, sql from sqlite_schema where type = 'table' and name not like 'sqlite_%' order by rowid").all() as { name: string; sql: string }[];
  const plain = tables.filter((table) => !table.sql.startsWith('CREATE VIRTUAL') && !tables.some((other) => other.sql.startsWith('CREATE VIRTUAL') && table.name.startsWith(`${other.name}_`)));
  const virtual = tables.filter((table) => table.sql.startsWith('CREATE VIRTUAL'));
  const used = new Set<string>();
  const blocks = plain.map((table) => {
    const marks = marksOf(table.sql);
    const columns = raw.pragma(`table_info(${table.name})`) as Column[];
    const key = columns.filter((column) => column.pk > 0);
    const lines = columns.map((column) => {
      const name = `${table.name}.${column.name}`;
      const mark = grown.get(name) ?? marks.get(column.name) ?? added.get(name);
      // SQLite gives out the value of a lone integer key by itself.
      const isRowId = key.length === 1 && key[0] === column && column.type === 'INTEGER';
      if (mark && mark in units) used.add(mark);
      return `    ${column.name}: ${typeOf(column, mark, isRowId)};`;
    });
    return `  ${table.name}: {\n${lines.join('\n')}\n  };`;
  });
  for (const table of virtual) {
    const columns = raw.pragma(`table_xinfo(${table.name})`) as (Column & { hidden: number })[];
    const lines = columns.filter((column) => column.hidden === 0).map((column) => `    ${column.name}: string;`);
    blocks.push(`  ${table.name}: {\n    rowid: number;\n${lines.join('\n')}\n  };`);
  }
  const imports = [...used].sort().map((unit) => `import type { ${unit} } from '../../shared/units/${units[unit]}.ts';`);
  return [
    '// Written by scripts/schema-types.ts from the migrations; change the SQL, not this file.',
    "import type { Generated } from 'kysely';",
    ...imports,
    '',
    '/** Every table of the shop’s file, with the unit of every number. */',
    'export interface Schema {',
    blocks.join('\n'),
    '}',
    '',
  ].join('\n');
}

if (process.argv[1] === fileURLToPath(import.meta.url)) fs.writeFileSync(path.join(root, 'main/database/schema.ts'), schemaTypes());
