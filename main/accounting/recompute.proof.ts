import { sql } from 'kysely';
import { type EntryDraft, type Leg, tidyLegs } from '../../shared/accounting/entry.rules.ts';
import type { Instant } from '../../shared/units/instant.ts';
import type { Day } from '../../shared/units/day.ts';
import type { Reader } from '../database/handles.ts';
import { type Fault, faultsShown, type ProofResult } from '../database/proof.ts';
import { read } from '../database/statement.ts';

/** An entry as a proof reads it beside its document; `terms` and `lines` are JSON. */
export interface StoredEntry {
  entryId: number;
  entryNumber: string;
  entryOn: Day;
  occurredAt: Instant;
  ruleId: string;
  ruleVersion: number;
  terms: string;
  lines: string;
}

/** The columns of a stored entry, for a question about entries named `e`. */
export const storedEntry = [
  sql<number>`e.id`.as('entryId'),
  sql<string>`e.number`.as('entryNumber'),
  sql<Day>`e.postedOn`.as('entryOn'),
  sql<Instant>`e.occurredAt`.as('occurredAt'),
  sql<string>`e.ruleId`.as('ruleId'),
  sql<number>`e.ruleVersion`.as('ruleVersion'),
  sql<string>`e.terms`.as('terms'),
  sql<string>`(
    select json_group_array(json_array(ledgerAccountId, amount, channelId, itemKind, itemId) order by lineNo)
    from posting p where p.entryId = e.id)`.as('lines'),
] as const;

const rolesInUse = read((db) => db.selectFrom('accountRole').select(['role', 'ledgerAccountId']));

/** What an entry recomputes to, and each figure of its terms beside the same figure of its document. */
export interface Recomputed {
  draft: EntryDraft;
  /** [term, document] */
  figures: readonly (readonly [unknown, unknown])[];
}

/**
 * Posts every entry again in thought: by the version of its rule, from its terms, the same lines must come out, and the
 * terms must be the document's own figures (INV-L5). `again` answers undefined for a rule it does not know.
 */
export function proveRecomputed<Row extends StoredEntry>(reader: Reader, rows: Iterable<Row>, again: (row: Row, terms: never) => Recomputed | undefined): ProofResult {
  const accounts = new Map(rolesInUse.all(reader, {}).map((row) => [row.role, row.ledgerAccountId]));
  const faults: Fault[] = [];
  let checked = 0;
  for (const row of rows) {
    checked += 1;
    const says = faults.length < faultsShown ? differs(row, recomputed(row, again), accounts) : null;
    if (says !== null) faults.push({ table: 'journalEntry', id: row.entryId, says: `entry ${row.entryNumber} ${says}` });
  }
  return { checked, faults };
}

function recomputed<Row extends StoredEntry>(row: Row, again: (row: Row, terms: never) => Recomputed | undefined): Recomputed | undefined | 'broken' {
  try {
    // Each rule reads the terms that it wrote itself.
    return again(row, JSON.parse(row.terms) as never);
  } catch (error) {
    // Terms somebody edited no longer fit their rule.
    if (error instanceof RangeError || error instanceof TypeError || error instanceof SyntaxError) return 'broken';
    throw error;
  }
}

function differs(row: StoredEntry, due: Recomputed | undefined | 'broken', accounts: ReadonlyMap<string, number>): string | null {
  if (due === undefined) return `was posted by ${row.ruleId} v${row.ruleVersion}, which nobody knows`;
  if (due === 'broken') return `has terms that ${row.ruleId} cannot be computed from`;
  const lines = JSON.stringify(tidyLegs(due.draft.legs).map((leg) => lineOf(leg, accounts)));
  if (lines !== row.lines) return 'is not what its terms say';
  const wrong = due.figures.find(([term, figure]) => term !== figure);
  return wrong ? `says ${String(wrong[0])} where its document says ${String(wrong[1])}` : null;
}

const lineOf = (leg: Leg, accounts: ReadonlyMap<string, number>) => {
  const account = 'role' in leg ? (accounts.get(leg.role) ?? 0) : leg.ledgerAccountId;
  return [account, leg.amount, leg.channelId ?? null, leg.item?.kind ?? null, leg.item?.id ?? null];
};
