import { type RawBuilder, sql } from 'kysely';
import { db } from '../database/builder.ts';
import type { Reader } from '../database/handles.ts';
import { type Fault, faultsShown, type Proof } from '../database/proof.ts';
import { askSql } from '../database/raw-sql.ts';
import { proveRepairEntries, repairsInTheBooks } from './repair.proof.ts';
import { proveReturnEntries } from './return-entry.proof.ts';
import {
  arrivalsAreMovements, dispositionsInTheBooks, dispositionsSumToTheirArrival, orderLinesKeepTheirReturns, promisesAreOfTheirDay, returnsArePosted,
  rmaLinesKeepTheirDocuments, rmaStatesAreDerived, settledIsItsShare, settlementsAddUp,
} from './return.proof.ts';

type RawFault = { id: number | string; says: string };
type Counted = 'rma' | 'rmaLine' | 'goodsReturnLine' | 'returnSettlement';

const faults = (reader: Reader, table: string, query: RawBuilder<RawFault>): Fault[] =>
  askSql(reader, sql<RawFault>`select * from (${query}) limit ${faultsShown}`).map((row) => ({ table, ...row }));

const count = (reader: Reader, ...tables: Counted[]): number =>
  tables.reduce((sum, table) => sum + (reader.get(db.selectFrom(table).select((eb) => eb.fn.countAll<number>().as('rows')))?.rows ?? 0), 0);

/** What returns prove: their counts from their documents, each unit's one end, and that the books hold the same. */
export const returnsProofs: Proof[] = [
  {
    id: 'INV-O2',
    prove: (reader) => ({
      checked: count(reader, 'rma', 'rmaLine', 'returnSettlement'),
      faults: [
        ...faults(reader, 'rmaLine', rmaLinesKeepTheirDocuments),
        ...faults(reader, 'orderLine', orderLinesKeepTheirReturns),
        ...faults(reader, 'rma', rmaStatesAreDerived),
        ...faults(reader, 'rmaLine', promisesAreOfTheirDay),
        ...faults(reader, 'returnSettlement', settlementsAddUp),
        ...faults(reader, 'orderLine', settledIsItsShare),
      ],
    }),
  },
  {
    id: 'INV-S1',
    prove: (reader) => ({
      checked: count(reader, 'goodsReturnLine'),
      faults: [arrivalsAreMovements, dispositionsSumToTheirArrival].flatMap((query) => faults(reader, 'goodsReturnLine', query)),
    }),
  },
  {
    id: 'INV-L5',
    prove: (reader) => {
      const [entries, repairs] = [proveReturnEntries(reader), proveRepairEntries(reader)];
      return { checked: entries.checked + repairs.checked, faults: [...entries.faults, ...repairs.faults, ...[returnsArePosted, dispositionsInTheBooks, repairsInTheBooks].flatMap((query) => faults(reader, 'journalEntry', query))] };
    },
  },
];
