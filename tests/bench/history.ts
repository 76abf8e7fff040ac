import type Database from 'better-sqlite3';
import { timeZone } from '../../main/app/demo/clerk.ts';
import { startOfDay } from '../../shared/units/calendar.ts';
import { mulDiv } from '../../shared/units/mul-div.ts';
import { type BenchGood, type BenchShop, days, firstDay, taxRatePercent } from './founding.ts';
import { dayOf } from './hand/book.ts';
import { BookWriter, RowWriter } from './row-writer.ts';
import { split } from './work.ts';

interface Layer {
  movementId: number;
  quantity: number;
  value: number;
}

interface Line {
  id: number;
  good: BenchGood;
  quantity: number;
  net: number;
  tax: number;
}

/** What became of an order of the channel. */
interface Fate {
  waits: boolean;
  unpaid: boolean;
  held: boolean;
  calledOff: boolean;
}

type Taken = Order & Fate;

interface Order {
  id: number;
  number: string;
  shownNumber: string;
  at: number;
  customerId: number | null;
  lines: Line[];
  shipping: { net: number; tax: number };
  total: number;
}

const chunk = 100;
/** Of a hundred orders a fifth is sold over the counter; one of the rest is called off before it is paid. */
const counterShare = 20;
/** What comes in when a shelf is empty, and what lies on every shelf at the end, in thousandths. */
const [delivery, reserve] = [24_000, 150_000];

const figures = ({ net, tax }: { net: number; tax: number }) => ({ net, tax, gross: net + tax, discount: 0 });
const sum = (lines: readonly Line[], of: (line: Line) => number): number => lines.reduce((total, line) => total + of(line), 0);

/**
 * Two years of trade as rows, in the shapes the services write: orders of a channel in batches and over the counter, parcels
 * drawn first in first out, deliveries, entries, the record of every command. Kept figures are written with them.
 */
export class History {
  private readonly shop: BenchShop;
  private readonly raw: Database.Database;
  private readonly rows: RowWriter;
  private readonly books: BookWriter;
  private readonly layers: Map<number, Layer[]>;
  private readonly levels = new Map<number, { onHand: number; allocated: number }>();
  private readonly salesDays = new Map<string, { orders: number; ordered: number; shippedNet: number }>();
  private readonly step: number;
  private readonly orders: number;
  private readonly openFrom: number;
  private now = startOfDay(firstDay, timeZone) + 3_600_000;
  private made = 0;

  constructor(raw: Database.Database, shop: BenchShop, orders: number) {
    this.raw = raw;
    this.shop = shop;
    this.orders = orders;
    // As much work waits as a shop gets through: a thousandth of its history, at least a chunk.
    this.openFrom = orders - Math.max(chunk, Math.min(1_000, Math.round(orders / 1_000)));
    this.step = (days * 86_400_000) / (orders * 2.1);
    const opened = raw.prepare('select movementId, variantId, quantity, value from costLayer').all() as (Layer & { variantId: number })[];
    this.layers = new Map(opened.map(({ variantId, ...layer }) => [variantId, [layer]]));
    for (const { variantId, quantity } of opened) this.levels.set(variantId, { onHand: quantity, allocated: 0 });
    this.rows = new RowWriter(raw);
    this.books = new BookWriter(raw, this.rows);
  }

  build(): void {
    while (this.made < this.orders) this.rows.inOneGo(() => this.tradeChunk());
    this.rows.inOneGo(() => {
      this.deliver(this.shop.goods.map((good) => ({ good, quantity: reserve })));
      this.writeKept();
      this.books.close();
    });
    this.rows.close();
  }

  private tick(): number {
    this.now = Math.floor(this.now + this.step);
    return this.now;
  }

  private tradeChunk(): void {
    const count = Math.min(chunk, this.orders - this.made);
    const imported = this.importOrders(count - Math.floor((count * counterShare) / 100));
    for (const order of imported) this.finish(order);
    for (let sold = imported.length; sold < count; sold += 1) this.sell();
  }

  private importOrders(count: number): Taken[] {
    const orders: Taken[] = [];
    const at = this.tick();
    this.books.command('order.importBatch', at, 'sync', (commandId) => {
      for (let index = 0; index < count; index += 1) orders.push(this.importOrder(commandId, at));
      return { salesOrder: orders.map(({ id }) => id) };
    });
    return orders;
  }

