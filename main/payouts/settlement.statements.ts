import type { ToldLine, ToldSettlement } from '../../shared/payouts/settlement-sheet.rules.ts';
import type { Rate } from '../../shared/payouts/settlement.rules.ts';
import { Refusal } from '../../shared/refusal/refusal.ts';
import type { Day } from '../../shared/units/day.ts';
import type { Instant } from '../../shared/units/instant.ts';
import type { Minor } from '../../shared/units/minor.ts';
import type { Reader } from '../database/handles.ts';
import { read, write } from '../database/statement.ts';

const byId = read((db, p: { id: number }) =>
  db.selectFrom('settlement as s').innerJoin('channel as c', 'c.id', 's.channelId').selectAll('s').select('c.name as channel').where('s.id', '=', p.id).where('s.takenBackById', 'is', null),
);
export type SettlementRow = NonNullable<ReturnType<typeof byId.get>>;

/** A settlement that stands. @throws Refusal record.missing */
export function requireSettlement(reader: Reader, id: number): SettlementRow {
  const row = byId.get(reader, { id });
  if (!row) throw new Refusal('record.missing', { kind: 'settlement', id });
  return row;
}

export const knownSettlement = read((db, p: { channelId: number; externalId: string }) =>
  db.selectFrom('settlement').select(['id', 'contentHash', 'finishedAt', 'pulled', 'payout', 'currency']).where('channelId', '=', p.channelId).where('externalId', '=', p.externalId).where('takenBackById', 'is', null),
);

const channelById = read((db, p: { id: number }) => db.selectFrom('channel').select(['id', 'name', 'currency']).where('id', '=', p.id));

/** A channel, also one that was disconnected: its last payouts come later. @throws Refusal record.missing */
export function requireChannel(reader: Reader, id: number): { id: number; name: string; currency: string } {
  const channel = channelById.get(reader, { id });
  if (!channel) throw new Refusal('record.missing', { kind: 'channel', id });
  return channel;
}

interface NewSettlement extends Omit<ToldSettlement, 'lines' | 'number'> {
  channelId: number;
  externalId: string;
  source: 'file' | 'person';
  /** Read from the channel itself, not from a file of it. */
  pulled: 0 | 1;
  profile: string;
  fileName: string;
  contentHash: string;
  rate: Rate;
  recordedAt: Instant;
}

export const insertSettlement = write((db, p: Omit<NewSettlement, 'rate' | 'sentReferences'> & { sentReferences: string; rateTop: number; rateBottom: number; commandId: number }) =>
  db.insertInto('settlement').values({
    channelId: p.channelId,
    externalId: p.externalId,
    source: p.source,
    pulled: p.pulled,
    profile: p.profile,
    fileName: p.fileName,
    contentHash: p.contentHash,
    currency: p.currency,
    fromOn: p.fromOn,
    throughOn: p.throughOn,
    paidOn: p.paidOn,
    payout: p.payout,
    sentReferences: p.sentReferences,
    rateTop: p.rateTop,
    rateBottom: p.rateBottom,
    recordedAt: p.recordedAt,
    commandId: p.commandId,
  }),
);

export const insertLine = write((db, p: ToldLine & { settlementId: number; lineNo: number; byPerson: 0 | 1; commandId: number }) =>
  db.insertInto('settlementLine').values({
    settlementId: p.settlementId,
    lineNo: p.lineNo,
    kind: p.kind,
    feeKind: p.feeKind,
    amount: p.amount,
    occurredOn: p.occurredOn,
    orderRef: p.orderRef,
    reference: p.reference,
    about: p.about,
    label: p.label,
    byPerson: p.byPerson,
    commandId: p.commandId,
  }),
);

export const linesOf = read((db, p: { settlementId: number }) =>
  db
    .selectFrom('settlementLine as l')
    .leftJoin('salesOrder as o', 'o.id', 'l.orderId')
    .selectAll('l')
    .select(['o.shownNumber as orderNumber', 'o.intake as orderIntake'])
    .where('l.settlementId', '=', p.settlementId)
    .orderBy('l.lineNo'),
);
export type SettlementLineRow = ReturnType<typeof linesOf.all>[number];

const lineById = read((db, p: { id: number }) => db.selectFrom('settlementLine').selectAll().where('id', '=', p.id));

/** A line with its settlement, which is still open. @throws Refusal record.missing, settlement.finished */
export function requireOpenLine(reader: Reader, id: number) {
  const line = lineById.get(reader, { id });
  if (!line) throw new Refusal('record.missing', { kind: 'settlementLine', id });
  return { line, settlement: requireOpen(reader, line.settlementId) };
}

/** A settlement whose lines may still be decided. @throws Refusal record.missing, settlement.finished */
export function requireOpen(reader: Reader, id: number): SettlementRow {
  const settlement = requireSettlement(reader, id);
  if (settlement.finishedAt !== null) throw new Refusal('settlement.finished', { number: settlement.externalId });
  return settlement;
}

export type FoundBy = 'number' | 'reference' | 'amount' | 'learned' | 'person';

export interface Understanding {
  orderId: number | null;
  foundBy: FoundBy | null;
  role: string | null;
  rest: Minor | null;
  leftOnOrder: 0 | 1;
}

export const setUnderstanding = write((db, p: Understanding & { id: number }) =>
  db.updateTable('settlementLine').set({ orderId: p.orderId, foundBy: p.foundBy, role: p.role, rest: p.rest, leftOnOrder: p.leftOnOrder }).where('id', '=', p.id),
);
export const setResult = write((db, p: { id: number; base: Minor | null; toOrder: Minor | null; orderCostId: number | null }) =>
  db.updateTable('settlementLine').set({ base: p.base, toOrder: p.toOrder, orderCostId: p.orderCostId }).where('id', '=', p.id),
);
export const deleteLine = write((db, p: { id: number }) => db.deleteFrom('settlementLine').where('id', '=', p.id));
export const setRateRow = write((db, p: { id: number; rateTop: number; rateBottom: number }) => db.updateTable('settlement').set({ rateTop: p.rateTop, rateBottom: p.rateBottom }).where('id', '=', p.id));
export const setFinished = write((db, p: { id: number; finishedAt: Instant | null; postedOn: Day | null; entryId: number | null; basePayout: Minor | null }) =>
  db.updateTable('settlement').set({ finishedAt: p.finishedAt, postedOn: p.postedOn, entryId: p.entryId, basePayout: p.basePayout }).where('id', '=', p.id),
);
export const setTakenBack = write((db, p: { id: number; commandId: number }) => db.updateTable('settlement').set({ takenBackById: p.commandId }).where('id', '=', p.id));
