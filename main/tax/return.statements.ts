import { type RawBuilder, sql } from 'kysely';
import type { TaxGroup } from '../../shared/tax/papers/paper.rules.ts';
import type { Day } from '../../shared/units/day.ts';
import type { Instant } from '../../shared/units/instant.ts';
import type { Minor } from '../../shared/units/minor.ts';
import type { RatePpm } from '../../shared/units/rate-ppm.ts';
import type { Reader } from '../database/handles.ts';
import { read, write } from '../database/statement.ts';

/** What a paper can tell lines apart by, in one text. */
const keyWith = (rate: RawBuilder<unknown>) => sql<string>`line.direction || '|' || line.treatment || '|' || line.country || '|' || line.region || '|' || coalesce(${rate}, '')`;
const groupKey = keyWith(sql`line.rate`);
const groupKeyOfDay = keyWith(sql`nullif(line.rate, -1)`);

const groupRows = read((db, p: { fromOn: Day; throughOn: Day }) =>
  db
    .selectFrom('taxDay as line')
    .select([groupKeyOfDay.as('key'), 'line.direction', 'line.treatment', 'line.country', 'line.region', sql<RatePpm | null>`nullif(line.rate, -1)`.as('rate')])
    .select([sql<Minor>`sum(line.base)`.as('base'), sql<Minor>`sum(line.tax)`.as('tax'), sql<number>`sum(line.lines)`.as('lines')])
    .where('line.taxPointOn', '>=', p.fromOn)
    .where('line.taxPointOn', '<=', p.throughOn)
    .where('line.treatment', '<>', 'settlement')
    .groupBy(['line.direction', 'line.treatment', 'line.country', 'line.region', 'line.rate'])
    .orderBy('key'),
);

/** The tax lines of some days, grouped by all a paper asks for: the kept days added up. */
export const taxGroups = (reader: Reader, { fromOn, throughOn }: { fromOn: Day; throughOn: Day }): TaxGroup[] => groupRows.all(reader, { fromOn, throughOn });

/** How many lines of some days came after a line. */
export const linesSince = read((db, p: { fromOn: Day; throughOn: Day; afterId: number }) =>
  db
    .selectFrom('taxLine as line')
    .select(sql<number>`count(*)`.as('lines'))
    .where('line.taxPointOn', '>=', p.fromOn)
    .where('line.taxPointOn', '<=', p.throughOn)
    .where('line.id', '>', p.afterId)
    .where('line.treatment', '<>', 'settlement'),
);

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

/** A line's postings on the tax accounts, owed less got back; `cost` and `marketplace` are told and not posted. */
const owedOfDay = sql`case direction when 'output' then tax when 'input' then -tax else 0 end`;

/** Lines whose document is of an earlier day than their period: they came after that period was filed. */
export const carriedLines = read((db, p: { fromOn: Day; throughOn: Day }) =>
  db
    .selectFrom('taxDay')
    .select(sql<number>`coalesce(sum(lines), 0)`.as('lines'))
    .where('taxPointOn', '>=', p.fromOn)
    .where('taxPointOn', '<=', p.throughOn)
    .where('postedOn', '<', p.fromOn),
);

/**
 * What the tax accounts moved by in the entries of a period's lines, owed less got back: what they moved by in its days, without
 * what was settled then, without what belongs to a later period, and with what came late from an earlier one.
 */
export const postingsOfPeriod = read((db, p: { fromOn: Day; throughOn: Day }) =>
  db.selectNoFrom(
    sql<Minor>`(
      select coalesce(sum(credit - debit), 0) from ledgerDay
      where ledgerAccountId in (select ledgerAccountId from accountRole where role in ('outputTax', 'inputTax')) and dayOn between ${p.fromOn} and ${p.throughOn}
    ) - (
      select coalesce(sum(${owedOfDay}), 0) from taxDay
      where (taxPointOn <> postedOn or treatment = 'settlement') and postedOn between ${p.fromOn} and ${p.throughOn} and (taxPointOn > ${p.throughOn} or treatment = 'settlement')
    ) + (
      select coalesce(sum(${owedOfDay}), 0) from taxDay
      where taxPointOn between ${p.fromOn} and ${p.throughOn} and postedOn < ${p.fromOn} and treatment <> 'settlement'
    )`.as('owed'),
  ),
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

