import { sql } from 'kysely';
import type { DayOrder } from '../../shared/banking/dates.rules.ts';
import { readSettlements, type ToldSettlement, understandSettlement } from '../../shared/payouts/settlement-sheet.rules.ts';
import { addDays } from '../../shared/units/calendar.ts';
import type { Day } from '../../shared/units/day.ts';
import { type Minor, minor, sumMinor } from '../../shared/units/minor.ts';
import { understoodSheet } from '../banking/read-bank-file.ts';
import { getShop } from '../company/company.queries.ts';
import { type Stage, sheetFileOf } from '../company/sheets/stage.ts';
import type { Reader } from '../database/handles.ts';
import { read } from '../database/statement.ts';
import { contentHashOf } from './content-hash.ts';
import { knownSettlement, requireChannel } from './settlement.statements.ts';

export interface StagedSettlement extends Omit<ToldSettlement, 'number'> {
  externalId: string;
  contentHash: string;
}

/** What waits on a stage between a file and the shop. */
export interface StagedSettlements {
  channelId: number;
  fileName: string;
  profile: string;
  settlements: StagedSettlement[];
}

export interface ReadSettlementFile {
  channelId: number;
  dayOrder?: DayOrder;
}

const lineByReference = read((db, p: { channelId: number; reference: string }) =>
  db
    .selectFrom('settlementLine as l')
    .innerJoin('settlement as s', 's.id', 'l.settlementId')
    .select('l.id')
    .where('l.reference', '=', p.reference)
    .where('s.channelId', '=', p.channelId)
    .where('s.takenBackById', 'is', null)
    .limit(1),
);

const sentByReference = read((db, p: { channelId: number; reference: string }) =>
  db.selectFrom('settlement').select('id').where('channelId', '=', p.channelId).where('takenBackById', 'is', null).where(sql<boolean>`${p.reference} in (select value from json_each(sentReferences))`).limit(1),
);

const pulledSettlement = read((db, p: { channelId: number; payout: Minor; currency: string; from: Day; to: Day }) =>
  db
    .selectFrom('settlement')
    .select('id')
    .where('channelId', '=', p.channelId)
    .where('pulled', '=', 1)
    .where('takenBackById', 'is', null)
    .where('payout', '=', p.payout)
    .where('currency', '=', p.currency)
    .where('paidOn', '>=', p.from)
    .where('paidOn', '<=', p.to)
    .limit(1),
);

/** Whether a movement is a line of a settlement that stands, or sent one. */
const isKnownMovement = (reader: Reader, movement: { channelId: number; reference: string }): boolean =>
  lineByReference.get(reader, movement) !== undefined || sentByReference.get(reader, movement) !== undefined;

/** Reads a channel's settlement file onto its stage and says what of it is new. The shop is only asked. @throws Refusal bankFile.…, sheet.…, settlementFile.currencies, record.missing */
export async function readOntoStage(stage: Stage, folder: string, { channelId, dayOrder }: ReadSettlementFile, reader: Reader) {
  const channel = requireChannel(reader, channelId);
  const { rows, understood } = await understoodSheet(sheetFileOf(folder), understandSettlement);
  const { settlements, skipped, known } = readSettlements(rows, understood, {
    currency: channel.currency,
    dayOrder: dayOrder ?? (getShop(reader).country === 'US' ? 'mdy' : 'dmy'),
    isKnown: (reference) => isKnownMovement(reader, { channelId, reference }),
  });
  const staged = settlements.map(numbered);
  stage.note('settlements', { channelId, fileName: stage.fact<string>('fileName') ?? '', profile: understood.profile.id, settlements: staged } satisfies StagedSettlements);
  const shown = staged.map((one) => ({
    number: one.externalId, paidOn: one.paidOn, currency: one.currency, payout: one.payout, lines: one.lines.length, is: statusOf(reader, channelId, one),
    residual: minor(one.payout - sumMinor(one.lines.map(({ amount }) => amount))),
  }));
  return { profile: understood.profile.id, currency: staged[0]?.currency ?? channel.currency, settlements: shown, added: shown.filter(({ is }) => is === 'new').length, knownRows: known, skipped: skipped.slice(0, 1000) };
}

/** A settlement without a number is known by what it says. */
function numbered({ number, ...told }: ToldSettlement): StagedSettlement {
  const contentHash = contentHashOf(told);
  return { ...told, externalId: number === '' ? `${told.paidOn} ${contentHash.slice(0, 8)}` : number, contentHash };
}

const isNumber = (externalId: string): boolean => /^\d+$/.test(externalId);

/** Whether the shop has a settlement, and with the same lines. */
export function statusOf(reader: Reader, channelId: number, { externalId, contentHash, payout, currency, paidOn }: StagedSettlement): 'new' | 'known' | 'changed' {
  const known = knownSettlement.get(reader, { channelId, externalId });
  // What the channel told itself has other words than its file, and where that has no numbers its days stand for them.
  if (known === undefined) return !isNumber(externalId) && pulledSettlement.get(reader, { channelId, payout, currency, from: addDays(paidOn, -1), to: addDays(paidOn, 1) }) ? 'known' : 'new';
  const isSameMoney = known.pulled === 1 && known.payout === payout && known.currency === currency;
  return known.contentHash === contentHash || isSameMoney ? 'known' : 'changed';
}