  private planOrder(at: number, ofChannel: boolean): Order {
    const { goods, customers } = this.shop;
    this.made += 1;
    const turn = this.made;
    const id = this.rows.nextId('salesOrder');
    const lines = Array.from({ length: 3 }, (_unused, index): Line => {
      // Best sellers: half of all lines are of the first tenth of the goods.
      const pick = (turn * 7919 + index * 104_729) % goods.length;
      const good = goods[index === 0 ? pick : turn % 2 === 0 ? pick % Math.ceil(goods.length / 10) : pick]!;
      const quantity = (1 + ((turn + index) % 2)) * 1_000;
      return { id: this.rows.nextId('orderLine'), good, quantity, ...split((good.priceFen * quantity) / 1_000) };
    });
    const shipping = ofChannel ? split(1_000) : { net: 0, tax: 0 };
    const total = sum(lines, ({ net, tax }) => net + tax) + shipping.net + shipping.tax;
    const customerId = ofChannel ? customers[(turn * 31) % customers.length]!.customerId : null;
    const number = this.books.number('salesOrder', 'SO-');
    return { id, number, shownNumber: ofChannel ? `L-${500_000 + turn}` : number, at, customerId, lines, shipping, total };
  }

  private importOrder(commandId: number, recordedAt: number): Taken {
    const order = this.planOrder(recordedAt - 60_000 - (this.made % 90) * 30_000, true);
    const waits = this.made > this.openFrom;
    const calledOff = this.made % 100 === 50;
    const unpaid = calledOff || (waits && this.made % 20 === 0);
    const held = waits && this.made % 50 === 7;
    const fate = { waits, unpaid, held, calledOff: calledOff && !waits };
    this.putOrder(order, commandId, fate);
    this.rows.put('orderCharge', { orderId: order.id, chargeNo: 1, kind: 'shipping', name: '运费 Shipping', net: order.shipping.net, tax: order.shipping.tax, gross: order.shipping.net + order.shipping.tax, commandId });
    const buyer = this.shop.customers[(this.made * 31) % this.shop.customers.length]!;
    this.rows.put('orderRecipient', {
      orderId: order.id, recipient: buyer.name, line1: '文三路 18 号', city: '杭州', region: '浙江', postcode: buyer.postcode, country: 'CN', phone: buyer.phone, email: buyer.email,
    });
    if (!unpaid) this.pay(order, commandId, recordedAt);
    if (held) this.rows.put('orderHold', { orderId: order.id, placedBy: 'channel', reason: '', heldAt: recordedAt, commandId });
    if (waits) this.allocate(order, commandId, recordedAt);
    return { ...order, ...fate };
  }

  private putOrder(order: Order, commandId: number, { waits, unpaid, held, calledOff }: Fate): void {
    const ofChannel = order.customerId !== null;
    const on = dayOf(order.at);
    const shipped = !waits && !calledOff;
    this.rows.put('salesOrder', {
      id: order.id, number: order.number, channelId: ofChannel ? this.shop.channelId : null, externalId: ofChannel ? order.shownNumber : null, shownNumber: order.shownNumber,
      customerId: order.customerId, currency: 'CNY', orderedAt: order.at, orderedOn: on, shipByAt: order.at + (ofChannel ? 172_800_000 : 0), intake: 'new',
      pricesIncludeTax: 1, taxBy: 'shop', total: order.total, claim: order.total, channelStatus: ofChannel ? 'processing' : null,
      contentHash: ofChannel ? `${order.shownNumber}:${order.total}` : null, versionAt: ofChannel ? order.at : null,
      payment: calledOff ? 'notDue' : unpaid ? 'unpaid' : 'paid', fulfilment: calledOff ? 'cancelled' : shipped ? 'shipped' : 'allocated',
      holds: held ? 1 : 0, captured: unpaid ? 0 : order.total, cancelledClaim: calledOff ? order.total : 0, deposits: waits && !unpaid ? order.total : 0,
      chargesSettled: waits ? 0 : 1, commandId,
    });
    order.lines.forEach(({ id, good, quantity, net, tax }, index) => {
      const settled = waits ? { settledNet: 0, settledTax: 0 } : { settledNet: net, settledTax: tax };
      this.rows.put('orderLine', {
        id, orderId: order.id, lineNo: index + 1, externalId: ofChannel ? `${order.shownNumber}-${index + 1}` : null, variantId: good.variantId, sku: good.sku, name: good.productName,
        quantity, unitPrice: good.priceFen * 100, taxRate: taxRatePercent * 10_000, net, tax, gross: net + tax, discount: 0,
        shipped: shipped ? quantity : 0, cancelled: calledOff ? quantity : 0, ...settled, commandId,
      });
    });
    this.countDay(on, ofChannel, { orders: 1, ordered: order.total, shippedNet: 0 });
  }

