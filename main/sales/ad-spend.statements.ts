import { sql } from 'kysely';
import type { Day } from '../../shared/units/day.ts';
import type { Instant } from '../../shared/units/instant.ts';
import type { Minor } from '../../shared/units/minor.ts';
import { db } from '../database/builder.ts';
import { read, write } from '../database/statement.ts';
import { jsonList } from '../inventory/json-list.ts';

export interface NewAdSpend {
  channelId: number | null;
  campaignId: number | null;
  fromOn: Day;
  throughOn: Day;
  amount: Minor;
  note: string;
}

export const insertAdSpend = write((builder, p: NewAdSpend & { commandId: number }) =>
  builder.insertInto('adSpend').values({ channelId: p.channelId, campaignId: p.campaignId, fromOn: p.fromOn, throughOn: p.throughOn, amount: p.amount, note: p.note, commandId: p.commandId }),
);
export const setAdSpendWithdrawn = write((builder, p: { id: number; withdrawnAt: Instant | null; withdrawCommandId: number | null }) =>
  builder.updateTable('adSpend').set({ withdrawnAt: p.withdrawnAt, withdrawCommandId: p.withdrawCommandId }).where('id', '=', p.id),
);
export const adSpendById = read((builder, p: { id: number }) => builder.selectFrom('adSpend').selectAll().where('id', '=', p.id));
export const knownChannel = read((builder, p: { id: number }) => builder.selectFrom('channel').select('id').where('id', '=', p.id));
export const knownCampaign = read((builder, p: { id: number }) => builder.selectFrom('campaign').select('id').where('id', '=', p.id));

/** What advertising cost that stands, with the names of what it was for. */
export const standingSpends = () =>
  db
    .selectFrom('adSpend as spend')
    .leftJoin('channel', 'channel.id', 'spend.channelId')
    .leftJoin('campaign', 'campaign.id', 'spend.campaignId')
    .select(['spend.id as adSpendId', 'spend.channelId', 'spend.campaignId', 'spend.fromOn', 'spend.throughOn', 'spend.amount', 'spend.note'])
    .select(['channel.name as channel', 'campaign.name as campaign'])
    .where('spend.withdrawnAt', 'is', null);

/** The spends an order of a day and a channel bears some of. */
export const spendsOver = read((_builder, p: { channelId: number | null; on: Day }) =>
  standingSpends()
    .where('spend.throughOn', '>=', p.on)
    .where('spend.fromOn', '<=', p.on)
    .where((eb) => eb.or([eb('spend.channelId', 'is', null), eb('spend.channelId', '=', p.channelId)]))
    .orderBy('spend.id'),
);

/** The orders that bear a spend: of its days and its channel, not called off, and not from before the shop was kept here. */
const bearing = (p: { from: Instant; before: Instant; channelId: number | null }) => {
  const orders = db.selectFrom('salesOrder as o').where('o.orderedAt', '>=', p.from).where('o.orderedAt', '<', p.before).where('o.intake', '<>', 'history').where('o.fulfilment', '<>', 'cancelled');
  return p.channelId === null ? orders : orders.where('o.channelId', '=', p.channelId);
};

export interface Span {
  from: Instant;
  before: Instant;
}

const sold = sql<Minor>`max(0, o.claim - o.cancelledClaim)`;
export const soldOfAll = read((_builder, p: Span) => bearing({ from: p.from, before: p.before, channelId: null }).select(['o.id as orderId', sold.as('sold')]).orderBy('o.id'));
export const soldOfChannel = read((_builder, p: Span & { channelId: number }) => bearing({ from: p.from, before: p.before, channelId: p.channelId }).select(['o.id as orderId', sold.as('sold')]).orderBy('o.id'));
export const numbersOf = read((builder, p: { orderIds: string }) =>
  builder.selectFrom('salesOrder').select(['id as orderId', 'shownNumber as number', 'orderedOn']).where('id', 'in', jsonList(p.orderIds)),
);
