import { sql } from 'kysely';
import type { MoneyAccount } from '../../shared/sales/payment.rules.ts';
import {
  beforeGoLiveEntry, counterSaleEntry, type DrawnValue, oppositeRows, type PaidTender, shipmentEntry, type ShipmentSettlement, shipmentVoidEntry, type ShippedRows,
} from '../../shared/sales/shipment.rules.ts';
import { type Minor, sumMinor } from '../../shared/units/minor.ts';
import { proveRecomputed, type Recomputed, storedEntry } from '../accounting/recompute.proof.ts';
import type { Reader } from '../database/handles.ts';
import type { ProofResult } from '../database/proof.ts';
import { read } from '../database/statement.ts';
import { documentOfOrder, postingOf, ruleOf } from './posted-document.ts';

const takenInto = (account: MoneyAccount) => sql<Minor | null>`(select sum(amount) from payment p where p.orderId = d.orderId and p.commandId = d.commandId and p.account = ${sql.lit(account)})`;

/** Charges are compared where they stand: those of an order all of whose parcels were called back may have changed since. */
const shipments = read((db) =>
  db
    .selectFrom('journalEntry as e')
    .innerJoin('shipment as d', 'd.id', 'e.sourceId')
    .innerJoin('salesOrder as o', 'o.id', 'd.orderId')
    .leftJoin(
      sql<Record<'shipmentId' | 'net' | 'tax' | 'discount', number>>`(
        select shipmentId, sum(net) as net, sum(tax) as tax, sum(discount) as discount from shipmentLine group by shipmentId)`.as('goods'),
      'goods.shipmentId',
      'd.id',
    )
    .leftJoin(
      sql<Record<'orderId' | 'tax' | 'rounding', number>>`(
        select orderId, sum(tax) as tax, sum(iif(kind = 'rounding', net, 0)) as rounding from orderCharge group by orderId)`.as('charge'),
      (join) => join.onRef('charge.orderId', '=', 'o.id').on('d.withCharges', '=', 1),
    )
    .select([...storedEntry, ...documentOfOrder])
    .select(['d.goodsNet', 'd.chargesNet', 'd.due', 'd.fromDeposits', 'd.toReceivable', 'd.postedOn'])
    .select(['d.voidPostedOn', 'd.voidDue', 'd.voidChargesNet', 'd.voidDeposits'])
    // What the same command took for it.
    .select([takenInto('till').as('intoTill'), takenInto('bank').as('intoBank')])
    .select(['goods.net', 'goods.tax', 'goods.discount', 'charge.tax as chargeTax', 'charge.rounding'])
    .where('e.sourceKind', '=', 'shipment')
    .where('e.reversesId', 'is', null),
);

type Row = ReturnType<typeof shipments.all>[number];
const paidInto = (account: MoneyAccount, { tenders }: { tenders: PaidTender[] }): Minor => sumMinor(tenders.filter((tender) => tender.account === account).map(({ amount }) => amount));

type Figures = Recomputed['figures'];
interface Sold extends Omit<ShippedRows, 'taxBy'> {
  draws: DrawnValue[];
}

const rowsOf = (row: Row, terms: Sold): ShippedRows => ({ goods: terms.goods, shipping: terms.shipping, fees: terms.fees, rounding: terms.rounding, taxBy: row.taxBy });

const again: Record<string, (row: Row, terms: never) => Recomputed> = {
  'sales.shipment 1': (row, terms: Sold & ShipmentSettlement) => ({
    draft: shipmentEntry(postingOf(row), rowsOf(row, terms), terms, terms.draws),
    figures: [...sold(row, terms), ...settled(row, terms)],
  }),
  'sales.counterSale 1': (row, terms: Sold & { due: Minor; tenders: PaidTender[] }) => ({
    draft: counterSaleEntry(postingOf(row), rowsOf(row, terms), terms.tenders, terms.draws),
    figures: [...sold(row, terms), [terms.due, row.due], [paidInto('till', terms), row.intoTill ?? 0], [paidInto('bank', terms), row.intoBank ?? 0]],
  }),
  'sales.beforeGoLive 1': (row, terms: ShipmentSettlement) => ({ draft: beforeGoLiveEntry(postingOf(row), terms), figures: settled(row, terms) }),
  'sales.shipmentVoid 1': (row, terms: Sold & { toDeposits: Minor; fromReceivable: Minor }) => {
    const rows = oppositeRows(rowsOf(row, terms));
    return {
      draft: shipmentVoidEntry(postingOf(row), rows, terms, terms.draws, ''),
      figures: [
        ...goods(row, rows),
        [rows.shipping.net + rows.fees.net, row.voidChargesNet],
        [terms.toDeposits, row.voidDeposits],
        [terms.toDeposits + terms.fromReceivable, row.voidDue],
        [row.entryOn, row.voidPostedOn],
      ],
    };
  },
};

/** What left is the sum of the parcel's lines. */
const goods = (row: Row, rows: Pick<ShippedRows, 'goods'>): Figures => [
  [rows.goods.net, row.goodsNet],
  [rows.goods.net, row.net],
  [rows.goods.tax, row.tax],
  [rows.goods.discount, row.discount],
];

function sold(row: Row, terms: Sold): Figures {
  const stands = row.voidDue === null;
  return [
    ...goods(row, terms),
    [terms.shipping.net + terms.fees.net, row.chargesNet],
    [row.entryOn, row.postedOn],
    ...(stands ? ([[terms.shipping.tax + terms.fees.tax, row.chargeTax ?? 0], [terms.rounding, row.rounding ?? 0]] as const) : []),
  ];
}

const settled = (row: Row, terms: ShipmentSettlement): Figures => [
  [terms.due, row.due],
  [terms.fromDeposits, row.fromDeposits],
  [terms.toReceivable, row.toReceivable],
  [row.entryOn, row.postedOn],
];

/** Every entry of a parcel recomputes from its terms, and these are what the parcel, its lines and its order's charges say. */
export const proveShipmentEntries = (reader: Reader): ProofResult =>
  proveRecomputed(reader, shipments.iterate(reader, {}), (row, terms) => again[ruleOf(row)]?.(row, terms));
