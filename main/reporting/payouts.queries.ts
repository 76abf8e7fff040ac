import { sql } from 'kysely';
import { lineGroups } from '../../shared/payouts/line-kind.rules.ts';
import { plainColumn, plainRow, type Report } from '../../shared/reporting/report.rules.ts';
import { addDays } from '../../shared/units/calendar.ts';
import type { Day } from '../../shared/units/day.ts';
import { type Minor, minor, sumMinor } from '../../shared/units/minor.ts';
import { ledgerAccountOf } from '../accounting/ledger-accounts.ts';
import { accountBalanceBefore } from '../accounting/trial-balance.queries.ts';
import type { Reader } from '../database/handles.ts';
import { read } from '../database/statement.ts';
import { settledAt } from '../payouts/clearing.queries.ts';
import { sumsOf } from '../payouts/settlement.queries.ts';
import { linesOf } from '../payouts/settlement.statements.ts';
import { spanAsked } from './columns.ts';
import type { Frame } from './statement-frame.ts';

const settlementsOf = read((db, p: { account: number; from: Day; to: Day }) =>
  db
    .selectFrom('settlement as s')
    .innerJoin('channel as c', 'c.id', 's.channelId')
    .select(['s.id', 's.externalId as number', 's.paidOn', 's.finishedAt', 's.basePayout', 'c.name as channel'])
    .select(sql<Minor>`coalesce((select sum(amount) from posting where itemKind = 'settlement' and itemId = s.id and ledgerAccountId = ${p.account} and postedOn <= ${p.to}), 0)`.as('inTransit'))
    .where('s.takenBackById', 'is', null)
    .where(sql<Day>`coalesce(s.postedOn, s.paidOn)`, '>=', p.from)
    .where(sql<Day>`coalesce(s.postedOn, s.paidOn)`, '<=', p.to)
    .orderBy(sql`coalesce(s.postedOn, s.paidOn)`)
    .orderBy('s.id'),
);

type Found = ReturnType<typeof settlementsOf.all>[number];

/** What channels paid out in some days and what it is made of, in the shop's currency; what is not reconciled yet stands without figures. @throws Refusal report.backwards */
export function payouts(reader: Reader, frame: Frame): Report {
  const { shop, asked, words } = frame;
  const { payouts: said } = words;
  const span = spanAsked(frame);
  const account = ledgerAccountOf(reader, 'payoutInTransit');
  const found = settlementsOf.all(reader, { account, ...span });
  const figures = new Map(found.map((one) => [one.id, one.finishedAt === null ? null : figuresOf(reader, one)]));
  const done = [...figures.values()].filter((row) => row !== null);
  const totals = [...lineGroups, 'sent', 'inTransit'].map((_, index) => sumMinor(done.map((row) => row[index] ?? minor(0))));
  const stateOf = ({ finishedAt, inTransit }: Found): string => (finishedAt === null ? said.open : inTransit === 0 ? said.arrived : said.onTheWay);
  const lines = sumMinor(totals.slice(0, lineGroups.length));
  return {
    name: asked.name,
    title: words.titles.payouts,
    shop: shop.name,
    currency: shop.baseCurrency,
    language: asked.language,
    ...span,
    columns: [
      plainColumn('date', words.date, 'day'), plainColumn('channel', said.channel, 'text'), plainColumn('payout', said.payout, 'code'), plainColumn('state', said.state, 'text'),
      ...([...lineGroups, 'sent', 'inTransit'] as const).map((id) => plainColumn(id, said[id], 'money')),
    ],
    rows: [
      ...found.map((one) => plainRow(`settlement.${one.id}`, [one.paidOn, one.channel, one.number, stateOf(one), ...(figures.get(one.id) ?? totals.map(() => null))])),
      plainRow('total', [null, words.total, null, null, ...totals], 'total'),
    ],
    controls: [
      { id: 'payouts', label: words.controls.payouts, left: lines, right: totals[lineGroups.length] ?? minor(0) },
      { id: 'transit', label: words.controls.transit, left: sumMinor(settledAt(reader, 'payoutInTransit', span.to).values()), right: minor(accountBalanceBefore(reader, account, addDays(span.to, 1))) },
    ],
  };
}

/** Sales, refunds, fees, reserve and the rest, what was sent, and what of it no bank has shown. */
function figuresOf(reader: Reader, { id, basePayout, inTransit }: Found): Minor[] {
  const sums = sumsOf(linesOf.all(reader, { settlementId: id }).map(({ kind, base }) => ({ kind, amount: base ?? minor(0) })));
  return [...lineGroups.map((group) => sums[group]), basePayout ?? minor(0), inTransit];
}
