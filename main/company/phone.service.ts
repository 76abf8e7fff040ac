import { Refusal } from '../../shared/refusal/refusal.ts';
import type { Instant } from '../../shared/units/instant.ts';
import { db } from '../database/builder.ts';
import type { Tx } from '../database/handles.ts';
import { getUser } from './company.queries.ts';
import { registerDevice } from './device.service.ts';

export interface NewPhone {
  name: string;
  userId: number;
  /** SHA-256 of the phone's key, in hex. */
  keyHash: string;
}

/** A phone is a device of the shop that has a key and works for one person. @throws Refusal `record.missing` */
export function pairPhone(tx: Tx, { name, userId, keyHash }: NewPhone): { deviceId: number } {
  getUser(tx, userId);
  const { deviceId } = registerDevice(tx, { name, kind: 'scanner' });
  tx.run(db.insertInto('phone').values({ deviceId, userId, keyHash, pairedAt: tx.now }));
  tx.changed('phone', deviceId);
  return { deviceId };
}

/** @throws Refusal `record.missing` where there is no such phone, or it is shut out already */
export function revokePhone(tx: Tx, { deviceId }: { deviceId: number }): { deviceId: number } {
  const { changes } = tx.run(db.updateTable('phone').set({ revokedAt: tx.now }).where('deviceId', '=', deviceId).where('revokedAt', 'is', null));
  if (changes === 0) throw new Refusal('record.missing', { kind: 'phone', id: deviceId });
  tx.changed('phone', deviceId);
  return { deviceId };
}

/** Notes that a phone was used, so that one nobody uses any more is seen. */
export function notePhoneUse(tx: Tx, { deviceId }: { deviceId: number }): Record<string, never> {
  tx.run(db.updateTable('phone').set({ lastUsedAt: tx.now }).where('deviceId', '=', deviceId).where('revokedAt', 'is', null));
  tx.changed('phone', deviceId);
  return {};
}

/** The record says who opened the shop's network door, and until when; what is open is no row, since it ends with the program. */
export function notePhonesLetIn(_tx: Tx, { endsAt }: { endsAt: Instant }): { endsAt: Instant } {
  return { endsAt };
}

export const notePhonesShutOut = (): Record<string, never> => ({});
