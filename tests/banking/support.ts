import { randomUUID } from 'node:crypto';
import fs from 'node:fs';
import { sheetWork } from '../../main/app/sheet-work.ts';
import { makeStageFolder, sheetFileOf, stageFolder, withStage } from '../../main/company/sheets/stage.ts';
import type { LinePart } from '../../shared/banking/fields.ts';
import { type Day, day } from '../../shared/units/day.ts';
import { decimalText } from '../../shared/units/decimal.ts';
import { instant } from '../../shared/units/instant.ts';
import { minor } from '../../shared/units/minor.ts';
import { pieces } from '../../shared/units/quantity.ts';
import { type BuyingShop, newBuyingShop } from '../purchasing/support.ts';
import { openingTime } from '../support/shop.ts';

export interface BankShop extends BuyingShop {
  /** The account that rules call the bank, opened with nothing. */
  bankId: number;
  /** A wallet with an account of its own in the books. */
  walletId: number;
}

/** The buying shop with its bank and an 支付宝 wallet, a week later than it opened so that lines of its days have come. */
export function newBankShop(): BankShop {
  const shop = newBuyingShop();
  shop.clock.set(openingTime + 30 * 24 * 3600_000);
  const { bankAccountId: bankId } = shop.call('bankAccount.add', { name: '工商银行', number: '6222 0000 1234', openedOn: day('2026-03-01') });
  const { bankAccountId: walletId } = shop.call('bankAccount.add', { name: '支付宝', kind: 'alipay', newAccount: { code: '1012', name: '支付宝' }, openedOn: day('2026-03-01') });
  return Object.assign(shop, { bankId, walletId });
}

export interface FileLine {
  id: string;
  on: string;
  amount: number;
  payee?: string;
  memo?: string;
}

const xml = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');

/** An OFX 2 file; with a closing balance where one is given. */
export function ofxFile(lines: readonly FileLine[], closing?: number): string {
  const rows = lines.map(({ id, on, amount, payee = '', memo = '' }) =>
    `<STMTTRN><TRNTYPE>OTHER</TRNTYPE><DTPOSTED>${on.replaceAll('-', '')}</DTPOSTED><TRNAMT>${decimalText(amount, 2)}</TRNAMT><FITID>${id}</FITID><NAME>${xml(payee)}</NAME><MEMO>${xml(memo)}</MEMO></STMTTRN>`);
  const last = lines.reduce((on, line) => (line.on > on ? line.on : on), '').replaceAll('-', '');
  const balance = closing === undefined ? '' : `<LEDGERBAL><BALAMT>${decimalText(closing, 2)}</BALAMT><DTASOF>${last}</DTASOF></LEDGERBAL>`;
  return `<?xml version="1.0" encoding="UTF-8"?><?OFX OFXHEADER="200"?><OFX><BANKMSGSRSV1><STMTTRNRS><STMTRS><CURDEF>CNY</CURDEF><BANKTRANLIST>${rows.join('')}</BANKTRANLIST>${balance}</STMTRS></STMTTRNRS></BANKMSGSRSV1></OFX>`;
}

/** Hands a file over and reads it, as the screen and the command line do. */
export async function readFile(shop: BankShop, bankAccountId: number, content: string | Uint8Array, more: object = {}) {
  const importId = randomUUID();
  makeStageFolder(shop.folder, importId);
  fs.writeFileSync(sheetFileOf(stageFolder(shop.folder, importId)), content);
  withStage(shop.folder, importId, (stage) => stage.note('fileName', 'statement'));
  const read = await sheetWork(shop.folder, importId).readBank({ bankAccountId, ...more });
  return { importId, read };
}

export async function bringIn(shop: BankShop, bankAccountId: number, content: string | Uint8Array) {
  const { importId } = await readFile(shop, bankAccountId, content);
  return shop.call('bankStatement.bringIn', { importId });
}

/** Lines on an account, as if a file had brought them. */
export const bringLines = (shop: BankShop, bankAccountId: number, lines: readonly FileLine[]) => bringIn(shop, bankAccountId, ofxFile(lines));

export const openLines = (shop: BankShop, bankAccountId: number) => shop.call('bankLine.list', { bankAccountId, limit: 100 }).rows;

/** The one line of a bank id. */
export const lineOf = (shop: BankShop, id: string): number => Number(shop.raw.prepare('select id from bankLine where externalId = ? and takenBackById is null').pluck().get(id));

export const accept = (shop: BankShop, bankLineId: number, parts: readonly LinePart[]) => shop.call('bankLine.accept', { bankLineId, parts: [...parts] });

/** An order of so many rods (113.00 each with tax), shipped or not. */
export function orderOf(shop: BankShop, rods: number, shipped = true): { orderId: number; number: string } {
  const { orderId } = shop.call('order.create', { lines: [{ variantId: shop.variant.ROD, quantity: pieces(rods) }] });
  if (shipped) shop.call('shipment.ship', { orderId });
  return { orderId, number: shop.call('order.get', { orderId }).number };
}

export const customerOrder = (shop: BankShop, customerId: number, rods: number, at: string): number => {
  const { orderId } = shop.call('order.create', { customerId, lines: [{ variantId: shop.variant.ROD, quantity: pieces(rods) }], orderedAt: atNoon(at) });
  shop.call('shipment.ship', { orderId, shippedAt: atNoon(at) });
  return orderId;
};

export const atNoon = (on: string) => instant(Date.parse(`${on}T04:00:00Z`));

/** A bill without goods. */
export const expenseBill = (shop: BankShop, supplierNumber: string, net: number, billedOn = '2026-03-02', supplierId = shop.supplierId): number =>
  shop.call('supplierBill.record', { supplierId, supplierNumber, billedOn: day(billedOn), lines: [{ kind: 'expense', text: 'freight', net: minor(net), tax: minor(0) }] }).supplierBillId;

/** What an account of the books holds, debit positive. */
export const held = (shop: BankShop, code: string): number =>
  Number(shop.raw.prepare('select coalesce(sum(p.amount), 0) from posting p join ledgerAccount a on a.id = p.ledgerAccountId where a.code = ?').pluck().get(code));

export const accountId = (shop: BankShop, code: string): number => Number(shop.raw.prepare('select id from ledgerAccount where code = ?').pluck().get(code));

export const through = (on: string): Day => day(on);
