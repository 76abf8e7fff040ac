import { batchLimit } from '../../../shared/contract/batch.ts';
import type { SheetRow } from '../../../shared/contract/sheet.ts';
import { sheetKinds, type SheetKindName } from '../../../shared/company/sheet.contract.ts';
import { openingOfRow } from '../../../shared/inventory/opening-sheet.rules.ts';
import { Refusal } from '../../../shared/refusal/refusal.ts';
import { joinOrderLines, orderOfRow, type SheetOrder } from '../../../shared/sales/order-sheet.rules.ts';
import { type Command, type Context, printJson, text, withShop } from './command.ts';
import { channelCalled } from './channel-commands.ts';
import { importBank } from './import-bank.ts';
import { importPayouts } from './import-payouts.ts';
import { importRates } from './import-rates.ts';
import { importSheet } from './import-sheet.ts';
import type { Reached } from './reach.ts';
import { readSheet } from './sheet-file.ts';
import { readRows, type RowProblem } from './sheet-rows.ts';
import { UsageError } from './usage.ts';

/** What a sheet would bring in, what of it cannot be read, and how the rest is written. */
interface Sheet {
  items: object[];
  problems: RowProblem[];
  bringIn(shop: Reached): Promise<Brought>;
}

interface Brought {
  outcomes: Record<string, number>;
  refused: { row: number; item: string; refusal: unknown }[];
}

const kinds: Record<string, (rows: SheetRow[], currency: string) => Sheet> = {
  'opening-stock': (rows, currency) => {
    const { items, rowOf, problems } = readRows(rows, (row) => openingOfRow(row, currency));
    return { items, problems, bringIn: (shop) => inBatches(shop, 'stock.openingBatch', items, (line) => ({ row: rowOf.get(line) ?? 0, item: line.sku })) };
  },
  orders: (rows, currency) => {
    const { items, rowOf, problems } = readRows(rows, (row) => orderOfRow(row, currency));
    const orders = joinOrderLines(items);
    const lineRows = new Map(items.map((item) => [item.lines[0], rowOf.get(item) ?? 0]));
    return { items: orders, problems, bringIn: (shop) => takeOrders(shop, orders, (line) => lineRows.get(line) ?? 0) };
  },
};

/** Orders of a channel are `orders` with `--channel`. */
const isSheetKind = (kind: string): kind is SheetKindName => sheetKinds.some((known) => known === kind) && kind !== 'channelOrders';

/** Reads a sheet into the shop. Products and customers go in whole, and can be taken back whole; the rest goes in by batches. */
export const importFile: Command = async (context) => {
  const [kind = '', file] = context.args;
  const own = ['bank', 'payouts', 'rates'];
  if (!own.includes(kind) && !isSheetKind(kind) && !Object.hasOwn(kinds, kind)) throw new UsageError(`import knows ${[...sheetKinds.filter((known) => known !== 'channelOrders'), ...Object.keys(kinds), ...own].join(', ')}.`);
  if (file === undefined) throw new UsageError(`import ${kind} needs a file.`);
  if (kind === 'bank') return importStatement(context, file);
  if (kind === 'payouts') return importSettlements(context, file);
  if (kind === 'orders' && text(context.flags, 'channel') !== undefined) return importWhole(context, 'channelOrders', file);
  if (kind === 'rates') return importRateSheet(context, file);
  return isSheetKind(kind) ? importWhole(context, kind, file) : importBatches(context, kind, file);
};

async function importWhole(context: Context, kind: SheetKindName, file: string): Promise<number> {
  const options = { dryRun: context.flags['dry-run'] === true, rejectedFile: text(context.flags, 'rejected') };
  const brought = await withShop(context, async (shop) => {
    const said = text(context.flags, 'channel');
    const channel = kind === 'channelOrders' ? { channelId: await channelCalled(shop, said) } : {};
    return importSheet(shop, kind, file, { ...options, ...channel });
  });
  printJson(brought);
  return brought.counts.rejected === 0 ? 0 : 1;
}

/** A statement whose balances leave a gap comes in, and says so by the exit code. */
async function importStatement(context: Context, file: string): Promise<number> {
  const brought = await withShop(context, (shop) => importBank(shop, file, { dryRun: context.flags['dry-run'] === true, account: text(context.flags, 'account') }));
  printJson(brought);
  return brought.statements.every(({ gap }) => gap === 0) ? 0 : 1;
}

