import { sql } from 'kysely';
import { type CancellationSettlement, cancellationEntry, reinstatementEntry } from '../../shared/sales/cancellation.rules.ts';
import { depositTransferEntry } from '../../shared/sales/order-revision.rules.ts';
import { type CapturedPayment, paymentEntry, type PaymentSplit, paymentVoidEntry } from '../../shared/sales/payment.rules.ts';
import { refundEntry, type RefundSettlement, type RefundTarget } from '../../shared/sales/refund.rules.ts';
import type { Minor } from '../../shared/units/minor.ts';
import { proveRecomputed, type Recomputed, storedEntry } from '../accounting/recompute.proof.ts';
import type { Reader } from '../database/handles.ts';
import type { ProofResult } from '../database/proof.ts';
import { read } from '../database/statement.ts';
import { documentOfOrder, postingOf, ruleOf } from './posted-document.ts';
import { proveShipmentEntries } from './shipment-entry.proof.ts';

const payments = read((db) =>
  db
    .selectFrom('journalEntry as e')
    .innerJoin('payment as d', 'd.id', 'e.sourceId')
    .innerJoin('salesOrder as o', 'o.id', 'd.orderId')
    .select([...storedEntry, ...documentOfOrder])
    .select(['d.amount', 'd.fee', 'd.account', 'd.storeCreditId', 'd.toReceivable', 'd.toDeposits', 'd.postedOn', 'd.voidDeposits', 'd.voidPostedOn', 'd.worth', 'd.foreignAmount'])
    .where('e.sourceKind', '=', 'payment')
    .where(sql<boolean>`e.reversesId is null`),
);

type PaymentRow = ReturnType<typeof payments.all>[number];

const again: Record<string, (row: PaymentRow, terms: never) => Recomputed> = {
  'sales.payment 1': (row, terms: CapturedPayment & PaymentSplit) => ({
    draft: paymentEntry(postingOf(row), terms, terms),
    figures: [...captured(row, terms), [terms.toReceivable, row.toReceivable], [terms.toDeposits, row.toDeposits], [row.entryOn, row.postedOn]],
  }),
  'sales.paymentVoid 1': (row, terms: CapturedPayment & { fromDeposits: Minor; toReceivable: Minor }) => ({
    draft: paymentVoidEntry(postingOf(row), terms, terms, ''),
    figures: [...captured(row, terms), [terms.fromDeposits, row.voidDeposits], [row.entryOn, row.voidPostedOn]],
  }),
};

const captured = (row: PaymentRow, terms: CapturedPayment) => [[terms.amount, row.amount], [terms.fee, row.fee], [terms.account, row.account], [terms.storeCreditId ?? null, row.storeCreditId], [terms.exchanged?.worth ?? null, row.worth], [terms.exchanged?.foreign?.amount ?? null, row.foreignAmount]] as const;

const refunds = read((db) =>
  db
    .selectFrom('journalEntry as e')
    .innerJoin('refund as d', 'd.id', 'e.sourceId')
    .innerJoin('salesOrder as o', 'o.id', 'd.orderId')
    .select([...storedEntry, ...documentOfOrder])
    .select(['d.account', 'd.storeCreditId', 'd.toOrderId', 'd.cashRounding', 'd.fromOwed', 'd.fromDeposits', 'd.toReceivable', 'd.salesNet', 'd.salesTax', 'd.shippingNet', 'd.shippingTax', 'd.postedOn'])
    .where('e.sourceKind', '=', 'refund')
    .where(sql<boolean>`e.reversesId is null`),
);

