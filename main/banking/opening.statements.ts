import { sql } from 'kysely';
import type { OpeningList } from '../../shared/banking/opening.rules.ts';
import type { Day } from '../../shared/units/day.ts';
import type { Instant } from '../../shared/units/instant.ts';
import type { Minor } from '../../shared/units/minor.ts';
import { read, write } from '../database/statement.ts';

export interface WrittenRow {
  list: OpeningList;
  account: string;
  party: string;
  number: string;
  issuedOn: Day | null;
  dueOn: Day | null;
  home: Minor | null;
  currency: string | null;
  foreignAmount: Minor | null;
}

export const insertRow = write((db, p: WrittenRow & { commandId: number }) =>
  db.insertInto('openingRow').values({
    list: p.list, account: p.account, party: p.party, number: p.number, issuedOn: p.issuedOn, dueOn: p.dueOn,
    home: p.home, currency: p.currency, foreignAmount: p.foreignAmount, commandId: p.commandId,
  }),
);

const written = ['id as openingRowId', 'list', 'account', 'party', 'number', 'issuedOn', 'dueOn', 'home', 'currency', 'foreignAmount'] as const;

export const rowById = read((db, p: { id: number }) => db.selectFrom('openingRow').select([...written, 'openingId', 'removedById']).where('id', '=', p.id));
export const waitingRows = read((db) => db.selectFrom('openingRow').select(written).where('openingId', 'is', null).where('removedById', 'is', null).orderBy('id'));
export const rowsOf = read((db, p: { openingId: number }) => db.selectFrom('openingRow').select([...written, 'ledgerAccountId', 'posted', 'documentId', 'id as openingRowId']).where('openingId', '=', p.openingId).orderBy('id'));
export const removeRow = write((db, p: { id: number; removedById: number | null }) => db.updateTable('openingRow').set({ removedById: p.removedById }).where('id', '=', p.id));
export const settleRow = write((db, p: { id: number; openingId: number; ledgerAccountId: number | null; posted: Minor; documentId: number | null }) =>
  db.updateTable('openingRow').set({ openingId: p.openingId, ledgerAccountId: p.ledgerAccountId, posted: p.posted, documentId: p.documentId }).where('id', '=', p.id),
);

export const insertOpening = write((db, p: { openingOn: Day; remainder: Minor; remainderTo: number | null; recordedAt: Instant; commandId: number }) =>
  db.insertInto('opening').values({ openingOn: p.openingOn, remainder: p.remainder, remainderTo: p.remainderTo, recordedAt: p.recordedAt, commandId: p.commandId }),
);
export const openingById = read((db, p: { id: number }) => db.selectFrom('opening').selectAll().where('id', '=', p.id));
export const takeBackRow = write((db, p: { id: number; commandId: number }) => db.updateTable('opening').set({ takenBackById: p.commandId }).where('id', '=', p.id));

export const entryOfOpening = read((db, p: { openingId: number }) =>
  db.selectFrom('journalEntry').select(['id', 'number']).where('sourceKind', '=', 'opening').where('sourceId', '=', p.openingId).where('reversesId', 'is', null),
);
/** A bank account one of whose lines or nettings accounts for a posting of an entry. */
export const bankOfEntry = read((db, p: { entryId: number }) =>
  db
    .selectFrom('posting as p')
    .innerJoin('bankAccount as a', 'a.ledgerAccountId', 'p.ledgerAccountId')
    .select('a.name')
    .where('p.entryId', '=', p.entryId)
    .where(sql<boolean>`exists (select 1 from bankMatch m where m.entryId = p.entryId and m.postingNo = p.lineNo and m.undoneById is null)`)
    .limit(1),
);

