import type { Instant } from '../../shared/units/instant.ts';
import { db } from '../database/builder.ts';
import type { Reader } from '../database/handles.ts';

export function listPhones(reader: Reader) {
  const phones = reader.all(
    db
      .selectFrom('phone')
      .innerJoin('device', 'device.id', 'phone.deviceId')
      .innerJoin('user', 'user.id', 'phone.userId')
      .select(['phone.deviceId', 'device.name', 'phone.userId', 'user.name as userName', 'phone.pairedAt', 'phone.lastUsedAt', 'phone.revokedAt'])
      .orderBy('phone.deviceId', 'desc')
      .limit(200),
  );
  return { phones };
}

export interface LivePhone {
  deviceId: number;
  name: string;
  userId: number;
  keyHash: string;
  lastUsedAt: Instant | null;
}

/** The phones that are still let in, for the door to compare with; a handful, so the door asks for all. */
export function livePhones(reader: Reader): LivePhone[] {
  return reader.all(
    db
      .selectFrom('phone')
      .innerJoin('device', 'device.id', 'phone.deviceId')
      .innerJoin('user', 'user.id', 'phone.userId')
      .select(['phone.deviceId', 'device.name', 'phone.userId', 'phone.keyHash', 'phone.lastUsedAt'])
      .where('phone.revokedAt', 'is', null)
      .where('user.blocked', '=', 0),
  );
}
