import { type RawBuilder, sql } from 'kysely';
import type { Reader } from '../database/handles.ts';
import { type Fault, faultsShown, type Proof, type ProofResult } from '../database/proof.ts';
import { askSql } from '../database/raw-sql.ts';
import { read } from '../database/statement.ts';
import { chainHash, inputDigest } from './chain.ts';

type RawFault = { id: number | string; says: string };

const faults = (reader: Reader, table: string, query: RawBuilder<RawFault>): Fault[] =>
  askSql(reader, sql<RawFault>`select * from (${query}) limit ${faultsShown}`).map((row) => ({ table, ...row }));

const commandRows = read((db) => db.selectFrom('command').selectAll().orderBy('id'));

const keptInputs = read((db) =>
  db
    .selectFrom('commandBody')
    .innerJoin('command', 'command.id', 'commandBody.commandId')
    .select(['commandBody.commandId', 'commandBody.salt', 'commandBody.input', 'command.inputDigest'])
    .where('commandBody.input', 'is not', null),
);

const lastGivenOut = sql<{ id: number }>`select seq as id from sqlite_sequence where name = 'command'`;

/** Every command has one record, numbered without a gap, and each hash follows from the one before. */
function proveChain(reader: Reader): ProofResult {
  const found: Fault[] = [];
  const differs = (id: number, says: string): void => void (found.length < faultsShown && found.push({ table: 'command', id, says }));
  let [previous, last] = ['', 0];
  for (const row of commandRows.iterate(reader, {})) {
    if (row.id !== last + 1) differs(row.id, `the record of command ${last + 1} is missing before it`);
    else if (row.hash !== chainHash(previous, row)) differs(row.id, 'its record does not follow from the one before');
    // From what stands there on, so that only the rows that were touched are named.
    [previous, last] = [row.hash, row.id];
  }
  const given = askSql(reader, lastGivenOut)[0]?.id ?? 0;
  if (given !== last) differs(given, `the records end at ${last}, but ${given} were written`);
  return { checked: last, faults: found };
}

/** What the record says was asked is what was asked, wherever that was kept and not erased. */
function proveInputs(reader: Reader): ProofResult {
  const found: Fault[] = [];
  let checked = 0;
  for (const { commandId, salt, input, inputDigest: digest } of keptInputs.iterate(reader, {})) {
    checked += 1;
    if (found.length < faultsShown && inputDigest(salt, input ?? '') !== digest) found.push({ table: 'commandBody', id: commandId, says: 'what was asked is not what its record says' });
  }
  return { checked, faults: found };
}

interface FactTable {
  name: string;
  key: string;
}

/** Whatever table says which command wrote it; found in the file itself, so that none is forgotten. */
const factTables = sql<FactTable>`
  select t.name, (select k.name from pragma_table_info(t.name) k where k.pk = 1) as key
  from sqlite_schema t join pragma_table_info(t.name) c on c.name = 'commandId'
  where t.type = 'table' order by t.name`;

/** Every fact row names a command that is there. */
function proveFacts(reader: Reader): ProofResult {
  const tables = askSql(reader, factTables);
  const found = tables.flatMap(({ name, key }) =>
    faults(reader, name, sql<RawFault>`
      select ${sql.ref(key)} as id, 'names command ' || commandId || ', which is not there' as says
      from ${sql.table(name)} f where not exists (select 1 from command c where c.id = f.commandId)`),
  );
  return { checked: tables.length, faults: found };
}

/** Superseded news names later news about the same thing; what ended says how; nothing is in flight past its deadline. */
const newsAtFault = sql<RawFault>`
  select o.id, case
    when o.state = 'superseded' then 'is superseded by ' || o.supersededById || ', which is not later news about the same thing'
    when o.state = 'sending' then 'is in flight past its deadline'
    when o.state = 'waiting' then 'is not the only news waiting about ' || o.key
    else 'is ' || o.state || ' but does not say when' end as says
  from outbox o left join outbox by on by.id = o.supersededById
  where (o.state = 'superseded' and not (by.id > o.id and by.channelId = o.channelId and by.capability = o.capability and by.key = o.key))
    or (o.state = 'sending' and (o.deadlineAt is null or o.deadlineAt < (select max(recordedAt) from command)))
    or (o.state in ('sent', 'superseded') and o.finishedAt is null)
    or (o.state = 'waiting' and exists (select 1 from outbox w
      where w.channelId = o.channelId and w.capability = o.capability and w.key = o.key and w.state in ('waiting', 'sending') and w.state = 'waiting' and w.id < o.id))`;

const newsCount = sql<{ rows: number }>`select count(*) as rows from outbox`;

/** Proofs of DOMAIN §2 about the record of commands and the news owed to channels. */
export const appProofs: Proof[] = [
  {
    id: 'INV-A1',
    prove: (reader) => {
      const parts = [proveChain(reader), proveInputs(reader), proveFacts(reader)];
      return { checked: parts.reduce((sum, { checked }) => sum + checked, 0), faults: parts.flatMap((part) => part.faults) };
    },
  },
  {
    id: 'INV-C2',
    prove: (reader) => ({ checked: askSql(reader, newsCount)[0]?.rows ?? 0, faults: faults(reader, 'outbox', newsAtFault) }),
  },
];
