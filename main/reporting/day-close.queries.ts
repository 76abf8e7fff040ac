import { denominationsOf } from '../../shared/till/drawer.rules.ts';
import type { Instant } from '../../shared/units/instant.ts';
import { syncStatus } from '../channels/sync.queries.ts';
import { getShop } from '../company/company.queries.ts';
import type { Actor, Reader } from '../database/handles.ts';
import { noticeCounts } from '../fulfilment/notice.statements.ts';
import { readWaiting } from '../fulfilment/wave.queries.ts';
import { getToday } from '../sales/today.queries.ts';
import { openDrawerOf, openDrawers } from '../till/drawer.statements.ts';
import { lastCloses } from './day-close.statements.ts';

const shownCloses = 7;

/** What a day leaves for the next one: counted as the screens count it that list it. */
export function leftOpen(reader: Reader, actor: Actor, now: Instant) {
  const { today, toShip, dueToday, openExceptions } = getToday(reader, undefined, actor, now);
  const { channels } = syncStatus(reader, undefined, actor, now);
  const sum = (of: (channel: (typeof channels)[number]) => number): number => channels.reduce((total, channel) => total + of(channel), 0);
  return { on: today, toShip, dueToday, openExceptions, waiting: sum(({ waiting }) => waiting), parked: sum(({ parked }) => parked) };
}

/** The checklist of the evening. */
export function dayStatus(reader: Reader, _input: unknown, actor: Actor, now: Instant) {
  const mine = openDrawerOf.get(reader, actor)?.id;
  const notices = noticeCounts.get(reader, {});
  return {
    ...leftOpen(reader, actor, now),
    drawers: openDrawers.all(reader, {}).map(({ id, number, userName, openedAt }) => ({ id, number, userName, openedAt, mine: id === mine })),
    denominations: denominationsOf(getShop(reader).baseCurrency),
    toPack: readWaiting(reader, {}).toPack,
    noticesWaiting: notices?.waiting ?? 0,
    noticesParked: notices?.parked ?? 0,
    closes: lastCloses.all(reader, { limit: shownCloses }),
  };
}
