import type { FulfilmentState, PaymentState } from '../../shared/sales/order-state.rules.ts';
import type { ChargeKind, TaxBy } from '../../shared/sales/order-totals.rules.ts';
import type { Intake } from '../../shared/sales/intake.rules.ts';
import type { Day } from '../../shared/units/day.ts';
import type { Instant } from '../../shared/units/instant.ts';
import type { Minor } from '../../shared/units/minor.ts';
import { read, write } from '../database/statement.ts';

/** An order's own columns; what its documents add up to is kept by triggers. */
export interface NewOrderRow {
  number: string | null;
  channelId: number | null;
  externalId: string | null;
  shownNumber: string;
  customerId: number | null;
  currency: string;
  orderedAt: Instant;
  orderedOn: Day;
  shipByAt: Instant;
  intake: Intake;
  pricesIncludeTax: 0 | 1;
  taxBy: TaxBy;
  total: Minor;
  claim: Minor;
  note: string;
  channelStatus: string | null;
  awaitsPayment: 0 | 1;
  payMethod: string;
  contentHash: string | null;
  versionAt: Instant | null;
  payment: PaymentState;
  fulfilment: FulfilmentState;
  captured: Minor;
  refunded: Minor;
  cancelledClaim: Minor;
}

export const insertOrder = write((db, p: NewOrderRow & { commandId: number }) =>
  db.insertInto('salesOrder').values({
    number: p.number,
    channelId: p.channelId,
    externalId: p.externalId,
    shownNumber: p.shownNumber,
    customerId: p.customerId,
    currency: p.currency,
    orderedAt: p.orderedAt,
    orderedOn: p.orderedOn,
    shipByAt: p.shipByAt,
    intake: p.intake,
    pricesIncludeTax: p.pricesIncludeTax,
    taxBy: p.taxBy,
    total: p.total,
    claim: p.claim,
    note: p.note,
    channelStatus: p.channelStatus,
    awaitsPayment: p.awaitsPayment,
    payMethod: p.payMethod,
    contentHash: p.contentHash,
    versionAt: p.versionAt,
    payment: p.payment,
    fulfilment: p.fulfilment,
    captured: p.captured,
    refunded: p.refunded,
    cancelledClaim: p.cancelledClaim,
    commandId: p.commandId,
  }),
);

export interface NewChargeRow {
  orderId: number;
  chargeNo: number;
  kind: ChargeKind;
  name: string;
  net: Minor;
  tax: Minor;
  gross: Minor;
}

export const insertCharge = write((db, p: NewChargeRow & { commandId: number }) =>
  db.insertInto('orderCharge').values({
    orderId: p.orderId,
    chargeNo: p.chargeNo,
    kind: p.kind,
    name: p.name,
    net: p.net,
    tax: p.tax,
    gross: p.gross,
    commandId: p.commandId,
  }),
);

export interface RecipientRow {
  recipient: string;
  company: string;
  line1: string;
  line2: string;
  city: string;
  region: string;
  postcode: string;
  country: string;
  phone: string;
  email: string;
}

export const putRecipient = write((db, p: RecipientRow & { orderId: number }) =>
  db
    .replaceInto('orderRecipient')
    .values({
      orderId: p.orderId,
      recipient: p.recipient,
      company: p.company,
      line1: p.line1,
      line2: p.line2,
      city: p.city,
      region: p.region,
      postcode: p.postcode,
      country: p.country,
      phone: p.phone,
      email: p.email,
    }),
);

/** What its channel said of an address that was completed here. */
export const setTheirs = write((db, p: { orderId: number; theirs: string }) => db.updateTable('orderRecipient').set({ theirs: p.theirs }).where('orderId', '=', p.orderId));

/** What its channel says now although it was changed here, and what stood here before that was settled; see order-address.service.ts. */
export const setDisputed = write((db, p: { orderId: number; theirs: string | null; newer: string | null; older: string | null }) =>
  db.updateTable('orderRecipient').set({ theirs: p.theirs, newer: p.newer, older: p.older }).where('orderId', '=', p.orderId),
);

export const findOrder = read((db, p: { orderId: number }) => db.selectFrom('salesOrder').selectAll().where('id', '=', p.orderId));

/** What the states of an order are derived from, and the states it has. */
export const findStates = read((db, p: { orderId: number }) =>
  db
    .selectFrom('salesOrder')
    .select(['id', 'taxBy', 'claim', 'cancelledClaim', 'captured', 'refunded', 'deposits', 'receivable', 'owed', 'chargesSettled', 'payment', 'fulfilment', 'exceptions'])
    .where('id', '=', p.orderId),
);

export const findImported = read((db, p: { channelId: number; externalId: string }) =>
  db.selectFrom('salesOrder').select(['id', 'intake', 'contentHash', 'versionAt']).where('channelId', '=', p.channelId).where('externalId', '=', p.externalId),
);

export const chargesOf = read((db, p: { orderId: number }) =>
  db.selectFrom('orderCharge').select(['kind', 'name', 'net', 'tax', 'gross']).where('orderId', '=', p.orderId).orderBy('chargeNo'),
);

export const setStates = write((db, p: { orderId: number; payment: PaymentState; fulfilment: FulfilmentState }) =>
  db.updateTable('salesOrder').set({ payment: p.payment, fulfilment: p.fulfilment }).where('id', '=', p.orderId),
);

export const confirmVersion = write((db, p: { orderId: number; versionAt: Instant }) =>
  db.updateTable('salesOrder').set({ versionAt: p.versionAt }).where('id', '=', p.orderId),
);

/** What an order that came again may still change: its figures, as long as nothing was settled, and its words. */
export const changeOrder = write(
  (db, p: { orderId: number; total: Minor; claim: Minor; note: string; channelStatus: string; awaitsPayment: 0 | 1; contentHash: string; versionAt: Instant; shipByAt: Instant }) =>
    db
      .updateTable('salesOrder')
      .set({
        total: p.total,
        claim: p.claim,
        note: p.note,
        channelStatus: p.channelStatus,
        awaitsPayment: p.awaitsPayment,
        contentHash: p.contentHash,
        versionAt: p.versionAt,
        shipByAt: p.shipByAt,
      })
      .where('id', '=', p.orderId),
);

export const dropCharges = write((db, p: { orderId: number }) => db.deleteFrom('orderCharge').where('orderId', '=', p.orderId));

export const setMoneyOfHistory = write((db, p: { orderId: number; payment: PaymentState; captured: Minor; refunded: Minor }) =>
  db.updateTable('salesOrder').set({ payment: p.payment, captured: p.captured, refunded: p.refunded }).where('id', '=', p.orderId),
);
