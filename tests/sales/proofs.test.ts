import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { salesProofs } from '../../main/sales/proofs.ts';
import { instant } from '../../shared/units/instant.ts';
import { minor } from '../../shared/units/minor.ts';
import { pieces } from '../../shared/units/quantity.ts';
import { openingTime } from '../support/shop.ts';
import { channelId, channelLine, channelOrder, newSellingShop, type SellingShop } from './support.ts';

let shop: SellingShop;
let orderId: number;
beforeEach(() => {
  shop = newSellingShop();
  orderId = aSoldOrder();
});
afterEach(() => shop.close());

/** A channel order with every kind of document: payment, two parcels, a cancellation, a refund. */
function aSoldOrder(): number {
  const [result] = shop.call('order.importBatch', { channelId, items: [channelOrder({ externalId: 'W1' })] }).results;
  if (!result?.ok) throw new Error('the order was refused');
  const { orderId: id } = result.value;
  const [rod, line] = shop.call('order.get', { orderId: id }).lines;
  shop.call('shipment.ship', { orderId: id, lines: [{ orderLineId: rod!.id, quantity: pieces(1) }] });
  shop.call('order.cancel', { orderId: id, reason: 'sold out', lines: [{ orderLineId: line!.id, quantity: pieces(1) }] });
  shop.call('refund.record', { orderId: id, account: 'channelClearing', parts: [{ kind: 'cancelled', orderLineId: line!.id, amount: minor(2_260) }] });
  shop.call('shipment.ship', { orderId: id });
  return id;
}

const found = (): string[] => salesProofs.flatMap(({ id, prove }) => prove(shop.read).faults.map((fault) => `${id} ${fault.table} ${fault.id}`));

/** Does what no service and no constraint lets happen, as a damaged file or another program would. */
function breaks(...statements: string[]): void {
  const triggers = shop.raw.prepare("select name from sqlite_schema where type = 'trigger'").pluck().all() as string[];
  for (const name of triggers) shop.raw.exec(`drop trigger "${name}"`);
  shop.raw.pragma('foreign_keys = off');
  shop.raw.pragma('ignore_check_constraints = on');
  for (const statement of statements) shop.raw.exec(statement);
}

test('a sound shop proves, over all its rows', () => {
  expect(found()).toEqual([]);
  expect(salesProofs.map(({ id, prove }) => [id, prove(shop.read).checked])).toEqual([
    ['INV-O1', 3], ['INV-O2', 3], ['INV-C1', 1], ['INV-L4', 1], ['INV-L5', 5], ['INV-R1', 0], ['INV-L6', 1],
  ]);
});