  private countDay(on: string, ofChannel: boolean, more: { orders: number; ordered: number; shippedNet: number }): void {
    const key = `${on} ${ofChannel ? this.shop.channelId : 0}`;
    const day = this.salesDays.get(key) ?? { orders: 0, ordered: 0, shippedNet: 0 };
    this.salesDays.set(key, { orders: day.orders + more.orders, ordered: day.ordered + more.ordered, shippedNet: day.shippedNet + more.shippedNet });
  }

  private pay(order: Order, commandId: number, at: number): void {
    const id = this.rows.nextId('payment');
    const fee = Math.round((order.total * 6) / 1_000);
    const on = dayOf(at);
    this.putPayment({ id, order, account: 'channelClearing', fee, at, on, commandId });
    this.books.post({
      at, on, sourceKind: 'payment', sourceId: id, rule: 'sales.payment', memoKey: 'payment', memo: { order: order.shownNumber }, channelId: this.shop.channelId, commandId,
      terms: { amount: order.total, fee, account: 'channelClearing', toReceivable: 0, toDeposits: order.total },
      legs: [['channelClearing', order.total - fee, 'salesOrder', order.id], ['gatewayFees', fee], ['customerDeposits', -order.total, 'salesOrder', order.id]],
    });
  }

  private putPayment({ id, order, account, fee, at, on, commandId }: { id: number; order: Order; account: string; fee: number; at: number; on: string; commandId: number }): void {
    this.rows.put('payment', {
      id, orderId: order.id, externalId: account === 'bank' ? null : `pay-${order.shownNumber}`, method: account === 'bank' ? 'card' : '支付宝 Alipay', account, amount: order.total, fee,
      toReceivable: 0, toDeposits: order.total, occurredAt: at, postedOn: on, commandId,
    });
  }

  private allocate(order: Order, commandId: number, at: number): void {
    for (const { id, good, quantity } of order.lines) {
      this.rows.put('allocation', { orderLineId: id, locationId: this.shop.locationId, variantId: good.variantId, quantity, allocatedAt: at, commandId });
      this.levels.get(good.variantId)!.allocated += quantity;
    }
  }

  /** Ships an order or calls it off, unless it is among those that wait. */
  private finish(order: Taken): void {
    if (order.waits) return;
    if (order.calledOff) return this.callOff(order);
    this.fillShelves(order);
    const at = this.tick();
    this.books.command('shipment.ship', at, 'app', (commandId) => {
      const { shipmentId, entryId } = this.handOver(order, commandId, at);
      const news = this.rows.nextId('outbox');
      const payload = { orderId: order.id, externalId: order.shownNumber, shipmentId, complete: true, tracking: null, cancelled: false };
      this.rows.put('outbox', {
        id: news, channelId: this.shop.channelId, capability: 'fulfilment', key: `shipment:${shipmentId}`, payload: JSON.stringify(payload), commandId, createdAt: at,
        state: 'sent', nextTryAt: at, finishedAt: at + 60_000,
      });
      return { stockLevel: order.lines.map(({ good }) => good.variantId), journalEntry: [entryId], shipment: [shipmentId], outbox: [news], salesOrder: [order.id] };
    });
  }

  private callOff(order: Order): void {
    const at = this.tick();
    this.books.command('order.cancel', at, 'app', (commandId) => {
      const id = this.rows.nextId('cancellation');
      this.rows.put('cancellation', { id, orderId: order.id, reason: 'not paid', withCharges: 1, claim: order.total, owed: 0, creditNet: 0, creditTax: 0, creditShippingNet: 0, creditShippingTax: 0, occurredAt: at, postedOn: dayOf(at), commandId });
      for (const line of order.lines) {
        this.rows.put('cancellationLine', { cancellationId: id, orderLineId: line.id, quantity: line.quantity, net: line.net, tax: line.tax, discount: 0 });
      }
      return { salesOrder: [order.id] };
    });
  }

  private sell(): void {
    const order = this.planOrder(this.tick(), false);
    this.fillShelves(order);
    const at = this.tick();
    this.books.command('order.sell', at, 'app', (commandId) => {
      this.putOrder({ ...order, at }, commandId, { waits: false, unpaid: false, held: false, calledOff: false });
      this.putPayment({ id: this.rows.nextId('payment'), order, account: 'bank', fee: 0, at, on: dayOf(at), commandId });
      const { shipmentId, entryId } = this.handOver(order, commandId, at);
      return { salesOrder: [order.id], stockLevel: order.lines.map(({ good }) => good.variantId), journalEntry: [entryId], shipment: [shipmentId] };
    });
  }

