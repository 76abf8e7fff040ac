import fs from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';

const root = path.resolve(import.meta.dirname, '..');
const read = (...names: string[]): string => fs.readFileSync(path.join(root, ...names), 'utf8');
const manual = (language: string): string => path.join(root, 'docs/manual', language);

/** The page of each route; a screen without one has no line here, and the first test says so. */
const pageOf: Record<string, string> = {
  '/': 'today',
  '/day': 'day',
  '/orders': 'orders',
  '/orders/new': 'new-order',
  '/orders/exceptions': 'order-exceptions',
  '/orders/rules': 'order-rules',
  '/orders/$orderId': 'order',
  '/products': 'products',
  '/products/new': 'products',
  '/products/prices': 'prices',
  '/products/promotions': 'promotions',
  '/products/promotions/new': 'promotions',
  '/products/promotions/$promotionId': 'promotions',
  '/products/sorting': 'products',
  '/products/$productId': 'product',
  '/products/import': 'import',
  '/labels': 'labels',
  '/station/move': 'move',
  '/station/till': 'till',
  '/orders/$orderId/papers': 'papers',
  '/settings/papers': 'papers',
  '/money/drawers': 'till',
  '/money/bank': 'bank',
  '/money/receivables': 'receivables',
  '/money/payables': 'receivables',
  '/stock': 'stock',
  '/stock/transfers': 'transfers',
  '/stock/lots': 'lots',
  '/stock/rules': 'stock-rules',
  '/counts': 'counts',
  '/counts/$stocktakeId': 'counts',
  '/station/count/$stocktakeId': 'counts',
  '/customers': 'customers',
  '/customers/$customerId/statement': 'papers',
  '/customers/import': 'import',
  '/purchasing': 'purchase-orders',
  '/purchasing/new': 'purchase-orders',
  '/purchasing/$orderId': 'purchase-orders',
  '/station/receive': 'receiving',
  '/station/receive/$orderId': 'receiving',
  '/purchasing/quotations': 'quotations',
  '/purchasing/quotations/new': 'quotations',
  '/purchasing/quotations/$requestId': 'quotations',
  '/purchasing/quotations/$requestId/paper/$supplierId': 'quotations',
  '/purchasing/bills': 'supplier-bills',
  '/purchasing/plan': 'what-to-buy',
  '/purchasing/suppliers': 'suppliers',
  '/purchasing/claims': 'supplier-claims',
  '/purchasing/receipts': 'receipts',
  '/purchasing/landed-costs': 'landed-costs',
  '/purchasing/alerts': 'stock-alerts',
  '/money': 'trial-balance',
  '/money/journal': 'journal',
  '/money/reminders': 'reminders',
  '/money/opening': 'opening',
  '/money/opening/import': 'opening',
  '/money/tax': 'tax',
  '/money/statements': 'statements',
  '/money/accounts': 'accounts',
  '/money/month': 'month',
  '/money/budget': 'budgets',
  '/money/forecast': 'cash-forecast',
  '/money/campaigns': 'cost-centres',
  '/money/ads': 'advertising',
  '/money/recurring': 'recurring',
  '/money/closing': 'closing',
  '/money/payouts': 'payouts',
  '/money/payouts/$settlementId': 'payouts',
  '/money/clearing': 'payouts',
  '/money/currencies': 'currencies',
  '/money/revaluation': 'currencies',
  '/money/export': 'export',
  '/money/export/settings': 'export',
  '/reports': 'stock-analysis',
  '/reports/cash': 'cash-release',
  '/channels': 'channels',
  '/channels/practice': 'practice',
  '/channels/conflicts': 'conflicts',
  '/channels/drafts': 'channels',
  '/channels/import': 'order-sheets',
  '/settings': 'settings',
  '/ship': 'ship',
  '/ship/slotting': 'slotting',
  '/ship/$pickWaveId': 'ship',
  '/ship/$pickWaveId/paper': 'ship',
  '/station/pick/$pickWaveId': 'picking',
  '/station/pack': 'packing',
  '/settings/carriers': 'carriers',
  '/settings/notices': 'notice-settings',
  '/settings/ship-from': 'ship-from',
  '/stock/places': 'places',
  '/returns': 'returns',
  '/returns/new': 'return',
  '/returns/$rmaId': 'return',
  '/station/return': 'return',
  '/returns/repairs': 'repairs',
  '/returns/analysis': 'return-rates',
  '/returns/policies': 'return-policies',
};
const otherPages = ['README', 'phones', 'first-run', 'command-line'];

const routes = [...read('renderer/app/router.tsx').matchAll(/\bpath: '([^']+)'/g)].map((match) => match[1] ?? '');

/** `![…](…)` and `[…](…)`, without what follows `#`. */
const linksIn = (text: string): string[] => [...text.matchAll(/\]\(([^)#]+)(?:#[^)]*)?\)/g)].map((match) => match[1] ?? '');

/** Every word the program can say in a language, as its sources have it. */
function wordsOf(folder: string): string {
  const files = fs.readdirSync(path.join(root, 'renderer/app/languages', folder));
  return [...files.map((file) => read('renderer/app/languages', folder, file)), read('shared/refusal/refusals.ts'), read('shared/refusal/words', `${folder}.ts`)].join('\n');
}

/** The first column of the tables under the heading "it says": what stands on the screen when something is refused. */
function quotedIn(text: string): string[] {
  const tables = text.split(/\n\n/).filter((part) => /^\| (it says|on any screen it says|显示|任何页面都可能显示) \|/m.test(part));
  return tables.flatMap((table) => table.trim().split('\n').slice(2).map((row) => row.split(' | ')[0]?.replace(/^\| /, '') ?? ''));
}

/** "Not done: … short" stands in the program as two pieces around a figure; a code stands in `ticks`. */
const piecesOf = (quote: string): string[] =>
  quote
    .replaceAll('`', '')
    .split(/…+|[,、] ?(?=file\.)| shop$/)
    .map((piece) => piece.trim())
    .filter((piece) => piece !== '');

test('every route of the program has its page in the manual', () => {
  expect(routes.length).toBeGreaterThan(5);
  expect(routes.filter((route) => !(route in pageOf))).toEqual([]);
  expect(Object.keys(pageOf).filter((route) => !routes.includes(route))).toEqual([]);
});

describe.each([
  ['en', 'en'],
  ['zh-Hans', 'zh-hans'],
])('the manual in %s', (language, words) => {
  const pages = fs.readdirSync(manual(language)).map((file) => path.basename(file, '.md'));
  const textOf = (page: string): string => fs.readFileSync(path.join(manual(language), `${page}.md`), 'utf8');

  test('has a page for every screen and none besides', () => {
    expect(pages.toSorted()).toEqual([...new Set([...Object.values(pageOf), ...otherPages])].toSorted());
  });

  test('leads from its index to every page', () => {
    expect(pages.filter((page) => page !== 'README' && !linksIn(textOf('README')).includes(`${page}.md`))).toEqual([]);
  });

  test.each(pages)('%s links only to pages and pictures that are there', (page) => {
    const missing = linksIn(textOf(page)).filter((link) => !fs.existsSync(path.join(manual(language), link)));
    expect(missing).toEqual([]);
  });

  test('quotes what the program really says', () => {
    const said = wordsOf(words);
    const unsaid = pages.flatMap((page) => quotedIn(textOf(page)).filter((quote) => !piecesOf(quote).every((piece) => said.includes(piece))).map((quote) => `${page}: ${quote}`));
    expect(unsaid).toEqual([]);
  });
});
