import { type RawBuilder, sql } from 'kysely';
import { db } from '../database/builder.ts';
import type { Reader } from '../database/handles.ts';
import { type Fault, faultsShown, type Proof } from '../database/proof.ts';
import { askSql } from '../database/raw-sql.ts';
import { goodsInTransitInTheBooks, landedCostsAreWhole, payablesInTheBooks, prepaymentsInTheBooks, claimsInTheBooks, reverseTaxInTheBooks, unbilledInTheBooks } from './purchase-books.proof.ts';
import { billsKeepTheirReverseParts, billsKeepTheirSettlements, incomingIsOpen, linesKeepTheirDocuments, statesFollow, unbilledIsReceivedLessBilled } from './purchase-order.proof.ts';
import { alertsFollowStock } from './stock-alert.proof.ts';

type RawFault = { id: number | string; says: string };
type Counted = 'stockAlertLevel' | 'stockAlert' | 'purchaseOrderLine' | 'purchaseReceiptLine' | 'supplierBill' | 'landedCostPart';

const faults = (reader: Reader, table: string, query: RawBuilder<RawFault>): Fault[] =>
  askSql(reader, sql<RawFault>`select * from (${query}) limit ${faultsShown}`).map((row) => ({ table, ...row }));

const count = (reader: Reader, ...tables: Counted[]): number =>
  tables.reduce((sum, table) => sum + (reader.get(db.selectFrom(table).select((eb) => eb.fn.countAll<number>().as('rows')))?.rows ?? 0), 0);

/** What purchasing proves: its kept figures from its documents, and that the books hold the same on every day. */
export const purchasingProofs: Proof[] = [
  {
    // ordered = received + open + cancelled is a check of the table itself.
    id: 'INV-P1 orders',
    prove: (reader) => ({
      checked: count(reader, 'purchaseOrderLine', 'purchaseReceiptLine'),
      faults: [
        ...faults(reader, 'purchaseOrderLine', linesKeepTheirDocuments),
        ...faults(reader, 'purchaseOrder', statesFollow),
        ...faults(reader, 'purchaseOrderLine', incomingIsOpen),
        ...faults(reader, 'purchaseReceiptLine', unbilledIsReceivedLessBilled),
        ...faults(reader, 'supplierBill', billsKeepTheirSettlements),
        ...faults(reader, 'supplierBill', billsKeepTheirReverseParts),
      ],
    }),
  },
  {
    id: 'INV-L6 purchasing',
    prove: (reader) => ({
      checked: count(reader, 'purchaseReceiptLine', 'supplierBill'),
      faults: [
        ...faults(reader, 'purchaseOrderLine', unbilledInTheBooks),
        ...faults(reader, 'purchaseOrderLine', goodsInTransitInTheBooks),
        ...faults(reader, 'supplierBill', payablesInTheBooks),
        ...faults(reader, 'supplier', prepaymentsInTheBooks),
        ...faults(reader, 'supplierClaim', claimsInTheBooks),
        ...faults(reader, 'billReversePart', reverseTaxInTheBooks),
      ],
    }),
  },
  { id: 'INV-P2 landed cost', prove: (reader) => ({ checked: count(reader, 'landedCostPart'), faults: faults(reader, 'landedCost', landedCostsAreWhole) }) },
  { id: 'INV-P3 alerts', prove: (reader) => ({ checked: count(reader, 'stockAlertLevel', 'stockAlert'), faults: faults(reader, 'stockAlert', alertsFollowStock) }) },
];
