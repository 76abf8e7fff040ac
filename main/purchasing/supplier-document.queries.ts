import { sql } from 'kysely';
import { paperState, papersThatStop } from '../../shared/purchasing/supplier-document.rules.ts';
import { dayOf } from '../../shared/units/calendar.ts';
import type { Day } from '../../shared/units/day.ts';
import type { Instant } from '../../shared/units/instant.ts';
import { getShop } from '../company/company.queries.ts';
import type { Actor, Reader } from '../database/handles.ts';
import { read } from '../database/statement.ts';

const papers = read((db) =>
  db
    .selectFrom('supplierDocument as paper')
    .innerJoin('supplier', 'supplier.id', 'paper.supplierId')
    .select(['paper.id', 'paper.supplierId', 'paper.kind', 'paper.name', 'paper.number', 'paper.validThroughOn', 'paper.required', 'supplier.name as supplierName'])
    .where('supplier.blocked', '=', 0)
    .where('paper.removedById', 'is', null)
    .where('paper.validThroughOn', 'is not', null)
    .orderBy('paper.validThroughOn')
    .orderBy('paper.id'),
);

const papersOfSupplier = read((db, p: { supplierId: number }) =>
  db
    .selectFrom('supplierDocument')
    .select(['id', 'supplierId', 'kind', 'name', 'number', 'validThroughOn', 'required'])
    .select(sql<number>`(select count(*) from attachment where kind = 'supplierDocument' and itemId = supplierDocument.id and removedById is null)`.as('files'))
    .where('supplierId', '=', p.supplierId)
    .where('removedById', 'is', null)
    .orderBy((eb) => eb.fn.coalesce('validThroughOn', eb.val('9999-12-31')))
    .orderBy('id'),
);

const todayOf = (reader: Reader, now: Instant): Day => dayOf(now, getShop(reader).timeZone);

export function listPapers(reader: Reader, { supplierId }: { supplierId: number }, _actor: Actor, now: Instant) {
  const today = todayOf(reader, now);
  const documents = papersOfSupplier.all(reader, { supplierId }).map((paper) => ({ ...paper, required: paper.required === 1, state: paperState(paper.validThroughOn, today) }));
  return { documents };
}

export function listExpiringPapers(reader: Reader, _input: undefined, _actor: Actor, now: Instant) {
  const today = todayOf(reader, now);
  const documents = papers.all(reader, {}).map((paper) => ({ ...paper, required: paper.required === 1, state: paperState(paper.validThroughOn, today) }));
  return { documents: documents.filter((paper) => paper.state !== 'valid') };
}

/** The names of a supplier's required papers that have expired by a day. */
export const stoppingPapers = (reader: Reader, supplierId: number, today: Day): string[] =>
  papersThatStop(papersOfSupplier.all(reader, { supplierId }).map((paper) => ({ ...paper, required: paper.required === 1 })), today).map((paper) => paper.name);
