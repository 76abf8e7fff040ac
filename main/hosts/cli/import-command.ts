import { batchLimit } from '../../../shared/contract/batch.ts';
import { SheetProblem, type SheetRow } from '../../../shared/contract/sheet.ts';
import { joinVariants, productOfRow } from '../../../shared/catalog/product-sheet.rules.ts';
import { customerOfRow } from '../../../shared/parties/customer-sheet.rules.ts';
import { openingOfRow } from '../../../shared/inventory/opening-sheet.rules.ts';
import { joinOrderLines, orderLineOfRow } from '../../../shared/sales/order-sheet.rules.ts';
import { type Command, printJson, withShop } from './command.ts';
import type { Reached } from './reach.ts';
import { readSheet } from './sheet-file.ts';
import { UsageError } from './usage.ts';

/** A sheet as commands, and the rows nobody can read. */
interface Sheet {
  method: string;
  items: object[];
  problems: { row: number; problem: string }[];
}

type Read = (rows: SheetRow[], currency: string) => Sheet;

const kinds: Record<string, Read> = {
  products: (rows, currency) => {
    const { items, problems } = readRows(rows, (row) => productOfRow(row, currency));
    return { method: 'product.importBatch', items: joinVariants(items), problems };
  },
  customers: (rows) => ({ method: 'customer.importBatch', ...readRows(rows, customerOfRow) }),
  'opening-stock': (rows, currency) => ({ method: 'stock.openingBatch', ...readRows(rows, (row) => openingOfRow(row, currency)) }),
  orders: (rows, currency) => {
    const { items, problems } = readRows(rows, (row) => orderLineOfRow(row, currency));
    return { method: 'order.createBatch', items: joinOrderLines(items), problems };
  },
};

/** Reads a sheet into the shop: what can be read goes in, what cannot is named by its row. */
export const importFile: Command = async (context) => {
  const [kind = '', file] = context.args;
  const read = kinds[kind];
  if (!read) throw new UsageError(`import knows ${Object.keys(kinds).join(', ')}.`);
  if (file === undefined) throw new UsageError(`import ${kind} needs a file.`);
  const rows = readSheet(file);
  const result = await withShop(context, async (shop) => {
    const { baseCurrency } = (await shop.call('shop.get', {})) as { baseCurrency: string };
    const sheet = read(rows, baseCurrency);
    if (context.flags['dry-run']) return { rows: rows.length, items: sheet.items.length, problems: sheet.problems, written: false };
    return { rows: rows.length, ...(await bringIn(shop, sheet)), written: true };
  });
  printJson(result);
  return result.problems.length === 0 ? 0 : 1;
};

function readRows<Item>(rows: SheetRow[], itemOf: (row: SheetRow) => Item): { items: Item[]; problems: Sheet['problems'] } {
  const [items, problems]: [Item[], Sheet['problems']] = [[], []];
  for (const [index, row] of rows.entries()) {
    try {
      items.push(itemOf(row));
    } catch (error) {
      if (!(error instanceof SheetProblem)) throw error;
      // The heading is row 1 of the sheet as people see it.
      problems.push({ row: index + 2, problem: error.message });
    }
  }
  return { items, problems };
}

interface Batch {
  results: ({ ok: true; value: { outcome?: string } } | { ok: false; refusal: { code: string; details: unknown } })[];
}

/** Two hundred at a time, each batch one transaction; a refused item is named and never stops the others. */
async function bringIn(shop: Reached, { method, items, problems }: Sheet) {
  const outcomes: Record<string, number> = {};
  const refused = [...problems];
  for (let from = 0; from < items.length; from += batchLimit) {
    const { results } = (await shop.call(method, { items: items.slice(from, from + batchLimit) })) as Batch;
    for (const [index, result] of results.entries()) {
      if (result.ok) outcomes[result.value.outcome ?? 'done'] = (outcomes[result.value.outcome ?? 'done'] ?? 0) + 1;
      else refused.push({ row: from + index + 2, problem: `${result.refusal.code} ${JSON.stringify(result.refusal.details)}` });
    }
  }
  return { outcomes, problems: refused };
}
