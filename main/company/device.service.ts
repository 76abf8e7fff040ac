import { Refusal } from '../../shared/refusal/refusal.ts';
import { db } from '../database/builder.ts';
import type { Tx } from '../database/handles.ts';

export function registerDevice(tx: Tx, device: { name: string; kind: 'laptop' | 'browser' | 'scanner' | 'cli' }): { deviceId: number } {
  const { lastId } = tx.run(db.insertInto('device').values({ ...device, registeredAt: tx.now }));
  tx.changed('device', lastId);
  return { deviceId: lastId };
}

/** @throws Refusal `record.missing` */
export function renameDevice(tx: Tx, { deviceId, name }: { deviceId: number; name: string }): { before: { name: string } } {
  const device = tx.get(db.selectFrom('device').select('name').where('id', '=', deviceId));
  if (!device) throw new Refusal('record.missing', { kind: 'device', id: deviceId });
  tx.run(db.updateTable('device').set({ name }).where('id', '=', deviceId));
  tx.changed('device', deviceId);
  return { before: device };
}
