import { z } from 'zod';
import { markIn } from '../../../shared/sales/refund-mark.rules.ts';
import { minorDigits } from '../../../shared/units/currency.ts';
import { minor, sumMinor } from '../../../shared/units/minor.ts';
import type { PushResult, RefundPush } from '../connector.ts';
import { amount, amountText } from '../decimal.ts';
import { readAs } from '../reading.ts';
import { beyondPaid, madeThere, refusedRefund, wordsOfRefund } from '../refund-there.ts';
import { refundAnswer } from './answers.ts';
import type { WooClient } from './client.ts';
import { refundRows } from './orders.ts';

const orderAnswer = z.object({ status: z.string(), total: refundAnswer.shape.amount });
const shortRefund = refundAnswer.pick({ id: true, amount: true, reason: true });

/**
 * Lets the shop pay back through the order's own gateway (`api_refund`); where that cannot, the shop says no and nothing is noted, so
 * that nobody reads of money that never moved. Goods are not put back there (`api_restock`): levels are told by themselves. The mark
 * stands in the reason, which is written before the gateway is asked; meta data would be written after it. A repeat pays back twice,
 * so what the shop has is read first. @throws Fault
 */
export async function pushRefund(client: WooClient, item: RefundPush): Promise<PushResult> {
  const digits = minorDigits(item.currency);
  const { status, total } = readAs(orderAnswer, (await client.get(`orders/${item.orderId}`, { _fields: 'id,status,total' })).body);
  const there = readAs(z.array(shortRefund), await refundRows(client, item.orderId)).map((row) => ({ externalId: row.id, amount: amount(row.amount, digits), mark: markIn(row.reason) }));
  const made = madeThere(item, there);
  if (made) return { ok: true, answer: 'already paid back', externalId: made.externalId };
  if (status === 'trash') return refusedRefund('The order was thrown away in the shop.', 'orderClosed');
  const left = minor(amount(total, digits) - sumMinor(there.map((row) => row.amount)));
  if (item.amount > left) return beyondPaid(amountText(left, digits));
  const asked = { amount: amountText(item.amount, digits), reason: wordsOfRefund(item), api_refund: true, api_restock: false };
  const { id } = readAs(shortRefund, (await client.post(`orders/${item.orderId}/refunds`, asked)).body);
  return { ok: true, answer: 'paid back', externalId: id };
}