/** What the shop has with other lines is left as it is, and says so by the exit code. */
async function importSettlements(context: Context, file: string): Promise<number> {
  const brought = await withShop(context, (shop) => importPayouts(shop, file, { dryRun: context.flags['dry-run'] === true, channel: text(context.flags, 'channel') }));
  printJson(brought);
  return brought.settlements.every(({ is }) => is !== 'changed') ? 0 : 1;
}

async function importRateSheet({ flags, ...context }: Context, file: string): Promise<number> {
  const which = { dryRun: flags['dry-run'] === true, currencies: text(flags, 'currency'), since: text(flags, 'from') };
  printJson(await withShop({ ...context, flags }, (shop) => importRates(shop, file, which)));
  return 0;
}

/** What can be read goes in, what cannot is named by its row. */
async function importBatches(context: Context, kind: string, file: string): Promise<number> {
  const rows = await readSheet(file);
  return withShop(context, async (shop) => {
    const { baseCurrency } = (await shop.call('shop.get', {})) as { baseCurrency: string };
    const { items, problems, bringIn } = kinds[kind]!(rows, baseCurrency);
    const brought = context.flags['dry-run'] ? { outcomes: {}, refused: [] } : await bringIn(shop);
    printJson({ rows: rows.length, items: items.length, written: !context.flags['dry-run'], problems, ...brought });
    return problems.length + brought.refused.length === 0 ? 0 : 1;
  });
}

interface Batch {
  results: ({ ok: true; value: { outcome?: string } } | { ok: false; refusal: unknown })[];
}

/** Two hundred at a time, each batch one transaction; a refused item is named and never stops the others. */
async function inBatches<Item>(shop: Reached, method: string, items: readonly Item[], nameOf: (item: Item) => { row: number; item: string }): Promise<Brought> {
  const brought: Brought = { outcomes: {}, refused: [] };
  for (let from = 0; from < items.length; from += batchLimit) {
    const batch = items.slice(from, from + batchLimit);
    const { results } = (await shop.call(method, { items: batch })) as Batch;
    for (const [index, result] of results.entries()) {
      if (result.ok) count(brought, result.value.outcome ?? 'done');
      else brought.refused.push({ ...nameOf(batch[index]!), refusal: result.refusal });
    }
  }
  return brought;
}

const count = (brought: Brought, outcome: string): void => {
  brought.outcomes[outcome] = (brought.outcomes[outcome] ?? 0) + 1;
};

/** Each order by its own command, keyed by its number: the same sheet again changes nothing. */
async function takeOrders(shop: Reached, orders: readonly SheetOrder[], rowOf: (line: SheetOrder['lines'][number] | undefined) => number): Promise<Brought> {
  const brought: Brought = { outcomes: {}, refused: [] };
  for (const order of orders) {
    const { lines, unknown } = await resolved(shop, order);
    const note = [order.number, order.customer, order.note].filter(Boolean).join(' · ');
    const refusal = unknown ? { code: 'variant.unknown', details: { sku: unknown.sku } } : await refusalOf(() => shop.call('order.create', { lines, orderedAt: order.orderedAt, note }, `sheet:${order.number}`));
    if (refusal === undefined) count(brought, 'taken');
    else brought.refused.push({ row: rowOf(unknown ?? order.lines[0]), item: order.number, refusal });
  }
  return brought;
}

async function refusalOf(work: () => Promise<unknown>): Promise<unknown> {
  try {
    await work();
    return undefined;
  } catch (error) {
    if (error instanceof Refusal) return error.data();
    throw error;
  }
}

/** Turns an order's SKUs into variants; a line of an unknown one stops the order. */
async function resolved(shop: Reached, order: SheetOrder) {
  const lines: object[] = [];
  for (const line of order.lines) {
    const variantId = await variantOf(shop, line.sku);
    if (variantId === null) return { lines, unknown: line };
    lines.push({ variantId, quantity: line.quantity, unitPrice: line.unitPrice });
  }
  return { lines, unknown: undefined };
}

async function variantOf(shop: Reached, sku: string): Promise<number | null> {
  const { found } = (await shop.call('variant.find', { code: sku })) as { found: { id: number } | null };
  return found?.id ?? null;
}
