import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { afterAll, describe, expect, test } from 'vitest';
import { beancountJournal } from '../../shared/accounting/export/beancount.rules.ts';
import type { ExportBook, ExportEntry } from '../../shared/accounting/export/book.rules.ts';
import { hledgerJournal } from '../../shared/accounting/export/hledger.rules.ts';
import type { ExportMovement } from '../../shared/accounting/export/lots.rules.ts';
import { replay } from '../../shared/inventory/costing.rules.ts';
import type { CostEvent, CostingMethod } from '../../shared/inventory/costing-event.rules.ts';
import { addDays } from '../../shared/units/calendar.ts';
import { day } from '../../shared/units/day.ts';
import { instant } from '../../shared/units/instant.ts';
import { type Minor, minor } from '../../shared/units/minor.ts';
import { quantity } from '../../shared/units/quantity.ts';
import { installed, judges } from '../support/ledger-tools.ts';
import { runs, untilDone } from '../support/soak.ts';

const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'lots-'));
afterAll(() => fs.rmSync(folder, { recursive: true, force: true }));

const from = day('2026-01-01');
const [inventory, other] = [1, 2];

/** Goods of one variant that come in at prices no quantity divides, and leave in other quantities, sometimes before they came. */
const events = fc.array(fc.record({ comes: fc.boolean(), units: fc.integer({ min: 1, max: 40_000 }), value: fc.integer({ min: 0, max: 99_999 }), days: fc.integer({ min: 0, max: 3 }) }), { minLength: 4, maxLength: 25 });
type Happening = { comes: boolean; units: number; value: number; days: number };

interface History {
  happenings: readonly Happening[];
  method: CostingMethod;
}

/** What happened to one variant, with what each movement did as costing decided it. Ids of variants lie far apart. */
function movementsOf({ happenings, method }: History, variantId: number): ExportMovement[] {
  let on = from;
  const first = variantId * 1000;
  const costed: CostEvent[] = happenings.map(({ comes, units, value, days }, index) => {
    on = addDays(on, days);
    const at = { postedOn: on, occurredAt: instant(index), id: first + index };
    return comes || index === 0 ? { ...at, kind: 'in', quantity: quantity(units), value: minor(value) } : { ...at, kind: 'out', quantity: quantity(units) };
  });
  const { changes } = replay({ method, layers: [], draws: new Map(), lastCost: null }, costed);
  const dayOfMovement = new Map(costed.map((event) => [event.id, event.postedOn]));
  const owes = new Set(changes.filter((change) => change.drawId === change.layerId).map(({ layerId }) => layerId));
  return costed.map((event): ExportMovement => {
    const own = changes.filter(({ movementId }) => movementId === event.id);
    return {
      id: event.id, kind: event.kind, variantId, on: event.postedOn, quantity: quantity(own.reduce((sum, change) => sum + change.quantity, 0)),
      changes: own.map((change) => ({ id: change.layerId, variantId, on: dayOfMovement.get(change.layerId) ?? from, owed: owes.has(change.layerId), quantity: change.quantity, value: change.value })),
    };
  });
}

/** The books of these histories, a variant each. */
function bookOf(histories: readonly History[], currency: string): ExportBook {
  const movements = histories.flatMap((history, index) => movementsOf(history, index + 1)).toSorted((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : a.id - b.id));
  const entries = movements.flatMap((movement) => entryOf(movement));
  const balancesThrough = (until: string) => {
    const balance = minor(entries.filter(({ postedOn }) => postedOn <= until).reduce((sum, { postings }) => sum + (postings[0]?.amount ?? 0), 0));
    return [{ ledgerAccountId: inventory, balance }, { ledgerAccountId: other, balance: minor(balance === 0 ? 0 : -balance) }];
  };
  return {
    currency, from, to: movements.at(-1)?.on ?? from, opening: [], openingForeign: [], entries, balancesThrough,
    accounts: [{ id: inventory, code: '1405', name: '库存商品', type: 'asset' }, { id: other, code: '3001', name: 'Capital', type: 'equity' }],
    stock: { ledgerAccountId: inventory, variants: histories.map((_history, index) => ({ id: index + 1, sku: `ROD-${index + 1}` })), opening: [], movements },
  };
}

