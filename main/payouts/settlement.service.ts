import type { FeeKind, LineKind } from '../../shared/payouts/line-kind.rules.ts';
import type { ToldLine, ToldSettlement } from '../../shared/payouts/settlement-sheet.rules.ts';
import type { Rate } from '../../shared/payouts/settlement.rules.ts';
import { Refusal } from '../../shared/refusal/refusal.ts';
import type { Day } from '../../shared/units/day.ts';
import type { Minor } from '../../shared/units/minor.ts';
import { shopOf } from '../company/company.queries.ts';
import { shopFolderOf } from '../company/sheets/sheet-import.service.ts';
import { withStage } from '../company/sheets/stage.ts';
import type { Tx } from '../database/handles.ts';
import { contentHashOf } from './content-hash.ts';
import { reopenSettlement } from './finish.service.ts';
import { matchLines } from './matching.service.ts';
import { insertLine, insertSettlement, knownSettlement, linesOf, requireChannel, requireSettlement, setTakenBack } from './settlement.statements.ts';
import { type StagedSettlements, statusOf } from './stage-settlement.ts';

/**
 * Writes what a read file has and the shop has not; the same settlement again, under its number or its content, changes
 * nothing. @throws Refusal sheet.gone, bankFile.notRead, settlement.changed
 */
export function bringInSettlements(tx: Tx, { importId }: { importId: string }): { settlementIds: number[]; known: number } {
  const file = withStage(shopFolderOf(tx), importId, (stage) => stage.fact<StagedSettlements>('settlements'));
  if (!file) throw new Refusal('bankFile.notRead', {});
  const settlementIds = file.settlements.flatMap((told) => {
    const is = statusOf(tx, file.channelId, told);
    if (is === 'changed') throw new Refusal('settlement.changed', { number: told.externalId });
    if (is === 'known') return [];
    return [writeSettlement(tx, { ...told, channelId: file.channelId, source: 'file', pulled: 0, profile: file.profile, fileName: file.fileName, rate: { top: 1, bottom: 1 } })];
  });
  return { settlementIds, known: file.settlements.length - settlementIds.length };
}

export interface RecordSettlement {
  channelId: number;
  number: string;
  currency?: string;
  rate?: Rate;
  paidOn: Day;
  payout: Minor;
  lines: readonly { kind: LineKind; feeKind?: FeeKind; amount: Minor; occurredOn?: Day; orderRef: string; label: string }[];
}

/** A settlement as a person reads it off a paper or a screen. @throws Refusal record.missing, settlement.known */
export function recordSettlement(tx: Tx, { number, channelId, lines, currency = shopOf(tx).baseCurrency, rate = { top: 1, bottom: 1 }, paidOn, payout }: RecordSettlement): { settlementIds: number[] } {
  requireChannel(tx, channelId);
  if (knownSettlement.get(tx, { channelId, externalId: number })) throw new Refusal('settlement.known', { number });
  const told = { currency, paidOn, payout, sentReferences: [], fromOn: null, throughOn: null, lines: lines.map(toldOf) };
  return { settlementIds: [writeSettlement(tx, { ...told, externalId: number, contentHash: contentHashOf(told), channelId, source: 'person', pulled: 0, profile: '', fileName: '', rate })] };
}

/** A line as a person told it. */
export const toldOf = ({ kind, feeKind, amount, occurredOn, orderRef, label }: RecordSettlement['lines'][number]): ToldLine => ({
  kind, feeKind: kind === 'fee' ? (feeKind ?? 'other') : null, amount, occurredOn: occurredOn ?? null, orderRef, reference: '', about: '', label,
});

interface Written extends Omit<ToldSettlement, 'number'> {
  externalId: string;
  contentHash: string;
  channelId: number;
  source: 'file' | 'person';
  pulled: 0 | 1;
  profile: string;
  fileName: string;
  rate: Rate;
}

/** A settlement with its lines, each with the order it was found to be of. */
export function writeSettlement(tx: Tx, { rate, lines, sentReferences, ...head }: Written): number {
  const { lastId: settlementId } = insertSettlement.run(tx, { ...head, sentReferences: JSON.stringify(sentReferences), rateTop: rate.top, rateBottom: rate.bottom, recordedAt: tx.now, commandId: tx.commandId });
  lines.forEach((line, index) => insertLine.run(tx, { ...line, settlementId, lineNo: index + 1, byPerson: head.source === 'person' ? 1 : 0, commandId: tx.commandId }));
  matchLines(tx, requireSettlement(tx, settlementId));
  tx.changed('settlement', settlementId);
  return settlementId;
}

/**
 * Takes settlements back: the entry of a finished one is reversed first, and the same file can be brought in again.
 * @throws Refusal record.missing, settlement.onBank
 */
export function takeBackSettlements(tx: Tx, { settlementIds }: { settlementIds: readonly number[] }): { lines: number } {
  let lines = 0;
  for (const settlementId of settlementIds) {
    if (requireSettlement(tx, settlementId).finishedAt !== null) reopenSettlement(tx, { settlementId });
    lines += linesOf.all(tx, { settlementId }).length;
    setTakenBack.run(tx, { id: settlementId, commandId: tx.commandId });
    tx.changed('settlement', settlementId);
  }
  return { lines };
}
