import { day } from '../../shared/units/day.ts';
import { instant } from '../../shared/units/instant.ts';
import { minor } from '../../shared/units/minor.ts';
import { pieces } from '../../shared/units/quantity.ts';
import { percent } from '../../shared/units/rate-ppm.ts';
import { unitPrice } from '../../shared/units/unit-price.ts';
import { callAs } from '../counting/support.ts';
import { newShippingShop, pickAll, type ShippingShop } from '../fulfilment/support.ts';

/** What one piece of the canary cost: no other figure of the shop has these digits. */
export const cost = 7_654_321;

export interface CanaryShop {
  shop: ShippingShop;
  /** What has to be asked by more than a small number. */
  inputs: Record<string, object[]>;
}

/** A shop in which the canary has been through everything a shop does, so that every question finds something about it. */
export function newCanaryShop(): CanaryShop {
  const shop = newShippingShop();
  const { call, locationId } = shop;
  const goods = (name: string) => call('product.create', { name, state: 'active', variants: [{ sku: name.toUpperCase(), prices: [{ currency: 'CNY', amount: unitPrice(900_000_000) }] }] });
  const { productId, variants } = goods('Canary');
  const variantId = variants[0]!.id;
  const line = (count: number) => ({ variantId, quantity: pieces(count) });
  const costing = (count: number) => ({ ...line(count), value: minor(count * cost) });
  call('stock.receive', { locationId, lines: [{ ...costing(12), binId: shop.bins['A-01'] }] });

  buy();
  const { customerId } = call('customer.create', { name: '王伟', kind: 'person' });
  const { orderId, number } = sellAndTakeBack();
  call('order.sell', { lines: [line(1)] });
  const open = call('order.create', { customerId, lines: [line(1)] });
  count();
  lieElsewhere();
  pieceOfANumber();
  pickAndPack();
  call('priceList.create', { name: 'Club', currency: 'CNY' });
  call('customerGroup.create', { name: 'Club' });
  const { categoryId } = call('category.create', { name: 'Birds', parentId: null });
  call('product.update', { productId, changes: { categoryIds: [categoryId] } });
  const { promotionId } = call('promotion.create', { name: 'Weekend', firstOn: day('2026-03-01'), lastOn: day('2026-12-31'), variantIds: [variantId], percentOff: percent(1) });
  call('promotion.arm', { promotionId });
  call('drawer.open', { float: minor(20_000), from: 'bank' });
  call('job.start', { kind: 'approve', method: 'order.approve', items: [{ orderId: open.orderId }] });
  sellElsewhere();
  return {
    shop,
    inputs: {
      'document.get': ['orderConfirmation', 'invoice', 'packingSlip', 'pickList', 'deliveryNote', 'receipt'].map((kind) => ({ kind, number })),
      'document.pdf': [{ kind: 'orderConfirmation', number }],
      'shipFrom.explain': [{ orderId: open.orderId }],
      'carrierService.quote': [{ country: 'CN', postcode: '', weightGrams: 900 }],
      'supplierScore.get': [{ supplierId: 1 }],
      'purchaseReceipt.effect': [{ supplierId: 1, occurredAt: shop.clock.now - 3_600_000, lines: [{ variantId, quantity: 1000, cost: 100 }] }],
      'stocktake.sheet': [{ stocktakeId: 1 }],
      'stocktake.review': [{ stocktakeId: 1 }],
      'tracking.get': [{ shipmentId: 1 }],
      'rma.preview': [{ rmaId: 2 }],
      'order.get': [{ orderId }],
      'promotion.goods': [{ of: 'category', id: categoryId }],
      'promotion.simulate': [{ firstOn: '2026-03-07', lastOn: '2026-03-08', variantIds: [variantId], percentOff: 100_000 }],
    },
  };

  function buy(): void {
    const { supplierId } = call('supplier.create', { name: '威海钓具厂', paymentDays: 30 });
    const { quotationRequestId } = call('quotation.ask', { supplierIds: [supplierId], lines: [line(2)] });
    const [asked] = call('quotation.get', { quotationRequestId }).lines;
    call('quotation.answer', { quotationRequestId, supplierId, lines: [{ quotationRequestLineId: asked!.id, price: unitPrice(cost * 100) }] });
    const { purchaseOrderId } = call('purchaseOrder.create', { supplierId, lines: [{ ...line(2), price: unitPrice(cost * 100), taxRate: 0 as never }] });
    call('purchaseOrder.place', { purchaseOrderId });
    call('purchaseReceipt.receive', { purchaseOrderId, lines: [{ ...line(1), announced: pieces(2) }] });
  }

  function sellAndTakeBack(): { orderId: number; number: string } {
    const made = call('order.create', { customerId, lines: [line(2)] });
    call('payment.capture', { orderId: made.orderId, amount: made.total });
    call('shipment.ship', { orderId: made.orderId, carrier: 'SF', trackingNumber: 'SF1234567890123' });
    const sold = call('order.get', { orderId: made.orderId });
    const back = { orderLineId: sold.lines[0]!.id, quantity: pieces(1) };
    for (const settled of [true, false]) {
      const { rmaId } = call('rma.request', { orderId: made.orderId, lines: [{ ...back, reason: 'changedMind' }] });
      const arrived = call('goodsReturn.receive', { rmaId, lines: [back] });
      call('inspection.record', { goodsReturnId: arrived.goodsReturnId, lines: arrived.lines.map(({ id, quantity }) => ({ goodsReturnLineId: id, disposition: 'restock' as const, quantity })) });
      if (settled) call('rma.settle', { rmaId });
    }
    return { orderId: made.orderId, number: sold.number };
  }

  function count(): void {
    const { stocktakeId } = call('stocktake.plan', { name: '盘', locationId, scope: { kind: 'product', productId } });
    call('stocktake.start', { stocktakeId });
    const { deviceId } = call('device.register', { name: '1 号枪', kind: 'scanner' });
    // Somebody else counts: who counts blind is told nothing, whatever their role.
    const { userId } = call('user.add', { name: 'Wei', role: 'clerk', language: null });
    callAs(shop, userId, 'clerk')('stocktake.scan', { stocktakeId, scan: { kind: 'scan', deviceId, sequence: 1, deviceAt: instant(shop.clock.now), offset: 0, binId: shop.bins['A-01'], variantId, times: 2 } });
  }

  function lieElsewhere(): void {
    const place = (name: string, more: object) => call('location.create', { name, kind: 'warehouse', ...more }).locationId;
    const [back, amazon] = [place('Back room', {}), place('Amazon', { holder: 'Amazon' })];
    const [, there] = [back, amazon].map((toLocationId) => call('transfer.send', { fromLocationId: locationId, toLocationId, lines: [line(1)] }));
    call('transfer.receive', { stockTransferId: there!.stockTransferId, lines: [line(1)] });
    call('consignment.report', { locationId: amazon, reference: 'R-1', reportedAt: instant(shop.clock.now), lines: [{ sku: 'CANARY', quantity: pieces(1) }] });
  }

  function pieceOfANumber(): void {
    const serial = goods('Singer').variants[0]!.id;
    call('lot.track', { variantId: serial, tracking: 'serial' });
    call('stock.receive', { locationId, lines: [{ variantId: serial, quantity: pieces(1), value: minor(cost), lots: [{ code: 'A1', quantity: pieces(1) }] }] });
    const { repairId } = call('repair.open', { lotId: call('warranty.lookup', { serial: 'A1' }).pieces[0]!.lotId, problem: '没有声音' });
    call('repair.usePart', { repairId, variantId, quantity: pieces(1) });
  }

  function sellElsewhere(): void {
    const owner = { userId: 1, role: 'owner', deviceId: null, via: 'app' } as const;
    const { channelId } = shop.core.internal(owner, 'channel.added', { name: 'Web shop', kind: 'woocommerce', url: 'https://shop.example', certificate: null, currency: 'CNY', goLiveAt: null }) as { channelId: number };
    const showing = (name: string) => ({ externalId: '1', name, sku: 'CANARY', barcode: '', stockKeeping: 'own', remoteStock: pieces(1), remotePrice: null, externalProductId: '1', page: { name, description: '', offered: true } });
    const read = (name: string) => shop.core.internal(owner, 'channel.storeListings', { channelId, listings: [showing(name)], problems: [], ended: null, readSince: shop.clock.now });
    read('Canary');
    // Named otherwise both here and there.
    call('channelCopy.draft', { channelId, productId, changes: { name: 'Canary bird' } });
    read('Kanarienvogel');
    const sheets = shop.core.internal(owner, 'channel.sheetAdded', { name: '淘宝', sheet: { platform: 'taobao', taxes: 'included', locationId: null } }) as { channelId: number };
    // What a file told is kept as it was; the door answers for it whoever wrote it.
    shop.raw.prepare('insert into shipBack (channelId, writtenAt, commandId) values (?, ?, 1)').run(sheets.channelId, shop.clock.now);
    shop.raw.prepare("insert into shipBackParcel select 1, id, 'T-1', 'SF', 'SF1', ?, '[]' from shipment limit 1").run(shop.clock.now);
  }

  function pickAndPack(): void {
    const { pickWaveId } = call('wave.build', {}) as { pickWaveId: number };
    pickAll(shop, pickWaveId);
  }
}