function entryOf({ id, on, changes }: ExportMovement): ExportEntry[] {
  const value = minor(changes.reduce((sum, change) => sum + change.value, 0));
  if (value === 0) return [];
  const leg = (ledgerAccountId: number, amount: Minor) => ({ ledgerAccountId, amount, channelId: null, itemKind: null, itemId: null, currency: null, foreignAmount: null });
  const about = { source: { kind: 'shipment', id }, rule: { id: 'test', version: 1 }, memo: { key: 'test', values: {} }, reversesNumber: null, party: null, voucherNumber: 1, writtenBy: '', reviewedBy: null, papers: 0 };
  return [{ ...about, number: `JE-${id}`, postedOn: on, postings: [leg(inventory, value), leg(other, minor(-value))] }];
}

const writers = { hledger: hledgerJournal, beancount: beancountJournal };
let files = 0;

function save(text: string): string {
  const file = path.join(folder, `${(files += 1)}.txt`);
  fs.writeFileSync(file, text);
  return file;
}

// One file holds many histories: a tool takes longer to start than to read. Not more, as finding a lot among those of all
// goods takes beancount long.
const perFile = 20;

const histories = fc.sample(fc.record({ happenings: events, method: fc.constantFrom<CostingMethod>('fifo', 'movingAverage') }), { seed: 20261130, numRuns: runs(40, 4_000, 'random histories of goods judged by hledger, ledger and beancount') });

describe.each(judges)('lots of goods, judged by $tool', ({ tool, format, accepts, balances }) => {
  test.runIf(installed(tool)).each([['EUR', 2], ['JPY', 0], ['KWD', 3]] as const)('are accepted in %s however goods come and go, and are worth what our layers are', (currency, digits) => {
    for (let at = 0; at < histories.length; at += perFile) {
      const book = bookOf(histories.slice(at, at + perFile), currency);
      const file = save([...writers[format](book)].join(''));
      expect(accepts(file)).toBe(true);
      const due = book.balancesThrough(book.to).map(({ ledgerAccountId, balance }) => [ledgerAccountId === inventory ? '1405' : '3001', balance / 10 ** digits]);
      expect(balances(file)).toEqual(Object.fromEntries(due));
      fs.rmSync(file);
    }
  }, untilDone);
});

describe('one cent moved between what is left and what was drawn', () => {
  const happenings: Happening[] = [{ comes: true, units: 3000, value: 1000, days: 0 }, { comes: false, units: 1000, value: 0, days: 1 }, { comes: false, units: 1000, value: 0, days: 1 }];
  const book = bookOf([{ happenings, method: 'fifo' }], 'EUR');
  // The books stay balanced: entry, draw and balances all say the same wrong cost.
  const wrong = (text: string): string => text.replaceAll('-3.33 EUR', '-3.34 EUR').replaceAll('3.33 EUR', '3.34 EUR');

  test.runIf(installed('bean-check'))('is refused by beancount, which works out the cost of a draw by itself', () => {
    const judge = judges.find(({ format }) => format === 'beancount')!;
    const text = [...beancountJournal(book)].join('');
    expect(judge.accepts(save(text))).toBe(true);
    expect(wrong(text)).not.toBe(text);
    expect(judge.accepts(save(wrong(text)))).toBe(false);
  });

  test('leaves the lot to be written anew, in whole minor units', () => {
    const text = [...beancountJournal(book)].join('');
    expect(text).toContain('2.000 V1 {{6.67 EUR, 2026-01-01, "L1000"}}');
    expect(text).toContain('-1.000 V1 {}');
  });
});