describe('a broken row is named', () => {
  const cases: [string, string, () => string][] = [
    ['a line that is not net + tax', 'INV-O1 salesOrder', () => `update orderLine set gross = gross + 1 where orderId = ${orderId}`],
    ['a total that is not its rows', 'INV-O1 salesOrder', () => `update salesOrder set total = total + 1`],
    ['an order in a currency the books are not in', 'INV-O1 salesOrder', () => `update salesOrder set currency = 'CNX'`],
    ['a rounding nobody was shown', 'INV-O1 salesOrder', () => `insert into orderCharge select id, 1, 'rounding', '', 3, 0, 3, commandId from salesOrder;
      update salesOrder set total = total + 3, claim = claim + 3`],
    ['a line that ships more than its parcels', 'INV-O2 orderLine', () => `update orderLine set shipped = 1500 where sku = 'ROD'`],
    ['more shipped and cancelled than ordered', 'INV-O2 orderLine', () => `update orderLine set quantity = 1000 where sku = 'ROD'`],
    ['a finished line that did not give out all it is worth', 'INV-O2 orderLine', () => `update orderLine set net = net + 1, gross = gross + 1 where sku = 'ROD'`],
    ['goods set aside for what is gone', 'INV-O2 orderLine', () => `insert into allocation (orderLineId, locationId, variantId, quantity, allocatedAt, commandId) values ((select id from orderLine where sku = 'ROD'), 1, 1, 1000, 0, 1)`],
    ['money captured that no payment brought', 'INV-O2 salesOrder', () => 'update salesOrder set captured = captured + 1'],
    ['an exception that vanished', 'INV-O2 salesOrder', () => 'update salesOrder set exceptions = 1'],
    ['a state nobody derived', 'INV-O2 salesOrder', () => `update salesOrder set payment = 'paid'`],
    ['an order called open that is shipped', 'INV-O2 salesOrder', () => `update salesOrder set fulfilment = 'open'`],
    ['a refund beyond its base', 'INV-O2 refund', () => 'update refundPart set net = net + 1, gross = gross + 1'],
    ['a refund beyond its base, excused only by what was raised for another order', 'INV-O2 refund', () => `update refundPart set net = net + 1, gross = gross + 1;
      insert into orderException (orderId, kind, details, raisedAt, commandId) values (99, 'refundBeyondBase', '{}', 0, 1)`],
    ['more owed back than there is of the money', 'INV-O2 salesOrder', () => 'update salesOrder set owed = captured - refunded + 1'],
    ['one channel order twice', 'INV-C1 salesOrder', () => 'drop index salesOrderOfChannel; insert into salesOrder select null, null, channelId, externalId, shownNumber, customerId, currency, orderedAt, orderedOn, shipByAt, intake, pricesIncludeTax, taxBy, total, claim, note, channelStatus, awaitsPayment, payMethod, contentHash, versionAt, payment, fulfilment, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, commandId from salesOrder'],
    ['a kept day of sales', 'INV-L4 salesDay', () => 'update salesDay set shippedNet = shippedNet + 1'],
    ['a payment without its entry', 'INV-L5 journalEntry', () => "update journalEntry set sourceId = 99 where sourceKind = 'payment'"],
    ['a refund without its entry', 'INV-L5 journalEntry', () => "update journalEntry set sourceId = 99 where sourceKind = 'refund'"],
    ['tax posted as sales', 'INV-L5 journalEntry', () => `update posting set ledgerAccountId = (select ledgerAccountId from accountRole where role = 'salesRevenue')
      where ledgerAccountId = (select ledgerAccountId from accountRole where role = 'outputTax')`],
    ['a parcel that says it sold more than was posted', 'INV-L5 journalEntry', () => 'update shipment set goodsNet = goodsNet + 1'],
    ['a payment posted to another account than it names', 'INV-L5 journalEntry', () => "update payment set account = 'bank'"],
    ['a fee the books do not know', 'INV-L5 journalEntry', () => 'update payment set fee = fee + 1'],
    ['deposits no document brought', 'INV-O2 salesOrder', () => 'update salesOrder set deposits = deposits + 1'],
    ['deposits the books do not hold', 'INV-L6 salesOrder', () => 'update payment set toDeposits = toDeposits + 1'],
    ['a receivable the books do not hold', 'INV-L6 salesOrder', () => 'update shipment set toReceivable = toReceivable + 1'],
    ['a refund owed that the books do not hold', 'INV-L6 salesOrder', () => 'update cancellation set owed = owed + 1'],
    ['a deposit that the books hold a day later, though all is right today', 'INV-L6 salesOrder', () => "update posting set postedOn = '2027-01-01' where entryId = 2"],
    ['charges kept as open beside a parcel that carried them', 'INV-O2 salesOrder', () => 'update salesOrder set chargesSettled = 0'],
    ['a surplus nobody is shown', 'INV-O2 salesOrder', () => "update salesOrder set deposits = 5, captured = captured + 5"],
    ['an approval nobody gave', 'INV-O2 salesOrder', () => 'update salesOrder set approved = 1'],
    ['an end no cancellation made', 'INV-O2 salesOrder', () => `insert into orderExpiry (orderId, cancellationId, minutes, dueAt, expiredAt, freed, commandId) values (${orderId}, 99, 5, 1, 2, 0, 1)`],
    ['a deposit that went to another order, and no entry of it', 'INV-L5 journalEntry', () => `insert into depositTransfer (fromOrderId, toOrderId, amount, occurredAt, postedOn, commandId) values (${orderId}, 2, 5, 1, '2026-03-02', 1)`],
    ['a payment that clearing never saw', 'INV-L6 salesOrder', () => 'update payment set amount = amount + 1'],
  ];

  test.each(cases)('%s', (_what, fault, statement) => {
    breaks(statement());
    expect(found().some((row) => row.startsWith(fault)), found().join('\n')).toBe(true);
  });
});

