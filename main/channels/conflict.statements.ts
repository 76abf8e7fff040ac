import type { ConflictField, FieldText } from '../../shared/channels/conflict.rules.ts';
import type { Instant } from '../../shared/units/instant.ts';
import type { Schema } from '../database/schema.ts';
import type { Selectable } from 'kysely';
import { read, write } from '../database/statement.ts';

export interface FieldKey {
  channelId: number;
  field: ConflictField;
  /** The listing of a price, the order of an address, the product of all else. */
  subjectId: number;
}
/** What the catalogue of a channel shows; an address comes with its order. */
export type SeenField = Exclude<ConflictField, 'address'>;
export type SeenKey = FieldKey & { field: SeenField };

export const sightOf = read((db, p: SeenKey) =>
  db.selectFrom('fieldSight').selectAll().where('channelId', '=', p.channelId).where('field', '=', p.field).where('subjectId', '=', p.subjectId),
);

/** What a channel says, and what both said when they were last settled, as JSON. */
export const putSight = write((db, p: SeenKey & { agreedOurs: FieldText; agreedTheirs: FieldText; theirs: FieldText; theirsAt: Instant }) =>
  db.replaceInto('fieldSight').values({
    channelId: p.channelId,
    field: p.field,
    subjectId: p.subjectId,
    agreedOurs: p.agreedOurs,
    agreedTheirs: p.agreedTheirs,
    theirs: p.theirs,
    theirsAt: p.theirsAt,
  }),
);

export const dropSight = write((db, p: SeenKey) => db.deleteFrom('fieldSight').where('channelId', '=', p.channelId).where('field', '=', p.field).where('subjectId', '=', p.subjectId));

export type ConflictFact = Selectable<Schema['fieldConflictFact']>;

/** The conflicts a field ever had, the newest first, with what was last said of each. */
export const newestConflict = read((db, p: FieldKey) =>
  db
    .selectFrom('fieldConflict as conflict')
    .innerJoin('fieldConflictFact as fact', 'fact.id', 'conflict.factId')
    .select(['conflict.id', 'conflict.state', 'fact.kind', 'fact.outcome', 'fact.commandId'])
    .where('conflict.channelId', '=', p.channelId)
    .where('conflict.field', '=', p.field)
    .where('conflict.subjectId', '=', p.subjectId)
    .orderBy('conflict.id', 'desc')
    .limit(1),
);

export const conflictById = read((db, p: { id: number }) => db.selectFrom('fieldConflict').selectAll().where('id', '=', p.id));
export const newestFact = read((db, p: { conflictId: number }) => db.selectFrom('fieldConflictFact').selectAll().where('conflictId', '=', p.conflictId).orderBy('id', 'desc').limit(1));
export const factsOf = read((db, p: { conflictId: number }) =>
  db
    .selectFrom('fieldConflictFact as fact')
    .innerJoin('command', 'command.id', 'fact.commandId')
    .leftJoin('user', 'user.id', 'command.userId')
    .selectAll('fact')
    .select(['user.name as who', 'command.via'])
    .where('fact.conflictId', '=', p.conflictId)
    .orderBy('fact.id'),
);

/** Open conflicts of a channel: what is in dispute is little. */
export const openConflicts = read((db, p: { channelId: number }) =>
  db.selectFrom('fieldConflict').select(['id', 'channelId', 'field', 'subjectId']).where('channelId', '=', p.channelId).where('state', '=', 'open').orderBy('id'),
);

export const insertConflict = write((db, p: FieldKey) => db.insertInto('fieldConflict').values({ channelId: p.channelId, field: p.field, subjectId: p.subjectId, state: 'open' }));

export const setConflict = write((db, p: { id: number; state: 'open' | 'settled'; factId: number }) =>
  db.updateTable('fieldConflict').set({ state: p.state, factId: p.factId }).where('id', '=', p.id),
);

export type NewFact = Omit<ConflictFact, 'id' | 'at' | 'commandId'>;

export const insertFact = write((db, p: NewFact & { at: Instant; commandId: number }) =>
  db.insertInto('fieldConflictFact').values({
    conflictId: p.conflictId,
    kind: p.kind,
    agreedOurs: p.agreedOurs,
    agreedTheirs: p.agreedTheirs,
    ours: p.ours,
    oursAt: p.oursAt,
    oursFrom: p.oursFrom,
    theirs: p.theirs,
    theirsAt: p.theirsAt,
    theirsFrom: p.theirsFrom,
    outcome: p.outcome,
    settledBy: p.settledBy,
    value: p.value,
    before: p.before,
    at: p.at,
    commandId: p.commandId,
  }),
);

export const ruleOf = read((db, p: { channelId: number; field: ConflictField }) => db.selectFrom('fieldRule').select('winner').where('channelId', '=', p.channelId).where('field', '=', p.field));
export const rulesOf = read((db, p: { channelId: number }) => db.selectFrom('fieldRule').select(['field', 'winner']).where('channelId', '=', p.channelId).orderBy('field'));
export const putRule = write((db, p: { channelId: number; field: ConflictField; winner: 'ours' | 'theirs'; commandId: number }) =>
  db.replaceInto('fieldRule').values({ channelId: p.channelId, field: p.field, winner: p.winner, commandId: p.commandId }),
);
export const dropRule = write((db, p: { channelId: number; field: ConflictField }) => db.deleteFrom('fieldRule').where('channelId', '=', p.channelId).where('field', '=', p.field));
