import { sql } from 'kysely';
import { type OpeningLine, openingEntry } from '../../shared/banking/opening.rules.ts';
import { type Minor, minor } from '../../shared/units/minor.ts';
import { proveRecomputed, storedEntry } from '../accounting/recompute.proof.ts';
import { db } from '../database/builder.ts';
import type { Reader } from '../database/handles.ts';
import { type Fault, faultsShown, type Proof } from '../database/proof.ts';
import { askSql } from '../database/raw-sql.ts';
import { read } from '../database/statement.ts';
import { rowsOf } from './opening.statements.ts';

type RawFault = { id: number | string; says: string };

const accountOf = (role: string) => sql`(select ledgerAccountId from accountRole where role = ${sql.lit(role)})`;

/** Each open item is a document of its own, worth what its row says; of an opening taken back it is called off. */
const itemsAreDocuments = sql<RawFault>`
  select r.id, r.list || ' ' || r.number || ' says ' || r.posted || ', its document ' || coalesce(h.due, b.total, 'is not there') as says
  from openingRow r join opening g on g.id = r.openingId
  left join shipment h on r.list = 'receivable' and h.orderId = r.documentId and h.kind = 'beforeGoLive'
  left join supplierBill b on r.list = 'payable' and b.id = r.documentId
  where r.list in ('receivable', 'payable') and r.posted > 0
    and (coalesce(h.due, b.total) is not r.posted or (coalesce(h.voidedAt, b.cancelledAt) is not null) <> (g.takenBackById is not null)
      or coalesce(h.postedOn, b.postedOn) is not g.openingOn)`;

/** The rows of a control account and its open items come to the same, with what stood there before. */
const itemsAddUp = sql<RawFault>`
  select g.id, 'the ' || k.list || ' items of the opening of ' || g.openingOn || ' come to ' || sum(r.posted) || ', its postings on their account to ' || k.books as says
  from opening g join (
    select r.openingId, r.list, sum(p.amount * iif(r.list = 'receivable', 1, -1)) as books
    from openingRow r
    join journalEntry e on e.reversesId is null and ((r.list = 'receivable' and e.sourceKind = 'shipment' and e.sourceId in (select id from shipment where orderId = r.documentId and kind = 'beforeGoLive'))
      or (r.list = 'payable' and e.sourceKind = 'supplierBill' and e.sourceId = r.documentId and e.ruleId = 'purchasing.opening'))
    join posting p on p.entryId = e.id and p.ledgerAccountId = iif(r.list = 'receivable', ${accountOf('accountsReceivable')}, ${accountOf('accountsPayable')})
    where r.list in ('receivable', 'payable') and r.posted > 0 group by r.openingId, r.list
  ) k on k.openingId = g.id join openingRow r on r.openingId = g.id and r.list = k.list and r.posted > 0
  group by g.id, k.list having sum(r.posted) <> k.books`;

/** What was paid ahead is a payment of an order, or a prepayment, worth what its row says; of an opening taken back it is called off. */
const creditsAreDocuments = sql<RawFault>`
  select r.id, r.list || ' ' || r.number || ' says ' || r.posted || ', its document ' || coalesce(p.amount, a.amount, 'is not there') as says
  from openingRow r join opening g on g.id = r.openingId
  left join payment p on r.list = 'receivable' and p.orderId = r.documentId and p.account = 'openingEquity'
  left join (select sourceId, sum(amount) as amount, min(postedOn) as postedOn from supplierPrepayment where sourceKind = 'openingRow' group by sourceId) a on r.list = 'payable' and a.sourceId = r.id
  where r.list in ('receivable', 'payable') and r.posted < 0
    and (iif(p.voidedAt is null, coalesce(p.amount, a.amount), 0) is not iif(g.takenBackById is null, -r.posted, 0) or coalesce(p.postedOn, a.postedOn) is not g.openingOn)`;

/** Its balances and their counterpart are one entry; taken back, two. An opening of open items alone has none. */
const isPosted = sql<RawFault>`
  select g.id, 'the opening of ' || g.openingOn || ' has ' || count(e.id) || ' entries' as says
  from opening g left join journalEntry e on e.sourceKind = 'opening' and e.sourceId = g.id
  group by g.id
  having count(e.id) <> iif(g.remainder = 0 and not exists (select 1 from openingRow r where r.openingId = g.id and r.list = 'balance' and r.posted <> 0), 0, 1 + (g.takenBackById is not null))`;

const entries = read((builder) =>
  builder
    .selectFrom('journalEntry as e')
    .innerJoin('opening as g', 'g.id', 'e.sourceId')
    .select(storedEntry)
    .select(['g.id as openingId', 'g.openingOn', 'g.remainder', 'g.remainderTo'])
    .where('e.sourceKind', '=', 'opening')
    .where('e.reversesId', 'is', null),
);
type Row = ReturnType<typeof entries.all>[number];
interface Terms {
  lines: Omit<OpeningLine, 'openingRowId'>[];
  remainder: Minor;
  remainderTo: number | null;
}

/** The entry follows from its terms, and these are what the rows of the opening say. */
function again(reader: Reader, row: Row, terms: Terms) {
  const balances = rowsOf.all(reader, { openingId: row.openingId }).filter(({ list, posted }) => list === 'balance' && posted !== 0);
  const postedOn = (id: number | null): Minor => balances.find(({ ledgerAccountId }) => ledgerAccountId === id)?.posted ?? minor(0);
  return {
    draft: openingEntry({ openingId: row.openingId, openingOn: row.openingOn, occurredAt: row.occurredAt, ...terms }),
    figures: [
      [terms.remainder, row.remainder],
      [terms.remainderTo, row.remainderTo],
      [row.entryOn, row.openingOn],
      [terms.lines.filter(({ amount }) => amount !== 0).length, balances.length],
      ...terms.lines.map(({ ledgerAccountId, amount }) => [amount, postedOn(ledgerAccountId)] as const),
    ] as const,
  };
}

const count = (reader: Reader): number => reader.get(db.selectFrom('openingRow').select((eb) => eb.fn.countAll<number>().as('rows')).where('openingId', 'is not', null))?.rows ?? 0;

const faults = (reader: Reader): Fault[] => {
  const asked = [['openingRow', itemsAreDocuments], ['openingRow', creditsAreDocuments], ['opening', itemsAddUp], ['opening', isPosted]] as const;
  return asked.flatMap(([table, query]) => askSql(reader, sql<RawFault>`select * from (${query}) limit ${faultsShown}`).map((row) => ({ table, ...row })));
};

/** What the books began with adds up to its entry and its documents. */
export const openingProof: Proof = {
  id: 'INV-X1 opening',
  prove: (reader) => {
    const recomputed = proveRecomputed(reader, entries.iterate(reader, {}), (row, terms: Terms) => again(reader, row, terms));
    return { checked: count(reader), faults: [...recomputed.faults, ...faults(reader)] };
  },
};