  /** Goods leave, revenue and cost are posted in one entry. */
  private handOver(order: Order, commandId: number, at: number): { shipmentId: number; entryId: number } {
    const on = dayOf(at);
    const ofChannel = order.customerId !== null;
    const shipmentId = this.rows.nextId('shipment');
    const [net, tax] = [sum(order.lines, (line) => line.net), sum(order.lines, (line) => line.tax)];
    this.rows.put('shipment', {
      id: shipmentId, number: this.books.number('shipment', 'SH-'), orderId: order.id, kind: 'ours', carrier: ofChannel ? '顺丰 SF' : null, withCharges: 1, goodsNet: net,
      chargesNet: order.shipping.net, due: order.total, fromDeposits: order.total, toReceivable: 0, occurredAt: at, postedOn: on, commandId,
    });
    let cost = 0;
    for (const line of order.lines) {
      const movementId = this.move(line.good, -line.quantity, { kind: 'shipment', role: 'cogs', at, on, sourceKind: 'shipment', sourceId: shipmentId, commandId });
      cost += this.draw(line, movementId, on, commandId);
      this.rows.put('shipmentLine', { shipmentId, orderLineId: line.id, movementId, quantity: line.quantity, net: line.net, tax: line.tax, discount: 0 });
    }
    this.countDay(on, ofChannel, { orders: 0, ordered: 0, shippedNet: net + order.shipping.net });
    const entryId = this.books.post({
      at, on, sourceKind: 'shipment', sourceId: shipmentId, rule: ofChannel ? 'sales.shipment' : 'sales.counterSale', memoKey: ofChannel ? 'shipment' : 'counterSale',
      memo: { order: order.shownNumber }, channelId: ofChannel ? this.shop.channelId : null, commandId,
      terms: {
        goods: figures({ net, tax }), shipping: figures(order.shipping), fees: figures({ net: 0, tax: 0 }), rounding: 0, tax: tax + order.shipping.tax,
        draws: [{ role: 'cogs', value: cost }], due: order.total, ...(ofChannel ? { fromDeposits: order.total, toReceivable: 0 } : { tenders: [{ account: 'bank', amount: order.total }] }),
      },
      legs: [
        ofChannel ? ['customerDeposits', order.total, 'salesOrder', order.id] : ['bank', order.total],
        ['salesRevenue', -net],
        ['shippingIncome', -order.shipping.net],
        ['outputTax', -tax - order.shipping.tax],
        ['cogs', cost],
        ['inventory', -cost],
      ],
    });
    return { shipmentId, entryId };
  }

  private move(good: BenchGood, quantity: number, why: { kind: string; role: string; at: number; on: string; sourceKind: string; sourceId: number; commandId: number }): number {
    const id = this.rows.nextId('stockMovement');
    this.rows.put('stockMovement', {
      id, variantId: good.variantId, locationId: this.shop.locationId, quantity, held: 0, kind: why.kind, role: why.role, occurredAt: why.at, recordedAt: why.at, postedOn: why.on,
      sourceKind: why.sourceKind, sourceId: why.sourceId, commandId: why.commandId,
    });
    this.levels.get(good.variantId)!.onHand += quantity;
    return id;
  }

  /** Takes from the oldest layers, each in proportion, the last taker what is left. */
  private draw({ good, quantity }: Line, movementId: number, on: string, commandId: number): number {
    const open = this.layers.get(good.variantId)!;
    let [missing, cost] = [quantity, 0];
    while (missing > 0) {
      const layer = open[0]!;
      const taken = Math.min(missing, layer.quantity);
      const value = mulDiv(layer.value, taken, layer.quantity);
      this.rows.put('layerChange', { layerId: layer.movementId, movementId, drawId: movementId, quantity: -taken, value: -value, postedOn: on, recosting: 0, commandId });
      layer.quantity -= taken;
      layer.value -= value;
      missing -= taken;
      cost += value;
      if (layer.quantity > 0) continue;
      open.shift();
      this.putLayer(good.variantId, layer);
    }
    return cost;
  }

  /** A layer's row says what is left of it, so it is written when that is known. */
  private putLayer(variantId: number, { movementId, quantity, value }: Layer): void {
    this.raw.prepare('delete from costLayer where movementId = ?').run(movementId);
    this.rows.put('costLayer', { movementId, variantId, kind: 'receipt', quantity, value });
  }

  private fillShelves({ lines }: Order): void {
    const wanted = Map.groupBy(lines, ({ good }) => good);
    const empty = [...wanted].filter(([good, group]) => this.levels.get(good.variantId)!.onHand < sum(group, ({ quantity }) => quantity));
    if (empty.length > 0) this.deliver(empty.map(([good]) => ({ good, quantity: delivery })));
  }

