import { sql } from 'kysely';
import type { ToldSettlement } from '../../shared/payouts/settlement-sheet.rules.ts';
import { addDays, dayOf } from '../../shared/units/calendar.ts';
import type { Day } from '../../shared/units/day.ts';
import type { Minor } from '../../shared/units/minor.ts';
import type { ChannelPayout, PayoutPage } from '../channels/connector.ts';
import { getChannel } from '../channels/channel.statements.ts';
import { notePayoutPage } from '../channels/payout-reading.service.ts';
import { shopOf } from '../company/company.queries.ts';
import type { Tx } from '../database/handles.ts';
import { read } from '../database/statement.ts';
import { contentHashOf } from './content-hash.ts';
import { writeSettlement } from './settlement.service.ts';
import { knownSettlement } from './settlement.statements.ts';

/** One that a person took back does not come back by itself. */
const pulledBefore = read((db, p: { channelId: number; externalId: string }) =>
  db.selectFrom('settlement').select('id').where('channelId', '=', p.channelId).where('externalId', '=', p.externalId).where('pulled', '=', 1).limit(1),
);

const sentInAnotherWay = read((db, p: { channelId: number; currency: string; payout: Minor; from: Day; to: Day }) =>
  db
    .selectFrom('settlement')
    .select('id')
    .where('channelId', '=', p.channelId)
    .where('pulled', '=', 0)
    .where('takenBackById', 'is', null)
    // One with another number is another payout.
    .where(sql<boolean>`externalId glob '*[^0-9]*'`)
    .where('currency', '=', p.currency)
    .where('payout', '=', p.payout)
    .where('paidOn', '>=', p.from)
    .where('paidOn', '<=', p.to)
    .limit(1),
);

/**
 * Takes a page of payouts a channel tells of, as a file of them would be brought in, with the cursor in the same transaction: each
 * once, by its number. Nothing is posted; every one waits to be reconciled. @throws Refusal record.missing
 */
export function takePayoutPage(tx: Tx, { channelId, ...page }: PayoutPage & { channelId: number }): { settlementIds: number[] } {
  const channel = getChannel(tx, channelId);
  const settlementIds = page.payouts.filter((payout) => !isKnown(tx, channel.id, payout)).map((payout) => {
    const told = toldOf(payout, shopOf(tx).timeZone);
    return writeSettlement(tx, { ...told, externalId: payout.externalId, contentHash: contentHashOf(told), channelId, source: 'file', pulled: 1, profile: channel.kind, fileName: '', rate: { top: 1, bottom: 1 } });
  });
  notePayoutPage(tx, channel.id, page);
  return { settlementIds };
}

/** Under its number however it came; under another where a file or a person told just this money of just this day, by either's calendar. */
function isKnown(tx: Tx, channelId: number, { externalId, currency, sent, issuedAt }: ChannelPayout): boolean {
  if (knownSettlement.get(tx, { channelId, externalId }) || pulledBefore.get(tx, { channelId, externalId })) return true;
  const on = dayOf(issuedAt, shopOf(tx).timeZone);
  return sentInAnotherWay.get(tx, { channelId, currency, payout: sent, from: addDays(on, -1), to: addDays(on, 1) }) !== undefined;
}

/** A payout as a file of it would tell it, by the days of the shop. */
export function toldOf({ currency, issuedAt, sent, lines }: ChannelPayout, timeZone: string): Omit<ToldSettlement, 'number'> {
  const told = lines.map(({ occurredAt, ...line }) => ({ ...line, occurredOn: dayOf(occurredAt, timeZone) }));
  const days = told.map(({ occurredOn }) => occurredOn).toSorted();
  return { currency, fromOn: days[0] ?? null, throughOn: days.at(-1) ?? null, paidOn: dayOf(issuedAt, timeZone), payout: sent, sentReferences: [], lines: told };
}
