import { sql } from 'kysely';
import type { DocumentLine, DocumentModel } from '../../../shared/documents/document.rules.ts';
import type { Quantity } from '../../../shared/units/quantity.ts';
import type { Reader } from '../../database/handles.ts';
import { read } from '../../database/statement.ts';
import { nothing } from '../facts.queries.ts';
import type { AskedPaper, MakePaper } from '../kind.ts';
import { findOrder, paperOfOrder } from './order-paper.ts';
import { wavePickList } from './wave-pick-list.ts';

/** Goods set aside for an order, each with the bin that holds most of it. */
const setAside = read((db, p: { orderId: number }) =>
  db
    .selectFrom('allocation')
    .innerJoin('orderLine as line', 'line.id', 'allocation.orderLineId')
    .select(['line.sku', 'line.name', 'allocation.quantity'])
    .select(sql<string | null>`(
      select bin.code from binLevel level join bin on bin.id = level.binId
      where level.variantId = allocation.variantId and bin.locationId = allocation.locationId and level.onHand > 0 order by level.onHand desc limit 1)`.as('bin'))
    .where('line.orderId', '=', p.orderId)
    .where('allocation.quantity', '>', 0 as Quantity)
    .orderBy('bin')
    .orderBy('line.lineNo'),
);

/** What to fetch for a wave, or for one order in the order of its bins. */
export const pickList: MakePaper = (reader, asked) => wavePickList(reader, asked) ?? ofOneOrder(reader, asked);

function ofOneOrder(reader: Reader, asked: AskedPaper): DocumentModel | undefined {
  const order = findOrder(reader, asked.number);
  if (!order) return undefined;
  const lines = setAside.all(reader, { orderId: order.id }).map((row): DocumentLine => ({ ...row, unitPrice: null, taxRate: null, net: nothing, tax: nothing, gross: nothing, discount: nothing, on: null }));
  return { ...paperOfOrder(reader, 'pickList', order, asked), party: null, lines };
}
