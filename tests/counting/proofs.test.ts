import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { countingProofs } from '../../main/counting/proofs.ts';
import { pieces } from '../../shared/units/quantity.ts';
import { type CountingShop, newCountingShop, newDevice } from './support.ts';

let c: CountingShop;
let tea: number;
beforeEach(() => {
  c = newCountingShop();
  postACount();
  tea = lineOf('TEA');
});
afterEach(() => c.shop.close());

/** A posted count: tea 18 of 20, ten whisks of nine, the cups left out. Its entry takes 20.00 and brings 3.50. */
function postACount(): void {
  const { stocktakeId } = c.lin('stocktake.plan', { name: 'A 区', locationId: c.locationId, scope: { kind: 'location' } });
  c.wei('stocktake.start', { stocktakeId });
  const gun = newDevice(c.shop, c.gun, stocktakeId);
  gun.scan(c.wei, c.bins.a1, { variantId: c.tea, quantity: pieces(18) });
  gun.scan(c.wei, c.bins.a2, { variantId: c.whisk, quantity: pieces(10) });
  c.wei('stocktake.exclude', { stocktakeId, lineIds: [lineOf('CUP')], reason: '在展厅' });
  c.wei('stocktake.finish', { stocktakeId });
  const { rows } = c.lin('stocktake.review', { stocktakeId, view: 'decide' });
  c.lin('stocktake.accept', { stocktakeId, items: rows.map(({ lineId, variance }) => ({ lineId, variance: variance!, reason: 'shrinkage' })) });
  c.lin('stocktake.post', { stocktakeId });
}

const lineOf = (sku: string): number =>
  c.shop.raw.prepare('select line.id from stocktakeLine line join variant on variant.id = line.variantId where variant.sku = ?').pluck().get(sku) as number;

const found = (): string[] => countingProofs.flatMap(({ id, prove }) => prove(c.shop.read).faults.map((fault) => `${id} ${fault.table} ${fault.id}`));

/** Does what no service and no constraint lets happen, as a damaged file or another program would. */
function breaks(statement: string): void {
  const triggers = c.shop.raw.prepare("select name from sqlite_schema where type = 'trigger'").pluck().all() as string[];
  for (const name of triggers) c.shop.raw.exec(`drop trigger "${name}"`);
  c.shop.raw.pragma('foreign_keys = off');
  c.shop.raw.pragma('ignore_check_constraints = on');
  c.shop.raw.exec(statement);
}

test('a posted count proves, over all its lines', () => {
  expect(found()).toEqual([]);
  expect(countingProofs.map(({ id, prove }) => [id, prove(c.shop.read).checked])).toEqual([['INV-K1', 3], ['INV-K2', 2], ['INV-K3', 2]]);
});

describe('a broken row is named', () => {
  const cases: [string, () => string, () => string][] = [
    ['a line that was forgotten', () => `INV-K1 stocktakeLine ${tea}`, () => `delete from stocktakeVariance where lineId = ${tea}`],
    ['a line left out that was posted all the same', () => `INV-K1 stocktakeLine ${tea}`, () => `insert into stocktakeDecision select null, stocktakeId, ${tea}, 'exclude', null, null, 'x', null, userId, decidedAt, commandId, null from stocktakeDecision limit 1`],
    ['a line left out whose decision vanished', () => `INV-K1 stocktakeLine ${lineOf('CUP')}`, () => "delete from stocktakeDecision where kind = 'exclude'"],
    ['lines posted by a count that goes on', () => `INV-K1 stocktakeVariance ${tea}`, () => "update stocktake set state = 'review', postedOn = null, closedAt = null"],
    ['a difference that is not its movement', () => `INV-K2 stocktakeVariance ${tea}`, () => `update stocktakeVariance set variance = variance - 1, counted = counted - 1 where lineId = ${tea}`],
    ['a movement of other goods', () => `INV-K2 stocktakeVariance ${tea}`, () => `update stockMovement set variantId = ${c.cups} where id = (select movementId from stocktakeVariance where lineId = ${tea})`],
    ['a movement in another bin', () => `INV-K2 stocktakeVariance ${tea}`, () => `update stockMovement set binId = ${c.bins.a2} where id = (select movementId from stocktakeVariance where lineId = ${tea})`],
    ['a movement of another document', () => `INV-K2 stocktakeVariance ${tea}`, () => `update stockMovement set sourceKind = 'adjustment' where id = (select movementId from stocktakeVariance where lineId = ${tea})`],
    ['a cent the entry does not know', () => 'INV-K2 stocktake 1', () => `update stocktakeVariance set value = value + 1 where lineId = ${tea}`],
    ['a cent the lines do not know', () => 'INV-K2 stocktake 1', () => "update posting set amount = amount + 1 where ledgerAccountId = (select ledgerAccountId from accountRole where role = 'inventory') and entryId = (select id from journalEntry where ruleId = 'counting.variance')"],
    ['an entry that is gone', () => 'INV-K2 stocktake 1', () => "delete from journalEntry where ruleId = 'counting.variance'"],
    ['a scan that was changed afterwards', () => `INV-K3 stocktakeVariance ${tea}`, () => `update stocktakeScan set quantity = quantity + 1000 where lineId = ${tea}`],
    ['a scan that is gone', () => `INV-K3 stocktakeVariance ${tea}`, () => `delete from stocktakeScan where lineId = ${tea}`],
    ['a scan taken back after the posting', () => `INV-K3 stocktakeVariance ${tea}`, () => `insert into stocktakeScan select null, stocktakeId, null, null, 'undo', 'undone', userId, deviceId, 99, deviceAt, scannedAt, trusted, recordedAt, null, null, null, 0, sequence, commandId, null, null, null from stocktakeScan where lineId = ${tea}`],
    ['a book that its movements do not say', () => `INV-K3 stocktakeLine ${tea}`, () => `update stocktakeLine set book = book + 1000 where id = ${tea}`],
  ];
  test.each(cases)('%s', (_what, named, statement) => {
    const name = named();
    breaks(statement());
    expect(found()).toContain(name);
  });
});
