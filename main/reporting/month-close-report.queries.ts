import { type MonthItem, monthItemIds, type MonthState, sealText } from '../../shared/reporting/month-close.rules.ts';
import { type MonthWords, monthWords } from '../../shared/reporting/month-words.rules.ts';
import { plainColumn, plainRow, type Report, type ReportRow } from '../../shared/reporting/report.rules.ts';
import { dayOf } from '../../shared/units/calendar.ts';
import type { Instant } from '../../shared/units/instant.ts';
import type { Minor } from '../../shared/units/minor.ts';
import { getTrialBalance } from '../accounting/trial-balance.queries.ts';
import { getShop } from '../company/company.queries.ts';
import type { Actor, Reader } from '../database/handles.ts';
import { getMonth } from './month-close.queries.ts';
import { itemsOfClose, recordHead } from './month-close.statements.ts';
import type { Frame } from './statement-frame.ts';

interface Item {
  item: MonthItem;
  state: MonthState;
  open: number;
  amount: Minor;
  checked: number | null;
  tickedBy: string | null;
  tickedAt: Instant | null;
}

/**
 * A month's end on paper: the checklist as it was when the month was locked, or as it stands; every closing and reopening; the
 * control totals of its entries; and the head of the record, as text and to be scanned. @throws Refusal chart.missing
 */
export function monthClose(reader: Reader, { asked, words }: Frame, actor: Actor, now: Instant): Report {
  const { name, baseCurrency, databaseId, timeZone } = getShop(reader);
  const month = getMonth(reader, { on: asked.to }, actor, now);
  const own = monthWords[asked.language];
  const close = month.state === 'locked' ? month.closes[0] : undefined;
  const kept = close && itemsOfClose.get(reader, { id: close.monthCloseId })?.items;
  const items: Item[] = kept === undefined ? month.rows.map(({ tick, ...row }) => ({ ...row, tickedBy: tick && !tick.stale ? tick.userName : null, tickedAt: tick?.tickedAt ?? null })) : (JSON.parse(kept) as Item[]);
  const head = close ?? recordHead.get(reader, {}) ?? { headId: 0, head: '' };
  const { totals } = getTrialBalance(reader, month);
  // In groups, so that it is compared by eye and breaks into lines.
  const headLine = own.head(head.headId, head.head.match(/.{8}/g)?.join(' ') ?? '');
  return {
    name: asked.name,
    title: words.titles.monthClose,
    shop: name,
    currency: baseCurrency,
    language: asked.language,
    from: month.from,
    to: month.to,
    columns: [
      plainColumn('no', own.number, 'count'), plainColumn('item', own.item, 'text'), plainColumn('state', own.state, 'code'), plainColumn('open', own.open, 'count'),
      plainColumn('amount', words.balance, 'money'), plainColumn('checked', own.checked, 'count'), plainColumn('who', own.who, 'code'), plainColumn('when', own.when, 'day'),
    ],
    rows: [
      ...items.map((item) => itemRow(item, own, timeZone)),
      line('locks', own.locks, 'heading'),
      ...(month.locks.length === 0 ? [line('never', own.never)] : month.locks.toReversed().map(({ id, kind, throughOn, reason, userName, recordedAt }) => {
        return plainRow(`lock.${id}`, [null, own[kind](throughOn ?? '—', reason), null, null, null, null, userName, dayOf(recordedAt, timeZone)]);
      })),
      line('head', headLine),
    ],
    controls: [{ id: 'debits', label: words.controls.debits, left: totals.debit, right: totals.credit }],
    seal: { code: sealText({ databaseId, throughOn: month.to, ...head }), text: `${own.scan}\n${headLine}` },
  };
}

function itemRow({ item, state, open, amount, checked, tickedBy, tickedAt }: Item, words: MonthWords, timeZone: string): ReportRow {
  return plainRow(item, [monthItemIds.indexOf(item) + 1, words.items[item], words.states[state], open, amount, checked, tickedBy, tickedBy === null || tickedAt === null ? null : dayOf(tickedAt, timeZone)]);
}

const line = (id: string, text: string, kind: ReportRow['kind'] = 'line'): ReportRow => plainRow(id, [null, text, null, null, null, null, null, null], kind);
