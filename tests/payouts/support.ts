import { randomUUID } from 'node:crypto';
import fs from 'node:fs';
import { sheetWork } from '../../main/app/sheet-work.ts';
import { makeStageFolder, sheetFileOf, stageFolder, withStage } from '../../main/company/sheets/stage.ts';
import { type BankShop, newBankShop } from '../banking/support.ts';
import { channelId, channelLine, channelOrder } from '../sales/support.ts';
import type { Instant } from '../../shared/units/instant.ts';
import { instant } from '../../shared/units/instant.ts';
import { minor } from '../../shared/units/minor.ts';
import { openingTime } from '../support/shop.ts';

/** The shop with its bank, and one channel in yuan. */
export function newPayoutShop(): BankShop {
  const shop = newBankShop();
  shop.raw.exec(`insert into channel (id, name, kind, url, currency, goLiveAt, addedAt) values (${channelId}, '网店', 'woocommerce', 'https://shop.example', 'CNY', 0, 0)`);
  return shop;
}

export interface OrderTold {
  /** What the customer paid, tax in it, and what of it the gateway kept at once. */
  paid?: number;
  fee?: number;
  orderedAt?: Instant;
}

/** An order of the channel over one hook for `paid`, paid to the channel; answers its id. */
export function channelSale(shop: BankShop, number: string, { paid = 11_300, fee = 0, orderedAt = instant(openingTime + 60_000) }: OrderTold = {}): number {
  const net = Math.round(paid / 1.13);
  const item = channelOrder({
    externalId: `ext-${number}`,
    number,
    orderedAt,
    lines: [channelLine('1', 'HOOK', 0, net, paid - net)].map((line) => ({ ...line, quantity: 1_000 as never })),
    total: minor(paid),
    payments: [{ externalId: `pay ${number}`, amount: minor(paid), fee: minor(fee), method: 'card', occurredAt: orderedAt }],
  });
  const [result] = shop.call('order.importBatch', { channelId, items: [item] }).results;
  if (!result?.ok) throw new Error(`order ${number} was refused`);
  return result.value.orderId;
}

/** Money back to the customer, through the channel. */
export const channelRefund = (shop: BankShop, orderId: number, amount: number): void =>
  void shop.call('refund.record', { orderId, account: 'channelClearing', parts: [{ kind: 'amountOnly', orderLineId: null, amount: minor(amount) }] });

/** Hands a settlement file over and reads it, as the screen and the command line do. */
export async function readPayouts(shop: BankShop, content: string | Uint8Array, more: object = {}) {
  const importId = randomUUID();
  makeStageFolder(shop.folder, importId);
  fs.writeFileSync(sheetFileOf(stageFolder(shop.folder, importId)), content);
  withStage(shop.folder, importId, (stage) => stage.note('fileName', 'payouts.csv'));
  const read = await sheetWork(shop.folder, importId).readSettlement({ channelId, ...more });
  return { importId, read };
}

export async function bringPayouts(shop: BankShop, content: string | Uint8Array): Promise<number[]> {
  const { importId } = await readPayouts(shop, content);
  return shop.call('settlement.bringIn', { importId }).settlementIds;
}

/** What an order still has on the clearing account. */
export const clearingOf = (shop: BankShop, orderId: number): number =>
  Number(shop.raw.prepare("select coalesce(sum(balance), 0) from openItem join accountRole using (ledgerAccountId) where role = 'channelClearing' and itemKind = 'salesOrder' and itemId = ?").pluck().get(orderId));

export const undoLast = (shop: BankShop): void => void shop.call('activity.undo', { commandId: Number(shop.raw.prepare('select max(id) from command').pluck().get()) });
