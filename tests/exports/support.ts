import { postEntry } from '../../main/accounting/journal.service.ts';
import { type ExportedFile, exportFiles } from '../../main/exports/files.ts';
import { credit, debit, type Leg } from '../../shared/accounting/entry.rules.ts';
import type { ExportFormat } from '../../shared/exports/formats.rules.ts';
import type { PackFile } from '../../shared/exports/pack.rules.ts';
import { addDays } from '../../shared/units/calendar.ts';
import { type Day, day } from '../../shared/units/day.ts';
import { instant } from '../../shared/units/instant.ts';
import { minor } from '../../shared/units/minor.ts';
import { newShop, openingTime, type TestShop } from '../support/shop.ts';

export const from = day('2026-01-05');
export const to = day('2026-03-15');

/** Words with what ends a cell, a line, a tag or a formula somewhere. */
export const hostile = '=Müller & "渔具" <b> 50;\t|\n2026 \u202E €';

/** Seventy days with a sale, its payment and its cost each, to seven customers, and now and then in dollars. */
export function booksShop(overrides: Parameters<typeof newShop>[0] = {}): TestShop {
  const shop = newShop(overrides);
  for (let n = 1; n <= 7; n += 1) shop.call('customer.create', { name: n === 1 ? hostile.replaceAll(/[\n\t]/g, ' ') : `Kunde ${n}`, kind: 'company', addresses: [{ kind: 'billing', line1: `Weg ${n}`, city: 'Berlin', postcode: '10115', country: 'DE' }] });
  shop.tx((tx) => {
    for (let [on, n] = [from as Day, 1]; on <= to; on = addDays(on, 1), n += 1) {
      const item = { kind: 'customer' as const, id: (n % 7) + 1 };
      const net = minor(10_000 + n * 37);
      const tax = minor(Math.round(net * 0.19));
      const gross = minor(net + tax);
      const usd = { foreign: { currency: 'USD', amount: minor(n) } };
      const post = (id: string, legs: Leg[]) =>
        postEntry(tx, {
          postedOn: on, occurredAt: instant(openingTime), source: { kind: 'command', id: 1 }, rule: { id, version: 1 },
          memo: { key: id === 'sales.sold' ? 'shipment' : 'payment', values: { order: hostile, n } }, terms: { n }, legs,
        });
      post('sales.sold', [debit('accountsReceivable', gross, { item }), credit('salesRevenue', net), credit('outputTax', tax)]);
      post('sales.paid', [debit('bank', gross, n % 5 === 0 ? usd : {}), credit('accountsReceivable', gross, { item })]);
      post('inventory.cost', [debit('cogs', minor(4321)), credit('purchasePriceVariance', minor(4321))]);
    }
  });
  return shop;
}

/** The files of an export, with what was left out of it. */
export function made(shop: TestShop, format: ExportFormat, days: { from: Day; to: Day } = { from, to }) {
  const leftOut: { number: string; lacks: string }[] = [];
  let [total, seen] = [0, 0];
  const listener = { total: (count: number) => void (total = count), seen: () => void (seen += 1), leftOut: (paper: { number: string; lacks: string }) => void leftOut.push(paper) };
  const files: ExportedFile[] = [];
  for (const file of exportFiles(shop.read, { format, userId: 1, madeOn: day('2026-04-01'), ...days }, listener)) files.push('text' in file ? { ...file, text: [[...file.text].join('')] } : file);
  return { files, leftOut, total, seen };
}

export const textOf = (file: ExportedFile | undefined): string => [...((file as PackFile | undefined)?.text ?? [])].join('');

/** A decimal as whole minor units, by its digits. */
export const cents = (text: string | number | undefined): number => Number(String(typeof text === 'number' ? text.toFixed(2) : (text ?? '')).replaceAll(/[.,]/g, '') || 0);

/** What the journal of these days adds up to on one side. */
export const debitsOf = (shop: TestShop, days = { from, to }): number =>
  shop.raw.prepare('select sum(max(amount, 0)) from posting where postedOn between ? and ?').pluck().get(days.from, days.to) as number;