/** Every account with what entries against opening equity put on it (nothing on equity itself, which no row may name), and whether a standing opening has it. */
export const openingAccounts = read((db, p: { equity: number }) =>
  db
    .with('opened', (cte) =>
      cte
        .selectFrom('posting')
        .select(['ledgerAccountId', sql<Minor>`sum(amount)`.as('amount'), sql<Minor>`coalesce(sum(foreignAmount), 0)`.as('foreignAmount')])
        .where(sql<boolean>`entryId in (select entryId from posting where ledgerAccountId = ${p.equity})`)
        .where('ledgerAccountId', '<>', p.equity)
        .groupBy('ledgerAccountId'),
    )
    .selectFrom('ledgerAccount as a')
    .leftJoin('opened as o', 'o.ledgerAccountId', 'a.id')
    .select(['a.id as ledgerAccountId', 'a.code', 'a.name', 'a.type', 'a.control', 'a.blocked', 'a.currency'])
    .select([sql<Minor>`coalesce(o.amount, 0)`.as('opened'), sql<Minor>`coalesce(o.foreignAmount, 0)`.as('openedForeign')])
    .select(sql<0 | 1>`exists (select 1 from openingRow r join opening g on g.id = r.openingId where r.ledgerAccountId = a.id and g.takenBackById is null)`.as('openedBefore'))
    .orderBy('a.code'),
);

export const customersCalled = read((db, p: { name: string }) =>
  db.selectFrom('customer').select('id').where('mergedIntoId', 'is', null).where(sql<boolean>`(name = ${p.name} collate nocase or number = ${p.name})`).limit(2),
);
export const suppliersCalled = read((db, p: { name: string }) =>
  db.selectFrom('supplier').select('id').where(sql<boolean>`(name = ${p.name} collate nocase or code = ${p.name} collate nocase)`).limit(2),
);
export const invoiceTaken = read((db, p: { customerId: number; number: string }) =>
  db
    .selectFrom('openingInvoice as i')
    .innerJoin('salesOrder as o', 'o.id', 'i.orderId')
    .select('o.id')
    .where('o.shownNumber', '=', p.number)
    .where('o.customerId', '=', p.customerId)
    .where('o.fulfilment', '<>', 'cancelled')
    .limit(1),
);
export const billTaken = read((db, p: { supplierId: number; number: string }) =>
  db.selectFrom('supplierBill').select('id').where('supplierId', '=', p.supplierId).where('supplierNumber', '=', p.number).where('cancelledAt', 'is', null).limit(1),
);
/** A credit of a customer or supplier that a standing opening has already. */
export const creditTaken = read((db, p: { list: OpeningList; party: string; number: string }) =>
  db
    .selectFrom('openingRow as r')
    .innerJoin('opening as g', 'g.id', 'r.openingId')
    .select('r.id')
    .where('r.list', '=', p.list)
    .where('r.party', '=', p.party)
    .where('r.number', '=', p.number)
    .where('r.posted', '<', 0 as Minor)
    .where('g.takenBackById', 'is', null)
    .limit(1),
);
export const bankCalled = read((db, p: { name: string }) =>
  db
    .selectFrom('bankAccount as b')
    .innerJoin('ledgerAccount as a', 'a.id', 'b.ledgerAccountId')
    .select(['b.id', 'a.code', 'b.openedOn', 'b.openingBalance'])
    .where(sql<boolean>`(b.name = ${p.name} collate nocase or b.number = ${p.name} or a.code = ${p.name})`)
    .limit(1),
);

export const allOpenings = read((db) =>
  db
    .selectFrom('opening as g')
    .leftJoin('journalEntry as e', (join) => join.on(sql<boolean>`e.sourceKind = 'opening' and e.sourceId = g.id and e.reversesId is null`))
    .leftJoin('ledgerAccount as a', 'a.id', 'g.remainderTo')
    .select(['g.id as openingId', 'g.openingOn', 'e.id as entryId', 'e.number', 'g.remainder', 'a.code as remainderTo', 'g.recordedAt', 'g.takenBackById'])
    .select([
      sql<number>`(select count(*) from openingRow r where r.openingId = g.id and r.list = 'balance')`.as('balances'),
      sql<number>`(select count(*) from openingRow r where r.openingId = g.id and r.list = 'receivable')`.as('receivables'),
      sql<Minor>`(select coalesce(sum(posted), 0) from openingRow r where r.openingId = g.id and r.list = 'receivable')`.as('receivable'),
      sql<number>`(select count(*) from openingRow r where r.openingId = g.id and r.list = 'payable')`.as('payables'),
      sql<Minor>`(select coalesce(sum(posted), 0) from openingRow r where r.openingId = g.id and r.list = 'payable')`.as('payable'),
    ])
    .orderBy('g.id', 'desc'),
);
