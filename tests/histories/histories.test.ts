import fs from 'node:fs';
import { describe, expect, test } from 'vitest';
import { figure, runs, untilDone } from '../support/soak.ts';
import { liveHistories } from './histories.ts';

/** What has to have happened, and what has to have been refused, for a run to say anything. */
const everything = [
  'order.create', 'order.sell', 'order.sell refused', 'order.unsell', 'order.unsell refused', 'order.importBatch', 'payment.capture', 'payment.capture refused', 'payment.void', 'payment.void refused',
  'shipment.ship', 'shipment.ship refused', 'shipment.cancel', 'shipment.cancel refused', 'order.cancel', 'order.cancel refused', 'order.reinstate', 'order.reinstate refused', 'refund.record', 'refund.record refused',
  'order.allocate', 'order.release', 'order.hold', 'order.unhold', 'storeCredit.grant', 'storeCredit.withdraw', 'storeCredit.withdraw refused',
  'order.edit', 'order.edit refused', 'order.split', 'order.split refused', 'order.join', 'order.join refused', 'order.takeBack', 'order.takeBack refused', 'an unpaid order ended', 'a reservation ended',
  'rma.request', 'rma.request refused', 'rma.authorise', 'rma.authorise refused', 'rma.withdraw', 'rma.withdraw refused', 'rma.decline', 'rma.decline refused', 'rma.cancel', 'rma.cancel refused', 'rma.reopen', 'rma.reopen refused',
  'goodsReturn.receive', 'goodsReturn.receive refused', 'inspection.record', 'inspection.record refused', 'inspection.takeBack', 'inspection.takeBack refused', 'rma.settle', 'rma.settle refused', 'rma.takeBack', 'rma.takeBack refused',
  'an even exchange', 'an uneven exchange', 'store credit spent', 'purchaseReceipt.receive',
];

test('whatever happens to orders and returns, in any order, the program does and refuses what the model does, and every proof holds', () => {
  const { done, events } = liveHistories(runs(1_000, 100_000, 'random histories of orders and returns, each a sequence of events on orders of its own'), 950);
  figure('events in them, after each of which postings, stock, money and states are the model’s', events);
  figure('returns settled among them', (done['rma.settle'] ?? 0) + (done['rma.takeBack'] ?? 0));
  for (const what of everything) expect(done[what] ?? 0, what).toBeGreaterThan(0);
}, untilDone);

describe('a program that is wrong is caught', () => {
  test.each([
    ['a thousandth too much is set aside', 'after insert on allocation begin update stockLevel set allocated = allocated + 1 where variantId = new.variantId and locationId = new.locationId; end', /^stock:/],
    ['an order owes a cent more than was shipped', 'after insert on shipment when new.toReceivable > 0 begin update salesOrder set receivable = receivable + 1 where id = new.orderId; end', /^order \d+:/],
    ['goods came back that nobody counted', 'after update of returned on orderLine when new.returned > old.returned begin update orderLine set returned = new.returned - 1 where id = new.id; end', /^(lines of order \d+|posted):/],
    ['a refunded order still says it is paid', "after update of payment on salesOrder when new.payment = 'refunded' begin update salesOrder set payment = 'paid' where id = new.id; end", /^order \d+:/],
  ])('%s', { timeout: 300_000 }, (_what, trigger, found) => {
    expect(() => liveHistories(300, 5, `create temp trigger planted ${trigger}`)).toThrow(found);
  });
});

test('the model knows of the program only its units, and the steps only what they ask of it', () => {
  const models = fs.readdirSync(import.meta.dirname).filter((name) => name.endsWith('-model.ts'));
  expect(models).toHaveLength(6);
  const imports = models.flatMap((name) => [...fs.readFileSync(`${import.meta.dirname}/${name}`, 'utf8').matchAll(/from '([^']+)'/g)].map(([, target = '']) => target));
  expect(imports.filter((target) => !target.startsWith('../../shared/units/') && !/^\.\/[a-z]+-model\.ts$/.test(target))).toEqual([]);
});