  private deliver(lines: readonly { good: BenchGood; quantity: number }[]): void {
    for (let from = 0; from < lines.length; from += 200) this.receive(lines.slice(from, from + 200));
  }

  private receive(lines: readonly { good: BenchGood; quantity: number }[]): void {
    const at = this.tick();
    const on = dayOf(at);
    this.books.command('stock.receive', at, 'app', (commandId) => {
      const receiptId = this.rows.nextId('goodsReceipt');
      const number = this.books.number('goodsReceipt', 'GR-');
      this.rows.put('goodsReceipt', { id: receiptId, number, locationId: this.shop.locationId, note: null, occurredAt: at, postedOn: on, commandId });
      const moved = lines.map(({ good, quantity }) => {
        const movementId = this.move(good, quantity, { kind: 'receipt', role: 'goodsReceivedNotInvoiced', at, on, sourceKind: 'goodsReceipt', sourceId: receiptId, commandId });
        const value = (good.costFen * quantity) / 1_000;
        this.rows.put('layerChange', { layerId: movementId, movementId, drawId: null, quantity, value, postedOn: on, recosting: 0, commandId });
        this.layers.get(good.variantId)!.push({ movementId, quantity, value });
        return { movementId, value };
      });
      const value = moved.reduce((total, row) => total + row.value, 0);
      const entryId = this.books.post({
        at, on, sourceKind: 'goodsReceipt', sourceId: receiptId, rule: 'inventory.receipt', memoKey: 'inventory.received', memo: { number }, terms: { movements: moved }, channelId: null, commandId,
        legs: [['inventory', value], ['goodsReceivedNotInvoiced', -value, 'goodsReceipt', receiptId]],
      });
      return { goodsReceipt: [receiptId], journalEntry: [entryId] };
    });
  }

  private writeKept(): void {
    for (const [variantId, open] of this.layers) for (const layer of open) this.putLayer(variantId, layer);
    this.raw.exec('delete from stockLevel; delete from salesDay; delete from variantDay; delete from layerDay');
    this.raw.exec('insert into layerDay (dayOn, value) select postedOn, sum(value) from layerChange group by postedOn');
    this.raw.exec(`insert into variantDay (variantId, postedOn, quantity, value, received, sold, cogs)
      select movement.variantId, change.postedOn, sum(change.quantity), sum(change.value), sum(iif(movement.kind in ('receipt', 'opening'), change.quantity, 0)),
        sum(iif(movement.role = 'cogs', -change.quantity, 0)), sum(iif(movement.role = 'cogs', -change.value, 0))
      from layerChange change join stockMovement movement on movement.id = coalesce(change.drawId, change.movementId) group by 1, 2`);
    this.raw.exec(`insert into entryVoucher (entryId, month, number)
      select id, month, row_number() over (partition by month order by id) + coalesce((select max(number) from entryVoucher v where v.month = e.month), 0)
      from (select id, substr(postedOn, 1, 7) as month from journalEntry where id not in (select entryId from entryVoucher)) e`);
    this.raw.exec(`delete from layerAge; delete from layerAgeDay;
      insert into layerAgeDay (postedOn, madeOn, pooled, quantity, value)
        select change.postedOn, made.postedOn, layer.kind = 'pool', sum(change.quantity), sum(change.value)
        from layerChange change join costLayer layer on layer.movementId = change.layerId join stockMovement made on made.id = change.layerId group by 1, 2, 3;
      insert into layerAge (madeOn, pooled, quantity, value) select madeOn, pooled, sum(quantity), sum(value) from layerAgeDay group by 1, 2`);
    for (const [variantId, { onHand, allocated }] of this.levels) {
      this.rows.put('stockLevel', { variantId, locationId: this.shop.locationId, onHand, onHold: 0, allocated });
    }
    this.raw.exec(`delete from stockMonth;
      insert into stockMonth (variantId, locationId, month, quantity, held)
        select variantId, locationId, substr(postedOn, 1, 7), sum(quantity), sum(held) from stockMovement group by 1, 2, 3;
      insert into allocationChange (orderLineId, variantId, locationId, quantity, changedAt, commandId)
        select orderLineId, variantId, locationId, quantity, allocatedAt, commandId from allocation`);
    for (const [key, day] of this.salesDays) {
      const [on, channelId] = key.split(' ');
      this.rows.put('salesDay', { dayOn: on!, channelId: Number(channelId), ...day, returnedNet: 0 });
    }
    this.raw.exec(`update listing set published = level, remoteStock = level from (
      select variantId as sold, (onHand - allocated) / 1000 * 1000 as level from stockLevel) where sold = listing.variantId`);
  }
}
