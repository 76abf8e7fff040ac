import type Database from 'better-sqlite3';
import { accountsOf, commandWriter, dayOf, entryWriter, numberWriter, prepare } from './book.ts';
import { stockNewsWriter } from './stock-news.ts';

export interface HandSale {
  locationId: number;
  account: 'bank';
  method: string;
  lines: { variantId: number; quantity: number }[];
}

interface Sold {
  sku: string;
  optionValues: string;
  name: string;
  price: number;
  rate: number;
  taxClassId: number;
}

interface Layer {
  id: number;
  quantity: number;
  value: number;
}

/** `order.sell` by hand: the same rows from the same input in one transaction, statement by statement. */
export function handCounterSale(raw: Database.Database): (sale: HandSale, now: number, key: string) => unknown {
  const [command, entry, number, account, tellStock] = [commandWriter(raw), entryWriter(raw), numberWriter(raw), accountsOf(raw), stockNewsWriter(raw)];
  const lock = prepare(raw, 'select throughOn from periodLock order by id desc limit 1').pluck();
  const soldOf = prepare(
    raw,
    `select v.sku, v.optionValues, p.name, p.taxClassId,
       (select amount from price where variantId = v.id and currency = 'CNY' and validFromAt <= ? order by validFromAt desc, id desc limit 1) as price,
       (select rate from taxRate where taxClassId = p.taxClassId and country = 'CN' and region = '' and validFromOn <= ? order by validFromOn desc limit 1) as rate
     from variant v join product p on p.id = v.productId where v.id = ?`,
  );
  const order = prepare(
    raw,
    `insert into salesOrder (number, shownNumber, currency, orderedAt, orderedOn, shipByAt, intake, pricesIncludeTax, taxBy, total, claim, payment, fulfilment, commandId)
     values (?, ?, 'CNY', ?, ?, ?, 'new', 1, 'shop', ?, ?, 'paid', 'shipped', ?)`,
  );
  const line = prepare(
    raw,
    `insert into orderLine (orderId, lineNo, variantId, sku, name, quantity, unitPrice, taxRate, taxClassId, net, tax, gross, discount, commandId)
     values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0, ?)`,
  );
  const payment = prepare(
    raw,
    `insert into payment (orderId, method, account, amount, fee, toReceivable, toDeposits, occurredAt, postedOn, commandId) values (?, ?, ?, ?, 0, 0, ?, ?, ?, ?)`,
  );
  const shipment = prepare(
    raw,
    `insert into shipment (number, orderId, kind, withCharges, goodsNet, chargesNet, due, fromDeposits, toReceivable, occurredAt, postedOn, commandId)
     values (?, ?, 'ours', 1, ?, 0, ?, ?, 0, ?, ?, ?)`,
  );
  const available = prepare(raw, 'select onHand - onHold - allocated from stockLevel where variantId = ? and locationId = ?').pluck();
  const later = prepare(raw, 'select 1 from stockMovement where variantId = ? and role is not null and (postedOn, occurredAt) > (?, ?) limit 1').pluck();
  const layersOf = prepare(
    raw,
    `select l.movementId as id, l.quantity, l.value from costLayer l join stockMovement m on m.id = l.movementId
     where l.variantId = ? and (l.quantity <> 0 or l.kind = 'pool') order by m.postedOn, m.occurredAt, m.id`,
  );
  const movement = prepare(
    raw,
    `insert into stockMovement (variantId, locationId, quantity, held, kind, role, occurredAt, recordedAt, postedOn, sourceKind, sourceId, commandId)
     values (?, ?, ?, 0, 'shipment', 'cogs', ?, ?, ?, 'shipment', ?, ?)`,
  );
  const draw = prepare(
    raw,
    'insert into layerChange (layerId, movementId, drawId, quantity, value, postedOn, recosting, commandId) values (?, ?, ?, ?, ?, ?, 0, ?)',
  );
  const shipmentLine = prepare(
    raw,
    'insert into shipmentLine (shipmentId, orderLineId, movementId, quantity, net, tax, discount) values (?, ?, ?, ?, ?, ?, 0)',
  );

  const sell = (sale: HandSale, now: number, key: string): unknown => {
    const open = command.begin('order.sell', now, inputOf(sale), key);
    const commandId = open.id;
    const on = dayOf(now);
    if (((lock.get() as string | undefined) ?? '') >= on) throw new Error('closed');

    const lines = sale.lines.map(({ variantId, quantity }) => {
      const sold = soldOf.get(now, on, variantId) as Sold;
      const gross = Math.round((sold.price * quantity) / 100_000);
      const tax = Math.round((gross * sold.rate) / (1_000_000 + sold.rate));
      const options = Object.values(JSON.parse(sold.optionValues) as Record<string, string>);
      const name = options.length === 0 ? sold.name : `${sold.name} · ${options.join(' / ')}`;
      return { ...sold, variantId, quantity, name, gross, tax, net: gross - tax };
    });
    const sum = (of: (row: (typeof lines)[number]) => number): number => lines.reduce((total, row) => total + of(row), 0);
    const [total, net, tax] = [sum((row) => row.gross), sum((row) => row.net), sum((row) => row.tax)];

    const orderNumber = number('salesOrder');
    const orderId = Number(order.run(orderNumber, orderNumber, now, on, now, total, total, commandId).lastInsertRowid);
    const lineIds = lines.map((row, index) =>
      Number(line.run(orderId, index + 1, row.variantId, row.sku, row.name, row.quantity, row.price, row.rate, row.taxClassId, row.net, row.tax, row.gross, commandId).lastInsertRowid),
    );
    payment.run(orderId, sale.method, sale.account, total, total, now, on, commandId);
    const shipmentId = Number(shipment.run(number('shipment'), orderId, net, total, total, now, on, commandId).lastInsertRowid);

    let cost = 0;
    const movementIds = lines.map(({ variantId, quantity }) => {
      if ((available.get(variantId, sale.locationId) as number) < quantity) throw new Error('short');
      if (later.get(variantId, on, now)) throw new Error('late: not written by hand');
      return Number(movement.run(variantId, sale.locationId, -quantity, now, now, on, shipmentId, commandId).lastInsertRowid);
    });
    lines.forEach(({ variantId, quantity }, index) => {
      let missing = quantity;
      for (const layer of layersOf.all(variantId) as Layer[]) {
        if (missing === 0) break;
        const taken = Math.min(missing, layer.quantity);
        const value = Math.round((layer.value * taken) / layer.quantity);
        draw.run(layer.id, movementIds[index], movementIds[index], -taken, -value, on, commandId);
        missing -= taken;
        cost += value;
      }
    });
    lines.forEach((row, index) => shipmentLine.run(shipmentId, lineIds[index], movementIds[index], row.quantity, row.net, row.tax));

    const none = { net: 0, tax: 0, gross: 0, discount: 0 };
    const posted = entry(now, {
      at: now, on, sourceKind: 'shipment', sourceId: shipmentId, rule: 'sales.counterSale', memoKey: 'counterSale', channelId: null, locationId: sale.locationId, results: [account('salesRevenue'), account('cogs')], commandId,
      memo: JSON.stringify({ order: orderNumber }),
      terms: JSON.stringify({ goods: { net, tax, gross: total, discount: 0 }, shipping: none, fees: none, rounding: 0, tax, draws: [{ role: 'cogs', value: cost }], due: total, tenders: [{ account: sale.account, amount: total }] }),
      taxes: [...Map.groupBy(lines, (row) => `${row.taxClassId} ${row.rate}`).values()].map((group) => ({ taxClassId: group[0]!.taxClassId, rate: group[0]!.rate, base: group.reduce((all, row) => all + row.net, 0), tax: group.reduce((all, row) => all + row.tax, 0) })),
      legs: [[account('bank'), total], [account('salesRevenue'), -net], [account('outputTax'), -tax], [account('cogs'), cost], [account('inventory'), -cost]],
    });
    const variantIds = lines.map((row) => row.variantId);
    const outbox = tellStock(now, commandId);
    const result = { orderId, shipmentId, number: orderNumber, total, change: 0 };
    command.end(open, {
      key, result: JSON.stringify(result), proofs: [posted.proof],
      changes: { salesOrder: [orderId], stockMovement: movementIds, stockLevel: variantIds, journalEntry: [posted.id], shipment: [shipmentId], ...(outbox.length > 0 && { outbox }) },
    });
    return result;
  };
  return raw.transaction(sell).immediate;
}

/** The input as the door keeps it: with what was left out filled in. */
const inputOf = (sale: HandSale): object => ({
  customerId: null,
  lines: sale.lines.map(({ variantId, quantity }) => ({ variantId, quantity, discount: 0 })),
  charges: [], discount: 0, note: '', underFloorAccepted: false, locationId: sale.locationId, account: sale.account, method: sale.method,
});
