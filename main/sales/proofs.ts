import { type RawBuilder, sql } from 'kysely';
import { db } from '../database/builder.ts';
import type { Reader } from '../database/handles.ts';
import { type Fault, faultsShown, type Proof } from '../database/proof.ts';
import { askSql } from '../database/raw-sql.ts';
import { proveEntries } from './entry.proof.ts';
import { approvalsAreKept, cancelledLines, chargesAreSettled, claims, expiriesAreDone, largeRoundings, lineKeepsItsParts, orderKeepsItsDocuments, ordersInHomeCurrency, owedIsHeld, refundsKeepTheirBase, statesAreDerived } from './order.proof.ts';
import { creditFollowsItsDocuments, creditInTheBooks, creditIsItsMovements, goodwillIsPosted, proveGoodwill } from './store-credit.proof.ts';
import { documentsArePosted, moneyInTheBooks, openItemsAtEveryDay, salesDaysAreDocuments } from './sales-books.proof.ts';

type RawFault = { id: number | string; says: string };
type Counted = 'storeCreditMovement' | 'salesOrder' | 'orderLine' | 'refund' | 'salesDay';

const faults = (reader: Reader, table: string, query: RawBuilder<RawFault>): Fault[] =>
  askSql(reader, sql<RawFault>`select * from (${query}) limit ${faultsShown}`).map((row) => ({ table, ...row }));

const count = (reader: Reader, ...tables: Counted[]): number =>
  tables.reduce((sum, table) => sum + (reader.get(db.selectFrom(table).select((eb) => eb.fn.countAll<number>().as('rows')))?.rows ?? 0), 0);

const oncePerChannel = sql<RawFault>`
  select min(id) as id, 'order ' || externalId || ' of channel ' || channelId || ' is here ' || count(*) || ' times' as says
  from salesOrder where externalId is not null group by channelId, externalId having count(*) > 1`;

/** What sales proves: its own figures from their documents, and that the books hold the same. */
export const salesProofs: Proof[] = [
  {
    id: 'INV-O1',
    prove: (reader) => ({ checked: count(reader, 'salesOrder', 'orderLine'), faults: [claims, ordersInHomeCurrency, largeRoundings].flatMap((query) => faults(reader, 'salesOrder', query)) }),
  },
  {
    id: 'INV-O2',
    prove: (reader) => ({
      checked: count(reader, 'orderLine', 'refund'),
      faults: [
        ...faults(reader, 'orderLine', lineKeepsItsParts),
        ...faults(reader, 'orderLine', cancelledLines),
        ...faults(reader, 'salesOrder', orderKeepsItsDocuments),
        ...faults(reader, 'salesOrder', statesAreDerived),
        ...faults(reader, 'salesOrder', approvalsAreKept),
        ...faults(reader, 'salesOrder', expiriesAreDone),
        ...faults(reader, 'salesOrder', chargesAreSettled),
        ...faults(reader, 'salesOrder', owedIsHeld),
        ...faults(reader, 'refund', refundsKeepTheirBase),
      ],
    }),
  },
  { id: 'INV-C1', prove: (reader) => ({ checked: count(reader, 'salesOrder'), faults: faults(reader, 'salesOrder', oncePerChannel) }) },
  { id: 'INV-L4', prove: (reader) => ({ checked: count(reader, 'salesDay'), faults: faults(reader, 'salesDay', salesDaysAreDocuments) }) },
  {
    id: 'INV-L5',
    prove: (reader) => {
      const [entries, goodwill] = [proveEntries(reader), proveGoodwill(reader)];
      return { checked: entries.checked + goodwill.checked, faults: [...entries.faults, ...goodwill.faults, ...faults(reader, 'storeCreditMovement', goodwillIsPosted), ...[documentsArePosted, moneyInTheBooks].flatMap((query) => faults(reader, 'journalEntry', query))] };
    },
  },
  {
    id: 'INV-R1',
    prove: (reader) => ({
      checked: count(reader, 'storeCreditMovement'),
      faults: [creditIsItsMovements, creditInTheBooks, creditFollowsItsDocuments].flatMap((query) => faults(reader, 'storeCredit', query)),
    }),
  },
  { id: 'INV-L6', prove: (reader) => ({ checked: count(reader, 'salesOrder'), faults: faults(reader, 'salesOrder', openItemsAtEveryDay) }) },
];
