import { Refusal } from '../../shared/refusal/refusal.ts';
import { papers } from '../../shared/tax/papers/papers.ts';
import { taxPeriods } from '../../shared/tax/period.rules.ts';
import { addDays, dayOf } from '../../shared/units/calendar.ts';
import type { Day } from '../../shared/units/day.ts';
import { type Minor, minor } from '../../shared/units/minor.ts';
import { shopOf } from '../company/company.queries.ts';
import type { Tx } from '../database/handles.ts';
import { figuresOf, periodOn, taxTotals } from './return.queries.ts';
import { filingsOfPeriod, firstLineOn, insertFiling, lastLineId, standingFilings, taxGroups } from './return.statements.ts';
import { taxSetting } from './setting.service.ts';

interface Asked {
  fromOn: Day;
  note: string;
}

/**
 * Records a period as filed, with the figures it has now. From then on a document dated in it is taxed in the next period; the
 * books themselves stay open or closed as they are.
 * @throws Refusal `taxReturn.notOver`, `taxReturn.alreadyFiled`, `taxReturn.earlierFirst`
 */
export function fileTaxReturn(tx: Tx, { fromOn: on, note }: Asked): { taxFilingId: number; fromOn: Day; throughOn: Day; due: Minor } {
  const { fromOn, throughOn } = periodOn(tx, on);
  if (throughOn >= dayOf(tx.now, shopOf(tx).timeZone)) throw new Refusal('taxReturn.notOver', { throughOn });
  if (filingsOfPeriod.all(tx, { fromOn, throughOn })[0]?.kind === 'file') throw new Refusal('taxReturn.alreadyFiled', { fromOn, throughOn });
  refuseGap(tx, fromOn);
  const { paper, boxes, groups } = figuresOf(tx, { fromOn, throughOn });
  const figures = boxes.map(({ code, figure }) => ({ code, figure }));
  const taxFilingId = record(tx, 'file', { fromOn, throughOn, paper, boxes: JSON.stringify(figures), ...taxTotals(groups), lockedThroughOn: throughOn, note });
  return { taxFilingId, fromOn, throughOn, due: boxes.find((box) => box.code === papers[paper].due)?.figure ?? minor(0) };
}

/** Periods are filed one after another: an earlier one with tax in it comes first. */
function refuseGap(tx: Tx, fromOn: Day): void {
  const first = firstLineOn.get(tx, {})?.taxPointOn;
  if (first === undefined || first >= fromOn) return;
  const standing = standingFilings.all(tx, {}).filter((row) => row.kind === 'file');
  const covered = (from: Day, through: Day): boolean => standing.some((row) => row.fromOn <= from && through <= row.throughOn);
  const open = taxPeriods(first, addDays(fromOn, -1), taxSetting(tx)).reverse().find((period) => !covered(period.fromOn, period.throughOn) && taxGroups(tx, period).length > 0);
  if (open) throw new Refusal('taxReturn.earlierFirst', { fromOn: open.fromOn, throughOn: open.throughOn });
}

/**
 * Takes the latest filing back: its period is open again for its own documents, and is filed anew with what it then has. What
 * was filed stays on record, and the difference is told line by line.
 * @throws Refusal `taxReturn.notFiled`, `taxReturn.laterFirst`
 */
export function withdrawTaxReturn(tx: Tx, { fromOn: on, note }: Asked): { taxFilingId: number; fromOn: Day; throughOn: Day } {
  const { fromOn, throughOn } = periodOn(tx, on);
  const [last] = filingsOfPeriod.all(tx, { fromOn, throughOn });
  if (last?.kind !== 'file') throw new Refusal('taxReturn.notFiled', { fromOn, throughOn });
  const standing = standingFilings.all(tx, {}).filter((row) => row.kind === 'file');
  const later = standing.find((row) => row.throughOn > throughOn);
  if (later) throw new Refusal('taxReturn.laterFirst', { fromOn: later.fromOn, throughOn: later.throughOn });
  const earlier = standing.find((row) => row.throughOn < fromOn);
  const { paper, boxes, outputTax, inputTax } = last;
  const taxFilingId = record(tx, 'withdraw', { fromOn, throughOn, paper, boxes, outputTax, inputTax, lockedThroughOn: earlier?.throughOn ?? null, note });
  return { taxFilingId, fromOn, throughOn };
}

type Row = Parameters<typeof insertFiling.run>[1];

function record(tx: Tx, kind: 'file' | 'withdraw', row: Omit<Row, 'kind' | 'upToLineId' | 'recordedAt' | 'commandId'>): number {
  const { lastId } = insertFiling.run(tx, { ...row, kind, upToLineId: lastLineId.get(tx, {})?.id ?? 0, recordedAt: tx.now, commandId: tx.commandId });
  tx.changed('taxFiling', lastId);
  return lastId;
}
