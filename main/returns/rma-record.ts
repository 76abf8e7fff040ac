import { Refusal } from '../../shared/refusal/refusal.ts';
import { type RmaLineCounts, rmaState, type RmaState } from '../../shared/returns/rma-state.rules.ts';
import type { Reader, Tx } from '../database/handles.ts';
import { linesOfRma, rmaById, setState } from './rma.statements.ts';

export type RmaRow = NonNullable<ReturnType<typeof rmaById.get>>;
export type RmaLineRow = ReturnType<typeof linesOfRma.all>[number];

/** @throws Refusal record.missing */
export function getRma(reader: Reader, rmaId: number): RmaRow {
  const rma = rmaById.get(reader, { id: rmaId });
  if (!rma) throw new Refusal('record.missing', { kind: 'rma', id: rmaId });
  return rma;
}

/** @throws Refusal record.missing */
export function rmaLineOf(lines: readonly RmaLineRow[], rmaLineId: number): RmaLineRow {
  const line = lines.find((row) => row.id === rmaLineId);
  if (!line) throw new Refusal('record.missing', { kind: 'rmaLine', id: rmaLineId });
  return line;
}

export const countsOf = (line: RmaLineRow): RmaLineCounts => ({ ...line, keepsGoods: line.keepsGoods === 1 });

/** Derives the state from what stands in the file now and keeps it. */
export function refreshRma(tx: Tx, rmaId: number): { rmaId: number; number: string; state: RmaState } {
  const rma = getRma(tx, rmaId);
  const state = rmaState({ authorised: rma.authorisedAt !== null, ended: rma.ended }, linesOfRma.all(tx, { rmaId }).map(countsOf));
  if (state !== rma.state) setState.run(tx, { id: rmaId, state });
  tx.changed('rma', rmaId);
  return { rmaId, number: rma.number, state };
}