function refundAgain(row: ReturnType<typeof refunds.all>[number], terms: RefundSettlement & RefundTarget): Recomputed | undefined {
  if (ruleOf(row) !== 'sales.refund 1') return undefined;
  const { returns, shipping } = terms;
  return {
    draft: refundEntry(postingOf(row), terms, terms),
    figures: [
      [terms.account, row.account],
      [terms.storeCreditId ?? null, row.storeCreditId],
      [terms.toOrderId ?? null, row.toOrderId],
      [terms.cashRounding ?? 0, row.cashRounding],
      [terms.fromOwed, row.fromOwed],
      [terms.fromDeposits, row.fromDeposits],
      [terms.toReceivable, row.toReceivable],
      [returns.net + shipping.net, row.salesNet],
      [returns.tax + shipping.tax, row.salesTax],
      [shipping.net, row.shippingNet],
      [shipping.tax, row.shippingTax],
      [row.entryOn, row.postedOn],
    ],
  };
}

const cancellations = read((db) =>
  db
    .selectFrom('journalEntry as e')
    .innerJoin('cancellation as d', 'd.id', 'e.sourceId')
    .innerJoin('salesOrder as o', 'o.id', 'd.orderId')
    .select([...storedEntry, ...documentOfOrder])
    .select(['d.owed', 'd.creditNet', 'd.creditTax', 'd.creditShippingNet', 'd.creditShippingTax', 'd.postedOn'])
    .where('e.sourceKind', '=', 'cancellation')
    .where(sql<boolean>`e.reversesId is null`),
);

function cancellationAgain(row: ReturnType<typeof cancellations.all>[number], terms: CancellationSettlement): Recomputed | undefined {
  const rule = { 'sales.cancellation 1': cancellationEntry, 'sales.reinstatement 1': reinstatementEntry }[ruleOf(row)];
  if (!rule) return undefined;
  const { returns, shipping } = terms.creditTakenBack;
  return {
    draft: rule(postingOf(row), terms),
    figures: [
      [terms.owed, row.owed],
      [returns.net + shipping.net, row.creditNet],
      [returns.tax + shipping.tax, row.creditTax],
      [shipping.net, row.creditShippingNet],
      [shipping.tax, row.creditShippingTax],
      [row.entryOn, row.postedOn],
    ],
  };
}

const transfers = read((db) =>
  db
    .selectFrom('journalEntry as e')
    .innerJoin('depositTransfer as d', 'd.id', 'e.sourceId')
    .innerJoin('salesOrder as f', 'f.id', 'd.fromOrderId')
    .innerJoin('salesOrder as t', 't.id', 'd.toOrderId')
    .select(storedEntry)
    .select(['d.id as transferId', 'd.amount', 'd.postedOn', 'd.fromOrderId', 'd.toOrderId', 'f.shownNumber as fromNumber', 't.shownNumber as toNumber'])
    .where('e.sourceKind', '=', 'depositTransfer')
    .where(sql<boolean>`e.reversesId is null`),
);

function transferAgain(row: ReturnType<typeof transfers.all>[number], { amount }: { amount: Minor }): Recomputed | undefined {
  if (ruleOf(row) !== 'sales.depositTransfer 1') return undefined;
  const [from, to] = [{ id: row.fromOrderId, number: row.fromNumber, channelId: null }, { id: row.toOrderId, number: row.toNumber, channelId: null }];
  const draft = depositTransferEntry({ id: row.transferId, from, to, amount, postedOn: row.entryOn, occurredAt: row.occurredAt });
  return { draft, figures: [[amount, row.amount], [row.entryOn, row.postedOn]] };
}

/** Every entry of an order's documents recomputes from its terms, and these are what the document says (INV-L5). */
export function proveEntries(reader: Reader): ProofResult {
  const results = [
    proveRecomputed(reader, payments.iterate(reader, {}), (row, terms) => again[ruleOf(row)]?.(row, terms)),
    proveShipmentEntries(reader),
    proveRecomputed(reader, refunds.iterate(reader, {}), refundAgain),
    proveRecomputed(reader, transfers.iterate(reader, {}), transferAgain),
    proveRecomputed(reader, cancellations.iterate(reader, {}), cancellationAgain),
  ];
  return { checked: results.reduce((sum, { checked }) => sum + checked, 0), faults: results.flatMap(({ faults }) => faults) };
}
