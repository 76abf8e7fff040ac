import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { proveAll } from '../../main/app/check.ts';
import { returnsProofs } from '../../main/returns/proofs.ts';
import { pieces } from '../../shared/units/quantity.ts';
import { newSellingShop, type SellingShop } from '../sales/support.ts';
import { migrations } from '../support/shop.ts';
import { cameBack, soldOrder } from './support.ts';

let shop: SellingShop;
beforeEach(() => {
  shop = newSellingShop();
  const sold = soldOrder(shop);
  const { rmaId } = cameBack(shop, sold, 1, 'scrap', 'defective');
  shop.call('rma.settle', { rmaId, to: 'storeCredit', exchange: [{ variantId: shop.variant.LINE, quantity: pieces(1) }] });
  const back = cameBack(shop, sold, 1, 'back');
  shop.call('inspection.takeBack', { inspectionId: back.inspectionId });
  shop.call('storeCredit.grant', { customerId: sold.customerId, amount: 100 as never, reason: 'test' });
});
afterEach(() => shop.close());

/** Each broken row as its invariant and table. */
const found = (): string[] => proveAll(shop.read, migrations).filter(({ id }) => id !== 'INV-L2' && id !== 'INV-A1').flatMap(({ id, faults }) => faults.map((fault) => `${id} ${fault.table}`));

/** Somebody with a database tool, past every trigger and check. */
function tamper(statements: string): void {
  const triggers = shop.raw.prepare(`select name from sqlite_schema where type = 'trigger'`).pluck().all() as string[];
  for (const name of triggers) shop.raw.exec(`drop trigger "${name}"`);
  shop.raw.pragma('foreign_keys = off');
  shop.raw.pragma('ignore_check_constraints = on');
  shop.raw.exec(statements);
}

test('a sound shop proves, over all its rows', () => {
  expect(found()).toEqual([]);
  expect(returnsProofs.map(({ id, prove }) => [id, prove(shop.read).checked])).toEqual([['INV-O2', 5], ['INV-S1', 2], ['INV-L5', 5]]);
});

describe('a broken row is named', () => {
  const cases: [string, string, string][] = [
    ['a line that keeps more received than came', 'INV-O2 rmaLine', 'update rmaLine set received = received - 500 where id = 1'],
    ['a line settled beyond what was looked at', 'INV-O2 rmaLine', 'update rmaLine set settled = settled + 1000 where id = 1'],
    ['an order line that forgot what came back', 'INV-O2 orderLine', 'update orderLine set returned = 0'],
    ['a state nobody derived', 'INV-O2 rma', `update rma set state = 'authorised' where id = 1`],
    ['a promise that came after the order', 'INV-O2 rmaLine', `insert into returnPolicyVersion (returnPolicyId, fromOn, windowDays, faultDays, restockingFee, shipping, warrantyMonths, wording) values (1, '2026-03-01', 1, 1, 0, 'never', 0, '')`],
    ['a settlement that credited what no refund carried', 'INV-O2 returnSettlement', 'update returnSettlement set credited = credited + 1, held = held - 1'],
    ['a settlement without one of its refunds', 'INV-O2 returnSettlement', 'delete from returnSettlementRefund where refundId = (select min(refundId) from returnSettlementRefund)'],
    ['an exchange that paid another order', 'INV-O2 returnSettlement', `update returnSettlement set newOrderId = (select min(id) from salesOrder)`],
    ['a unit with two ends', 'INV-S1 goodsReturnLine', 'insert into inspectionLine (inspectionId, goodsReturnLineId, disposition, quantity, value, posted) values (1, 1, \'quarantine\', 1000, 0, 0)'],
    ['an end worth more than came back', 'INV-S1 goodsReturnLine', 'update inspectionLine set value = value + 1 where id = 1'],
    ['an arrival that is no movement of its goods', 'INV-S1 goodsReturnLine', 'update goodsReturnLine set movementId = drawId where id = 1'],
    ['goods that came back by no arrival', 'INV-S1 goodsReturnLine', 'delete from goodsReturnLine where id = 2'],
    ['a scrap that cost another sum than the books say', 'INV-L5 journalEntry', 'update inspectionLine set posted = posted + 1 where id = 1'],
    ['an arrival at another value than the books say', 'INV-L5 journalEntry', 'update goodsReturnLine set value = value + 1 where id = 2'],
    ['an inspection whose entry was taken away', 'INV-L5 journalEntry', `update journalEntry set ruleId = 'manual' where sourceKind = 'inspection' and ruleId = 'returns.inspected' and sourceId = 1`],
    ['an entry whose terms were changed', 'INV-L5 journalEntry', `update journalEntry set terms = '{"moved":[{"role":"cogs","value":1}]}' where sourceKind = 'goodsReturn' and sourceId = 1`],
    ['store credit nobody gave', 'INV-R1 storeCredit', 'update storeCredit set balance = balance + 1'],
    ['store credit the books know nothing of', 'INV-R1 storeCredit', `update storeCreditMovement set amount = amount + 1 where kind = 'goodwill'`],
    ['store credit another refund gave', 'INV-R1 storeCredit', `update storeCreditMovement set amount = amount + 1 where kind = 'return'`],
    ['goodwill nobody posted', 'INV-L5 storeCreditMovement', `update journalEntry set sourceId = 99 where sourceKind = 'storeCreditMovement'`],
    ['an exchange beyond what was paid over', 'INV-O2 salesOrder', `update payment set amount = amount + 1 where account = 'exchange'`],
  ];
  test.each(cases)('%s', (_name, expected, statements) => {
    tamper(statements);
    expect(found()).toContain(expected);
  });
});
