import { sql } from 'kysely';
import type { CentreKind } from '../../shared/accounting/centre.rules.ts';
import type { Day } from '../../shared/units/day.ts';
import type { Reader } from '../database/handles.ts';
import { read } from '../database/statement.ts';

interface CentreRow {
  kind: CentreKind;
  id: number;
  name: string;
  ended: number;
  fromOn: Day | null;
  toOn: Day | null;
}

const centres = read((db) =>
  db
    .selectFrom(
      sql<CentreRow>`(
        select 0 as place, 'channel' as kind, id, name, removedAt is not null as ended, null as fromOn, null as toOn from channel
        union all select 1, 'location', id, name, blocked, null, null from location
        union all select 2, 'campaign', id, name, archived, fromOn, toOn from campaign
      )`.as('centre'),
    )
    .select(['kind', 'id', 'name', 'ended', 'fromOn', 'toOn'])
    .orderBy(sql`place`)
    .orderBy('ended')
    .orderBy('id'),
);

/** Everything a line can belong to: channels, locations, then campaigns; what ended stands behind what goes on. */
export const listCentres = (reader: Reader) => ({ rows: centres.all(reader, {}).map(({ ended, ...row }) => ({ ...row, ended: ended === 1 })) });

/** The names of all centres of a kind there ever were. */
export const centreNames = (reader: Reader, kind: CentreKind): ReadonlyMap<number, string> =>
  new Map(listCentres(reader).rows.filter((row) => row.kind === kind).map(({ id, name }) => [id, name]));
