import type Database from 'better-sqlite3';
import type { ImportedOrder } from '../../../shared/sales/order-import.contract.ts';
import { accountsOf, commandWriter, dayOf, entryWriter, numberWriter, prepare } from './book.ts';
import { customerFinder } from './customer.ts';
import { stockNewsWriter } from './stock-news.ts';

interface Place {
  id: number;
  available: number;
}

/** `order.importBatch` by hand: orders that are new, paid and in stock, as nearly all are; the same rows in one transaction. */
export function handImport(raw: Database.Database): (channelId: number, items: readonly ImportedOrder[], now: number, key: string) => unknown {
  const [command, entry, number, account] = [commandWriter(raw), entryWriter(raw), numberWriter(raw), accountsOf(raw)];
  const [findCustomer, tellStock] = [customerFinder(raw), stockNewsWriter(raw)];
  const lock = prepare(raw, 'select throughOn from periodLock order by id desc limit 1').pluck();
  const known = prepare(raw, 'select id from salesOrder where channelId = ? and externalId = ?').pluck();
  const variant = prepare(raw, 'select id from variant where sku = ?').pluck();
  const order = prepare(
    raw,
    `insert into salesOrder (number, channelId, externalId, shownNumber, customerId, currency, orderedAt, orderedOn, shipByAt, intake, pricesIncludeTax, taxBy,
       total, claim, channelStatus, contentHash, versionAt, payment, fulfilment, commandId)
     values (?, ?, ?, ?, ?, ?, ?, ?, ?, 'new', 1, 'shop', ?, ?, ?, ?, ?, 'unpaid', 'open', ?)`,
  );
  const line = prepare(
    raw,
    `insert into orderLine (orderId, lineNo, externalId, variantId, sku, name, quantity, unitPrice, taxRate, taxClassId, net, tax, gross, discount, commandId)
     values (?, ?, ?, ?, ?, ?, ?, ?, ?, (select p.taxClassId from variant v join product p on p.id = v.productId where v.id = ?), ?, ?, ?, 0, ?)`,
  );
  const charge = prepare(raw, 'insert into orderCharge (orderId, chargeNo, kind, name, net, tax, gross, commandId) values (?, ?, ?, ?, ?, ?, ?, ?)');
  const recipient = prepare(
    raw,
    'insert into orderRecipient (orderId, recipient, line1, city, region, postcode, country, phone, email) values (?, ?, ?, ?, ?, ?, ?, ?, ?)',
  );
  const payment = prepare(
    raw,
    `insert into payment (orderId, externalId, method, account, amount, fee, toReceivable, toDeposits, occurredAt, postedOn, commandId)
     values (?, ?, ?, 'channelClearing', ?, ?, 0, ?, ?, ?, ?)`,
  );
  const places = prepare(
    raw,
    `select p.id, coalesce(s.onHand - s.onHold - s.allocated, 0) as available
     from location p left join stockLevel s on s.locationId = p.id and s.variantId = ? where p.sellable = 1 and p.blocked = 0 order by p.id`,
  );
  const allocation = prepare(
    raw,
    `insert into allocation (orderLineId, locationId, variantId, quantity, allocatedAt, expiresAt, commandId)
      values (?, ?, ?, ?, ?, ? + 3600000 * (select reservationHours from stockSetting where id = 1), ?)`,
  );
  const states = prepare(raw, `update salesOrder set payment = 'paid', fulfilment = 'allocated' where id = ?`);

  return raw.transaction((channelId: number, items: readonly ImportedOrder[], now: number, key: string) => {
    const open = command.begin('order.importBatch', now, { channelId, goLiveAt: null, items }, key);
    const changes: Record<string, Set<number>> = {};
    const changed = (kind: string, id: number): unknown => (changes[kind] ??= new Set()).add(id);
    const proofs: unknown[] = [];
    const closed = (lock.get() as string | undefined) ?? '';

    const importOne = raw.transaction((item: ImportedOrder): number => {
      if (known.get(channelId, item.externalId) !== undefined) throw new Error('known: not written by hand');
      const variantIds = item.lines.map(({ sku }) => variant.get(sku) as number);
      const customer = findCustomer({ ...item.customer, postcode: item.recipient!.postcode } as Parameters<typeof findCustomer>[0], now);
      if (customer.isNew) changed('customer', customer.id);
      const orderId = Number(
        order.run(
          number('salesOrder'), channelId, item.externalId, item.number, customer.id, item.currency, item.orderedAt, dayOf(item.orderedAt), item.shipByAt,
          item.total, item.total, item.channelStatus, item.contentHash, item.versionAt, open.id,
        ).lastInsertRowid,
      );
      const lineIds = item.lines.map((row, index) =>
        Number(
          line.run(orderId, index + 1, row.externalId, variantIds[index], row.sku, row.name, row.quantity, row.unitPrice, row.taxRate, variantIds[index], row.net, row.tax, row.net + row.tax, open.id)
            .lastInsertRowid,
        ),
      );
      item.charges.forEach((row, index) => charge.run(orderId, index + 1, row.kind, row.name, row.net, row.tax, row.net + row.tax, open.id));
      const to = item.recipient!;
      recipient.run(orderId, to.recipient, to.line1, to.city, to.region, to.postcode, to.country, to.phone, to.email);
      changed('salesOrder', orderId);

      for (const paid of item.payments) {
        const on = dayOf(paid.occurredAt);
        if (on <= closed) throw new Error('closed: not written by hand');
        const paymentId = Number(
          payment.run(orderId, paid.externalId, paid.method, paid.amount, paid.fee, paid.amount, paid.occurredAt, on, open.id).lastInsertRowid,
        );
        const posted = entry(now, {
          at: paid.occurredAt, on, sourceKind: 'payment', sourceId: paymentId, rule: 'sales.payment', memoKey: 'payment', channelId, commandId: open.id,
          memo: JSON.stringify({ order: item.number }),
          terms: JSON.stringify({ ...paid, account: 'channelClearing', toReceivable: 0, toDeposits: paid.amount }),
          legs: [
            [account('channelClearing'), paid.amount - paid.fee, 'salesOrder', orderId],
            [account('gatewayFees'), paid.fee],
            [account('customerDeposits'), -paid.amount, 'salesOrder', orderId],
          ],
        });
        proofs.push(posted.proof);
        changed('journalEntry', posted.id);
        changed('payment', paymentId);
      }

      item.lines.forEach(({ quantity }, index) => {
        const place = (places.all(variantIds[index]) as Place[]).find(({ available }) => available >= quantity);
        if (!place) throw new Error('short: not written by hand');
        allocation.run(lineIds[index], place.id, variantIds[index], quantity, now, now, open.id);
        changed('orderLine', lineIds[index]!);
        changed('stockLevel', variantIds[index]!);
      });
      states.run(orderId);
      return orderId;
    });

    const results = items.map((item) => ({ ok: true, value: { orderId: importOne(item), outcome: 'created' } }));
    for (const id of tellStock(now, open.id)) changed('outbox', id);
    const lists = Object.fromEntries(Object.entries(changes).map(([kind, ids]) => [kind, [...ids]]));
    command.end(open, { key, result: JSON.stringify({ results }), proofs, changes: lists, keepInput: false });
    return { results };
  }).immediate;
}