describe('every rule that posts an order recomputes', () => {
  /** Beside the order above: one sold over the counter, one with a voided payment and parcel, one that left before go-live. */
  beforeEach(() => {
    shop.call('order.sell', { lines: [{ variantId: shop.variant.ROD, quantity: pieces(1) }] });
    const { orderId: taken } = shop.call('order.create', { lines: [{ variantId: shop.variant.LINE, quantity: pieces(1) }] });
    const { paymentId } = shop.call('payment.capture', { orderId: taken, amount: minor(2_260) });
    shop.call('payment.void', { paymentId, reason: 'not hers' });
    const { shipmentId } = shop.call('shipment.ship', { orderId: taken });
    shop.call('shipment.cancel', { shipmentId, reason: 'lost' });
    const before = { orderedAt: instant(openingTime - 1_000), payments: [], lines: [{ ...channelLine('1', 'ROD', 2, 20_000, 2_600), shippedBefore: pieces(1) }], total: minor(22_600) };
    shop.call('order.importBatch', { channelId, items: [channelOrder({ externalId: 'W2', ...before })] });
  });

  const rules = ['payment', 'paymentVoid', 'shipment', 'counterSale', 'shipmentVoid', 'beforeGoLive', 'cancellation', 'refund'];
  const entryOf = (rule: string): number => Number(shop.raw.prepare('select max(id) from journalEntry where ruleId = ?').pluck().get(`sales.${rule}`));
  const says = (): string[] => salesProofs.filter(({ id }) => id === 'INV-L5').flatMap(({ prove }) => prove(shop.read).faults.map((fault) => `${fault.table} ${fault.id} ${fault.says}`));

  test('as long as nobody touches them', () => {
    expect(found()).toEqual([]);
    expect(shop.raw.prepare("select distinct ruleId from journalEntry where ruleId like 'sales.%' order by 1").pluck().all()).toEqual(rules.map((rule) => `sales.${rule}`).toSorted());
  });

  test.each(rules)('%s: a posting a cent off is named', (rule) => {
    const id = entryOf(rule);
    breaks(`update posting set amount = amount + 1 where entryId = ${id} and lineNo = 1; update posting set amount = amount - 1 where entryId = ${id} and lineNo = 2`);
    expect(says()).toContainEqual(expect.stringMatching(new RegExp(`^journalEntry ${id} .*is not what its terms say`)));
  });

  test.each(rules)('%s: terms and postings that agree on what the document does not say are named', (rule) => {
    const id = entryOf(rule);
    // Every amount of the entry doubled: it balances and recomputes, but is no longer this document's.
    const terms = JSON.parse(shop.raw.prepare('select terms from journalEntry where id = ?').pluck().get(id) as string, (_key, value: unknown) => (typeof value === 'number' ? value * 2 : value)) as object;
    breaks(`update posting set amount = amount * 2 where entryId = ${id}; update journalEntry set terms = '${JSON.stringify(terms)}' where id = ${id}`);
    expect(says()).toContainEqual(expect.stringMatching(new RegExp(`^journalEntry ${id} .*where its document says`)));
  });

  test('a counter sale whose money went elsewhere than its payments say is named', () => {
    breaks("update payment set account = 'bank' where account = 'till'");
    expect(says()).toContainEqual(expect.stringMatching(new RegExp(`^journalEntry ${entryOf('counterSale')} .*where its document says`)));
  });

  test('terms that are no terms are named', () => {
    breaks("update journalEntry set terms = '{}' where sourceKind = 'shipment'");
    expect(says()).toContainEqual(expect.stringContaining('cannot be computed from'));
  });

  test('a version of a rule that nobody knows is named', () => {
    breaks("update journalEntry set ruleVersion = 7 where sourceKind = 'refund'");
    expect(says()).toContainEqual(expect.stringContaining('sales.refund v7, which nobody knows'));
  });
});

describe('what must never be stored is refused by the file itself', () => {
  const refusals: [string, string][] = [
    ['update payment set amount = 1', 'a payment is voided, never edited'],
    ['delete from shipment', 'a shipment is cancelled, never removed'],
    ['update shipmentLine set quantity = 1', 'a shipment is cancelled, never edited'],
    ['update refund set amount = 1', 'a refund is final'],
    ['delete from refundPart', 'a refund is final'],
    ['update cancellation set owed = 0', 'a cancellation is final'],
    ['delete from salesOrder', 'an order is cancelled, never removed'],
    ["update salesOrder set currency = 'USD'", 'an order keeps its number, channel and currency'],
    ['delete from orderLine', 'a line taken out of an order stays'],
    ["update orderLine set quantity = 9000 where sku = 'ROD'", 'not changed once part of it was shipped'],
    ['update orderLine set shipped = quantity + 1', 'CHECK constraint failed'],
    ['update orderLine set gross = gross + 1', 'CHECK constraint failed'],
    ['update salesOrder set deposits = -1', 'CHECK constraint failed'],
  ];
  test.each(refusals)('%s', (statement, says) => {
    expect(() => shop.raw.exec(statement)).toThrow(says);
  });

  test('the reason of a document is a person’s words: it can be erased, and nothing else', () => {
    shop.call('order.hold', { orderId, reason: 'Wang asked' });
    expect(() => shop.raw.exec("update cancellation set reason = 'other'")).toThrow('erased, never edited');
    shop.raw.exec("update cancellation set reason = ''; update refund set reason = ''; update orderHold set reason = ''");
    shop.check();
  });

  test('more of a line in a parcel than was ordered', () => {
    expect(() => shop.raw.exec("insert into shipmentLine (shipmentId, orderLineId, quantity, net, tax, discount) select 1, id, 1, 0, 0, 0 from orderLine where sku = 'ROD'")).toThrow('CHECK constraint failed');
  });
});
