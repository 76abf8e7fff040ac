import type { AttachmentType } from '../../shared/company/attachment.contract.ts';
import { Refusal } from '../../shared/refusal/refusal.ts';
import { dayOf } from '../../shared/units/calendar.ts';
import type { Day } from '../../shared/units/day.ts';
import type { Instant } from '../../shared/units/instant.ts';
import { listAttachments } from '../company/attachment.queries.ts';
import { attach } from '../company/attachment.service.ts';
import { shopOf } from '../company/company.queries.ts';
import type { Tx } from '../database/handles.ts';
import { entryById } from './journal.statements.ts';
import { insertSlip, setDiscarded, setEntry, slipById, waitingSlipOf } from './slip.statements.ts';

export interface TakenSlip {
  name: string;
  hash: string;
  type: AttachmentType;
  bytes: number;
  /** When a camera took it, by the camera's clock. */
  photoOn: Day | null;
  changedAt: Instant | null;
}

interface WhichSlip {
  slipId: number;
}

/** Lets a file that is kept already wait for its entry; a file that waits already is that slip. */
export function takeSlip(tx: Tx, { name, hash, type, bytes, photoOn, changedAt }: TakenSlip): WhichSlip {
  const waiting = waitingSlipOf.get(tx, { hash });
  if (waiting) return { slipId: waiting.id };
  const changedOn = changedAt === null ? null : dayOf(changedAt, shopOf(tx).timeZone);
  const datedOn = photoOn ?? changedOn;
  const { lastId } = insertSlip.run(tx, { name, datedOn, datedBy: photoOn !== null ? 'photo' : datedOn !== null ? 'file' : null, takenAt: tx.now, commandId: tx.commandId });
  attach(tx, { kind: 'slip', itemId: lastId, hash, type, name, bytes });
  tx.changed('slip', lastId);
  return { slipId: lastId };
}

/** Lets a slip wait no more. @throws Refusal record.missing, slip.posted */
export const discardSlip = (tx: Tx, { slipId }: WhichSlip) => turn(tx, slipId, tx.commandId);

/** Lets a discarded slip wait again. @throws Refusal record.missing, slip.posted */
export const restoreSlip = (tx: Tx, { slipId }: WhichSlip) => turn(tx, slipId, null);

function turn(tx: Tx, slipId: number, discardedById: number | null): WhichSlip {
  requireUnposted(tx, slipId);
  setDiscarded.run(tx, { id: slipId, discardedById });
  tx.changed('slip', slipId);
  return { slipId };
}

/** Lays a slip's papers beside the entry it was typed into; it waits no more, whoever had put it away meanwhile. @throws Refusal record.missing, slip.posted */
export function laySlipBeside(tx: Tx, { slipId, entryId }: WhichSlip & { entryId: number }): void {
  requireUnposted(tx, slipId);
  for (const { hash, type, name, bytes } of listAttachments(tx, { kind: 'slip', itemId: slipId }).rows) attach(tx, { kind: 'journalEntry', itemId: entryId, hash, type, name, bytes });
  setDiscarded.run(tx, { id: slipId, discardedById: null });
  setEntry.run(tx, { id: slipId, entryId });
  tx.changed('slip', slipId);
}

function requireUnposted(tx: Tx, id: number): void {
  const slip = slipById.get(tx, { id });
  if (!slip) throw new Refusal('record.missing', { kind: 'slip', id });
  if (slip.entryId !== null) throw new Refusal('slip.posted', { name: slip.name, number: entryById.get(tx, { id: slip.entryId })?.number ?? '' });
}
