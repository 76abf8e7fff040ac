import { z } from 'zod';
import { zCurrency, zId, zInstant, zMinor, zQuantity, zRatePpm, zUnitPrice } from '../contract/fields.ts';
import { command, query } from '../contract/method.ts';
import { zLots } from '../inventory/fields.ts';
import { zNote, zPositive, zReasonCode, zRma, zWhy } from './fields.ts';
import { dispositions } from './rma-state.rules.ts';

/** Where what is left for the customer goes. */
export const payouts = ['channelClearing', 'bank', 'till', 'storeCredit'] as const;
export type Payout = (typeof payouts)[number];

const zExchangeLine = z.object({
  variantId: zId,
  quantity: zPositive,
  /** Without a price: what the same goods were sold for, else the shop's price of today. */
  unitPrice: zUnitPrice.refine((value) => value >= 0).exactOptional(),
});

const settling = {
  /** Which lines; all that can be settled where nobody says. */
  lines: z.array(z.object({ rmaLineId: zId, quantity: zPositive })).min(1).max(500).exactOptional(),
  to: z.enum(payouts).default('bank'),
  /** Otherwise the policy decides. */
  refundShipping: z.boolean().exactOptional(),
  waiveFee: z.boolean().default(false),
  exchange: z.array(zExchangeLine).min(1).max(500).exactOptional(),
};
const zSettle = zRma.extend(settling);
export type Settle = z.output<typeof zSettle>;

const money = {
  worth: zMinor,
  fee: zMinor,
  paidBefore: zMinor,
  shipping: zMinor,
  held: zMinor,
  credited: zMinor,
  /** Of the credit: less of what is owed, the new order, the customer. */
  toReceivable: zMinor,
  toOrder: zMinor,
  toCustomer: zMinor,
  newTotal: zMinor,
  /** What the customer still pays for the new order. */
  stillToPay: zMinor,
};

export const settlementCommands = {
  settle: command({ summary: 'Credit what came back: money, store credit or an exchange, in one posting.', undo: { none: 'the customer was told and has the money; sell anew' } })
    .input(zSettle.extend({ note: zNote }))
    .output(z.object({ returnSettlementId: zId, number: z.string(), newOrderId: zId.nullable(), newOrderNumber: z.string().nullable(), ...money })),
  takeBack: command({ summary: 'A return over the counter: taken in, looked at and paid out in one go.', undo: { none: 'the customer left with the money; sell anew' } })
    .input(
      z.object({
        orderId: zId,
        lines: z.array(z.object({ orderLineId: zId, quantity: zPositive, reason: zReasonCode.default('changedMind'), disposition: z.enum(dispositions).default('restock'), lots: zLots.exactOptional() })).min(1).max(200),
        locationId: zId.exactOptional(),
        to: z.enum(payouts).default('till'),
        refundShipping: z.boolean().exactOptional(),
        waiveFee: z.boolean().default(false),
        exchange: z.array(zExchangeLine).min(1).max(500).exactOptional(),
        overrule: zWhy.exactOptional(),
        note: zNote,
      }),
    )
    .output(z.object({ rmaId: zId, rmaNumber: z.string(), goodsReturnId: zId, returnSettlementId: zId, number: z.string(), newOrderId: zId.nullable(), newOrderNumber: z.string().nullable(), ...money })),
};

export const settlementQueries = {
  preview: query({ summary: 'What a settlement would give, before anybody confirms it.' })
    .input(zSettle)
    .output(
      z.object({
        currency: zCurrency,
        ...money,
        lines: z.array(z.object({ rmaLineId: zId, sku: z.string(), name: z.string(), quantity: zQuantity, worth: zMinor, fee: zMinor, feeRate: zRatePpm, paidBefore: zMinor })),
        exchange: z.array(z.object({ variantId: zId, sku: z.string(), name: z.string(), quantity: zQuantity, unitPrice: zUnitPrice, gross: zMinor })),
        shippingByPolicy: z.boolean(),
        shippingRoom: zMinor,
        /** Where the customer's money came from, which is where it usually goes back to. */
        usual: z.enum(payouts),
        mayCredit: z.boolean(),
      }),
    ),
  /** The paper of a credit note is made from this. */
  creditNote: query({ summary: 'A credit note: what was returned, at which prices and taxes, and where the money went.' })
    .input(z.object({ returnSettlementId: zId }))
    .output(
      z.object({
        number: z.string(),
        occurredAt: zInstant,
        rmaNumber: z.string(),
        orderId: zId,
        orderNumber: z.string(),
        currency: zCurrency,
        customerName: z.string().nullable(),
        lines: z.array(z.object({ sku: z.string(), name: z.string(), quantity: zQuantity, worth: zMinor, fee: zMinor })),
        parts: z.array(z.object({ kind: z.string(), sku: z.string().nullable(), net: zMinor, tax: zMinor, gross: zMinor, account: z.string() })),
        shipping: zMinor,
        held: zMinor,
        credited: zMinor,
      }),
    ),
};
