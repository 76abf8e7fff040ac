import { sql } from 'kysely';
import type { DrawerReason, FloatSource } from '../../shared/till/drawer.rules.ts';
import type { Day } from '../../shared/units/day.ts';
import type { Instant } from '../../shared/units/instant.ts';
import type { Minor } from '../../shared/units/minor.ts';
import { read, write } from '../database/statement.ts';

export const drawerById = read((db, p: { id: number }) =>
  db.selectFrom('drawer').innerJoin('user', 'user.id', 'drawer.userId').selectAll('drawer').select('user.name as userName').where('drawer.id', '=', p.id),
);

export type DrawerRow = NonNullable<ReturnType<typeof drawerById.get>>;

/** The open drawer of a device, or of a person where no device is known. */
export const openDrawerOf = read((db, p: { userId: number; deviceId: number | null }) =>
  db
    .selectFrom('drawer')
    .innerJoin('user', 'user.id', 'drawer.userId')
    .selectAll('drawer')
    .select('user.name as userName')
    .where('drawer.closedAt', 'is', null)
    .where(sql<boolean>`iif(drawer.deviceId is null, drawer.userId = ${p.userId} and ${p.deviceId} is null, drawer.deviceId = ${p.deviceId})`),
);

export const openDrawers = read((db) =>
  db.selectFrom('drawer').innerJoin('user', 'user.id', 'drawer.userId').selectAll('drawer').select('user.name as userName').where('drawer.closedAt', 'is', null),
);

export const lastEntryId = read((db) => db.selectFrom('journalEntry').select('id').orderBy('id', 'desc').limit(1));

export const insertDrawer = write(
  (db, p: { number: string; userId: number; deviceId: number | null; float: Minor; floatFrom: FloatSource; afterEntryId: number; openedAt: Instant; commandId: number }) =>
    db.insertInto('drawer').values({
      number: p.number,
      userId: p.userId,
      deviceId: p.deviceId,
      float: p.float,
      floatFrom: p.floatFrom,
      afterEntryId: p.afterEntryId,
      openedAt: p.openedAt,
      commandId: p.commandId,
    }),
);

export const closeRow = write((db, p: { id: number; at: Instant; throughEntryId: number; commandId: number }) =>
  db.updateTable('drawer').set({ closedAt: p.at, throughEntryId: p.throughEntryId, closeCommandId: p.commandId }).where('id', '=', p.id),
);

export const insertMovement = write(
  (db, p: { drawerId: number; direction: 'in' | 'out'; reason: DrawerReason; amount: Minor; note: string; occurredAt: Instant; postedOn: Day; commandId: number }) =>
    db.insertInto('drawerMovement').values({
      drawerId: p.drawerId,
      direction: p.direction,
      reason: p.reason,
      amount: p.amount,
      note: p.note,
      occurredAt: p.occurredAt,
      postedOn: p.postedOn,
      commandId: p.commandId,
    }),
);

export const movementsOf = read((db, p: { drawerId: number }) => db.selectFrom('drawerMovement').selectAll().where('drawerId', '=', p.drawerId).orderBy('id'));

export const insertCount = write(
  (db, p: { drawerId: number; expected: Minor; counted: Minor; difference: Minor; userId: number; note: string; countedAt: Instant; postedOn: Day; commandId: number }) =>
    db.insertInto('drawerCount').values({
      drawerId: p.drawerId,
      expected: p.expected,
      counted: p.counted,
      difference: p.difference,
      userId: p.userId,
      note: p.note,
      countedAt: p.countedAt,
      postedOn: p.postedOn,
      commandId: p.commandId,
    }),
);

export const insertCountLine = write((db, p: { drawerCountId: number; denomination: Minor; pieces: number }) =>
  db.insertInto('drawerCountLine').values({ drawerCountId: p.drawerCountId, denomination: p.denomination, pieces: p.pieces }),
);

/** The count that holds. */
export const lastCountOf = read((db, p: { drawerId: number }) =>
  db
    .selectFrom('drawerCount as count')
    .innerJoin('user', 'user.id', 'count.userId')
    .selectAll('count')
    .select('user.name as userName')
    .where('count.drawerId', '=', p.drawerId)
    .orderBy('count.id', 'desc')
    .limit(1),
);

export const linesOfCount = read((db, p: { drawerCountId: number }) =>
  db.selectFrom('drawerCountLine').select(['denomination', 'pieces']).where('drawerCountId', '=', p.drawerCountId).orderBy('denomination', 'desc'),
);
