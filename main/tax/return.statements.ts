import { sql } from 'kysely';
import type { TaxGroup } from '../../shared/tax/papers/paper.rules.ts';
import type { Day } from '../../shared/units/day.ts';
import type { Instant } from '../../shared/units/instant.ts';
import type { Minor } from '../../shared/units/minor.ts';
import type { Reader } from '../database/handles.ts';
import { read, write } from '../database/statement.ts';

/** What a paper can tell lines apart by, in one text. */
const groupKey = sql<string>`line.direction || '|' || line.treatment || '|' || line.country || '|' || line.region || '|' || coalesce(line.rate, '')`;

const groupRows = read((db, p: { fromOn: Day; throughOn: Day; afterId: number }) =>
  db
    .selectFrom('taxLine as line')
    .select([groupKey.as('key'), 'line.direction', 'line.treatment', 'line.country', 'line.region', 'line.rate'])
    .select([sql<Minor>`sum(line.base)`.as('base'), sql<Minor>`sum(line.tax)`.as('tax'), sql<number>`count(*)`.as('lines')])
    .where('line.taxPointOn', '>=', p.fromOn)
    .where('line.taxPointOn', '<=', p.throughOn)
    .where('line.id', '>', p.afterId)
    .where('line.treatment', '<>', 'settlement')
    .groupBy(['line.direction', 'line.treatment', 'line.country', 'line.region', 'line.rate'])
    .orderBy('key'),
);

/** The tax lines of some days, grouped by all a paper asks for; only those after a line where one is named. */
export const taxGroups = (reader: Reader, period: { fromOn: Day; throughOn: Day }, afterId = 0): TaxGroup[] => groupRows.all(reader, { ...period, afterId });

export const linesOfGroups = read((db, p: { fromOn: Day; throughOn: Day; afterId: number; groups: string; afterOn: Day | ''; afterLineId: number; limit: number }) =>
  db
    .selectFrom('taxLine as line')
    .innerJoin('journalEntry as entry', 'entry.id', 'line.entryId')
    .leftJoin('taxClass', 'taxClass.id', 'line.taxClassId')
    .select(['line.id', 'line.entryId', 'entry.number', 'line.taxPointOn', 'entry.postedOn', 'entry.sourceKind', 'entry.sourceId', 'entry.memoKey', 'entry.memoValues'])
    .select(['line.direction', 'line.treatment', 'taxClass.name as className', 'line.country', 'line.region', 'line.rate', 'line.base', 'line.tax'])
    .where('line.taxPointOn', '>=', p.fromOn)
    .where('line.taxPointOn', '<=', p.throughOn)
    .where(sql<boolean>`(line.taxPointOn, line.id) > (${p.afterOn}, ${p.afterLineId})`)
    .where('line.id', '>', p.afterId)
    .where(sql<boolean>`${groupKey} in (select value from json_each(${p.groups}))`)
    .orderBy('line.taxPointOn')
    .orderBy('line.id')
    .limit(p.limit),
);

/** Lines whose document is of an earlier day than their period: they came after that period was filed. */
export const carriedLines = read((db, p: { fromOn: Day; throughOn: Day }) =>
  db
    .selectFrom('taxLine as line')
    .innerJoin('journalEntry as entry', 'entry.id', 'line.entryId')
    .select(sql<number>`count(*)`.as('lines'))
    .where('line.taxPointOn', '>=', p.fromOn)
    .where('line.taxPointOn', '<=', p.throughOn)
    .where('entry.postedOn', '<', p.fromOn),
);

/** What the tax accounts moved by in the entries of a period's lines: owed less got back. */
export const postingsOfPeriod = read((db, p: { fromOn: Day; throughOn: Day }) =>
  db
    .selectFrom(sql<{ entryId: number }>`(select distinct entryId from taxLine where taxPointOn between ${p.fromOn} and ${p.throughOn} and treatment <> 'settlement')`.as('entry'))
    .innerJoin('posting', 'posting.entryId', 'entry.entryId')
    .select(sql<Minor>`coalesce(-sum(posting.amount), 0)`.as('owed'))
    .where(sql<boolean>`posting.ledgerAccountId in (select ledgerAccountId from accountRole where role in ('outputTax', 'inputTax'))`),
);

export const firstLineOn = read((db) => db.selectFrom('taxLine').select('taxPointOn').orderBy('taxPointOn').limit(1));
export const lastLineId = read((db) => db.selectFrom('taxLine').select('id').orderBy('id', 'desc').limit(1));

export interface NewFiling {
  kind: 'file' | 'withdraw';
  fromOn: Day;
  throughOn: Day;
  paper: string;
  boxes: string;
  outputTax: Minor;
  inputTax: Minor;
  upToLineId: number;
  lockedThroughOn: Day | null;
  note: string;
  recordedAt: Instant;
  commandId: number;
}

export const insertFiling = write((db, p: NewFiling) =>
  db.insertInto('taxFiling').values({
    kind: p.kind,
    fromOn: p.fromOn,
    throughOn: p.throughOn,
    paper: p.paper,
    boxes: p.boxes,
    outputTax: p.outputTax,
    inputTax: p.inputTax,
    upToLineId: p.upToLineId,
    lockedThroughOn: p.lockedThroughOn,
    note: p.note,
    recordedAt: p.recordedAt,
    commandId: p.commandId,
  }),
);

/** Every filing and taking back of a period, newest first. */
export const filingsOfPeriod = read((db, p: { fromOn: Day; throughOn: Day }) =>
  db.selectFrom('taxFiling').selectAll().where('throughOn', '=', p.throughOn).where('fromOn', '=', p.fromOn).orderBy('id', 'desc'),
);

/** The last row of each period, newest period first: what stands. */
export const standingFilings = read((db) =>
  db
    .selectFrom('taxFiling as f')
    .select(['f.kind', 'f.fromOn', 'f.throughOn', 'f.paper', 'f.boxes', 'f.outputTax', 'f.inputTax'])
    .where(sql<boolean>`f.id = (select max(id) from taxFiling g where g.throughOn = f.throughOn and g.fromOn = f.fromOn)`)
    .orderBy('f.throughOn', 'desc'),
);

export interface FiledBox {
  code: string;
  figure: Minor;
}

/** The figures of a filing as they were filed. */
export const filedBoxes = (boxes: string): FiledBox[] => JSON.parse(boxes) as FiledBox[];

