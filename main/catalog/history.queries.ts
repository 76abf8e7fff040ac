import { sql } from 'kysely';
import type { Reader } from '../database/handles.ts';
import { read } from '../database/statement.ts';

const changes = read((db, p: { productId: number }) =>
  db
    .selectFrom('fieldHistory')
    .innerJoin('command', 'command.id', 'fieldHistory.commandId')
    .select(['fieldHistory.kind', 'fieldHistory.subjectId', 'field', 'oldValue', 'newValue', 'commandId', 'command.recordedAt as changedAt'])
    .where((eb) =>
      eb.or([
        eb.and([eb('fieldHistory.kind', '=', 'product'), eb('subjectId', '=', p.productId)]),
        eb.and([
          eb('fieldHistory.kind', '=', 'variant'),
          eb('subjectId', 'in', sql<number>`(select id from variant where productId = ${p.productId})`),
        ]),
      ]),
    )
    .orderBy('fieldHistory.id', 'desc')
    .limit(100),
);

/** The last hundred changes of a product and its variants, the newest first. */
export function historyOfProduct(reader: Reader, productId: number) {
  return changes.all(reader, { productId }).map(({ oldValue, newValue, ...change }) => ({
    ...change,
    oldValue: JSON.parse(oldValue) as unknown,
    newValue: JSON.parse(newValue) as unknown,
  }));
}
