import path from 'node:path';
import type { Contract } from '../../shared/app/contract.ts';
import { Refusal } from '../../shared/refusal/refusal.ts';
import type { Instant } from '../../shared/units/instant.ts';
import type { InputOf, OutputOf } from '../database/handlers.ts';
import type { Actor } from '../database/handles.ts';
import type { ProvedBackup } from '../reporting/day-close.service.ts';
import { makeBackup } from './backups.ts';
import type { Checked } from './check.ts';
import type { Store } from './store.ts';

export type AskedClose = InputOf<Contract, 'day.close'>;
type Counted = OutputOf<Contract, 'drawer.close'>;
type Closed = Omit<OutputOf<Contract, 'day.close'>, 'drawer'>;

type DayClosed = Closed & { drawer: Pick<Counted, 'expected' | 'counted' | 'difference'> | null };

interface Asking {
  now: Instant;
  /** The asker's own: a drawer that was counted with it is not counted again. */
  key?: string | undefined;
  signal?: AbortSignal | undefined;
}

/**
 * Ends a day: the books are proved, the cash is counted, a backup is made, put back in another place and proved there, and what
 * was true is written down. A step that is refused leaves what the steps before it did; the day is then closed again.
 * @throws Refusal `drawer.closed`, `record.missing`, `day.notProved`, and what a backup refuses
 */
export async function closeDay(store: Store, folder: string, actor: Actor, { drawer }: AskedClose, { now, key, signal }: Asking): Promise<DayClosed> {
  requireProved((await store.prove(signal)).proofs, { copy: false });
  const counted = drawer && ((await store.command(actor, 'drawer.close', drawer, key)) as Counted);
  const { name } = await makeBackup(store, folder, now);
  const { proofs, ...head } = await store.tryRestore(path.join(folder, 'backups', name));
  requireProved(proofs, { copy: true });
  const proved: ProvedBackup = { headId: head.headId, head: head.head, backup: name, backupSha256: head.sha256, proofs: proofs.length, checked: proofs.reduce((sum, one) => sum + one.checked, 0) };
  const closed = (await store.internal(actor, 'day.closed', proved)) as Closed;
  return { ...closed, drawer: counted && { expected: counted.expected, counted: counted.counted, difference: counted.difference } };
}

function requireProved(proofs: readonly Checked[], { copy }: { copy: boolean }): void {
  const failed = proofs.filter(({ faults }) => faults.length > 0);
  const [first] = failed;
  if (first) throw new Refusal('day.notProved', { failed: failed.length, all: proofs.length, first: first.id, copy });
}
