import { plainColumn, plainRow, type Report } from '../../shared/reporting/report.rules.ts';
import { addDays } from '../../shared/units/calendar.ts';
import { minor, sumMinor } from '../../shared/units/minor.ts';
import { ledgerAccountOf } from '../accounting/ledger-accounts.ts';
import { accountBalanceBefore } from '../accounting/trial-balance.queries.ts';
import type { Reader } from '../database/handles.ts';
import { heldAt } from '../payouts/clearing.queries.ts';
import type { Frame } from './statement-frame.ts';

/** What channels hold of the shop's money at a day, order by order, the oldest first; its sum is the clearing account (INV-L6). */
export function clearing(reader: Reader, { shop, asked, words }: Frame): Report {
  const held = heldAt(reader, asked.to);
  const total = sumMinor(held.map(({ open }) => open));
  const { payouts: said } = words;
  return {
    name: asked.name,
    title: words.titles.clearing,
    shop: shop.name,
    currency: shop.baseCurrency,
    language: asked.language,
    from: null,
    to: asked.to,
    columns: [plainColumn('channel', said.channel, 'text'), plainColumn('order', said.order, 'code'), plainColumn('since', said.since, 'day'), plainColumn('days', said.days, 'count'), plainColumn('held', said.held, 'money')],
    rows: [
      ...held.map(({ orderId, channel, number, sinceOn, days, open }) => plainRow(`order.${orderId}`, [channel, number, sinceOn, days, open])),
      plainRow('total', [words.total, null, null, held.length, total], 'total'),
    ],
    controls: [{ id: 'clearing', label: words.controls.clearing, left: total, right: minor(accountBalanceBefore(reader, ledgerAccountOf(reader, 'channelClearing'), addDays(asked.to, 1))) }],
  };
}
