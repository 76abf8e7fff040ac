import { Refusal, type RefusalData } from '../../shared/refusal/refusal.ts';
import { quantity } from '../../shared/units/quantity.ts';
import type { UnitPrice } from '../../shared/units/unit-price.ts';
import type { Tx } from '../database/handles.ts';
import { read } from '../database/statement.ts';
import { createPriceList, setPriceRows } from '../pricing/price-list.service.ts';
import { findPriceListNamed } from '../pricing/price-list.queries.ts';
import { type ChannelRow, getChannel } from './channel.statements.ts';
import type { Linked } from './listing-price.service.ts';
import { ourPrice } from './our-price.queries.ts';

/** The channel's own list: for everybody who buys there, always. */
const ownList = read((db, p: { channelId: number; currency: string }) =>
  db
    .selectFrom('priceList')
    .select('id')
    .where('channelId', '=', p.channelId)
    .where('currency', '=', p.currency)
    .where('customerGroupId', 'is', null)
    .where('validFromOn', 'is', null)
    .where('validThroughOn', 'is', null)
    .where('blocked', '=', 0)
    .orderBy('priority', 'desc')
    .orderBy('id')
    .limit(1),
);

/** A row of a price list as it was, so that it can be put back. */
export interface PriceBefore {
  priceListId: number;
  variantId: number;
  amount: UnitPrice | null;
  percentOff: number | null;
}

/**
 * Makes a price ours on one channel: a row of its own price list, which keeps its history; what other channels ask stays.
 * @throws Refusal price.underFloor; conflict.otherPrice where another list or a promotion comes first
 */
export function takePrice(tx: Tx, { id: listingId, channelId, variantId }: Linked, price: UnitPrice): PriceBefore {
  const channel = getChannel(tx, channelId);
  const priceListId = ownList.get(tx, { channelId, currency: channel.currency })?.id ?? beginList(tx, channel);
  const before = setRow(tx, { priceListId, variantId, amount: price, percentOff: null });
  if (ourPrice(tx, channel, variantId, tx.now) !== price) throw new Refusal('conflict.otherPrice', { listingId });
  return before;
}

/** The row as it was before a price was taken. @throws Refusal price.underFloor */
export const putPriceBack = (tx: Tx, before: PriceBefore): void => void setRow(tx, before);

function setRow(tx: Tx, { priceListId, variantId, amount, percentOff }: PriceBefore): PriceBefore {
  const row = { of: 'variant' as const, targetId: variantId, minQuantity: quantity(0), amount, percentOff: percentOff as never };
  const [result] = setPriceRows(tx, { priceListId, items: [row] }).results;
  if (!result) throw new Error('no result for the one row');
  if (!result.ok) throw refusalOf(result.refusal);
  return { priceListId, variantId, ...result.value.before };
}

const refusalOf = ({ code, details }: RefusalData): Refusal => new Refusal(code, details as never);

function beginList(tx: Tx, { id: channelId, name, currency }: ChannelRow): number {
  const wanted = name.slice(0, 60);
  const free = findPriceListNamed(tx, wanted) ? `${name.slice(0, 50)} #${channelId}` : wanted;
  return createPriceList(tx, { name: free, currency, channelId, customerGroupId: null, priority: 1000, validFromOn: null, validThroughOn: null }).priceListId;
}
