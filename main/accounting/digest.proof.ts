import { sql } from 'kysely';
import type { Reader } from '../database/handles.ts';
import { type Fault, faultsShown, type ProofResult } from '../database/proof.ts';
import { askSql } from '../database/raw-sql.ts';
import { read } from '../database/statement.ts';
import { digestedLines, type DigestedPosting, entryDigest, textDigest } from './entry-digest.ts';

const pageSize = 1000;

const page = read((builder, p: { after: number }) =>
  builder
    .selectFrom('journalEntry as e')
    .selectAll()
    .select(digestedLines.as('lines'))
    .leftJoin('entryText as typed', 'typed.entryId', 'e.id')
    .select(['typed.salt', 'typed.text'])
    .where('e.id', '>', p.after)
    .orderBy('e.id')
    .limit(pageSize),
);

/** What was typed is what is kept, or nothing is kept any more. */
const textStands = ({ salt, text, textDigest: digest }: { salt: string | null; text: string | null; textDigest: string | null }): boolean =>
  salt === null || text === null || textDigest(salt, text) === digest;

/** Every entry's digest is what its rows give now, and stands in the audit row of its command (INV-L2). */
export function proveDigests(reader: Reader): ProofResult {
  const faults: Fault[] = [];
  let [checked, after] = [0, 0];
  for (let rows = page.all(reader, { after }); rows.length > 0; rows = page.all(reader, { after })) {
    for (const row of rows) {
      if (faults.length >= faultsShown) continue;
      if (row.digest !== entryDigest(row, postingsOf(row.lines))) faults.push({ table: 'journalEntry', id: row.id, says: `entry ${row.number} is not what was posted: its digest differs` });
      if (!textStands(row)) faults.push({ table: 'entryText', id: row.id, says: `what is kept of entry ${row.number} is not what was typed` });
    }
    checked += rows.length;
    after = rows.at(-1)?.id ?? after;
  }
  return { checked, faults: [...faults, ...outsideChain(reader)] };
}

type Line = [number, number, number | null, string | null, number | null, string | null, number | null, (number | null)?, (number | null)?];

// SQLite wrote this JSON from the columns named in the query.
const postingsOf = (lines: string): DigestedPosting[] =>
  (JSON.parse(lines) as Line[]).map(([ledgerAccountId, amount, channelId, itemKind, itemId, currency, foreignAmount, locationId = null, campaignId = null]) => {
    return { ledgerAccountId, amount, channelId, locationId, campaignId, itemKind, itemId, currency, foreignAmount };
  });

/** Audit rows list what they prove as [kind, id, digest]; both directions must meet. */
function outsideChain(reader: Reader): Fault[] {
  const query = sql<{ id: number; says: string }>`
    with proved as materialized (
      select c.id as commandId, p.value ->> 1 as entryId, p.value ->> 2 as digest
      from command c, json_each(c.proofs) p where p.value ->> 0 = 'journalEntry'
    )
    select id, says from (
      select e.id, 'entry ' || e.number || ' is not in the audit row of its command' as says
      from journalEntry e left join proved p on p.entryId = e.id and p.commandId = e.commandId and p.digest = e.digest
      where p.entryId is null
      union all
      select p.entryId, 'the audit row ' || p.commandId || ' proves entry ' || p.entryId || ', which is not there'
      from proved p left join journalEntry e on e.id = p.entryId where e.id is null
    ) limit ${faultsShown}`;
  return askSql(reader, query).map((row) => ({ table: 'journalEntry', ...row }));
}
