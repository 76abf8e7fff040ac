import { sql } from 'kysely';
import { Refusal } from '../../shared/refusal/refusal.ts';
import type { ShippingBack } from '../../shared/returns/policy.rules.ts';
import { dayOf } from '../../shared/units/calendar.ts';
import type { Day } from '../../shared/units/day.ts';
import type { RatePpm } from '../../shared/units/rate-ppm.ts';
import { requireCategory } from '../catalog/category.queries.ts';
import { shopOf } from '../company/company.queries.ts';
import type { Tx } from '../database/handles.ts';
import { read, write } from '../database/statement.ts';

interface Terms {
  windowDays: number;
  faultDays: number;
  restockingFee: RatePpm;
  shipping: ShippingBack;
  warrantyMonths: number;
  wording: string;
}
interface Promised extends Terms {
  channelId: number | null;
  categoryId: number | null;
  fromOn?: Day;
}

const findPolicy = read((db, p: { channelId: number | null; categoryId: number | null }) =>
  db.selectFrom('returnPolicy').select('id').where('channelId', 'is', p.channelId).where('categoryId', 'is', p.categoryId),
);
const insertPolicy = write((db, p: { channelId: number | null; categoryId: number | null }) => db.insertInto('returnPolicy').values({ channelId: p.channelId, categoryId: p.categoryId }));
const dropPolicy = write((db, p: { id: number }) => db.deleteFrom('returnPolicy').where('id', '=', p.id).where(sql<boolean>`not exists (select 1 from returnPolicyVersion where returnPolicyId = returnPolicy.id)`));
const newest = read((db, p: { id: number }) => db.selectFrom('returnPolicyVersion').selectAll().where('returnPolicyId', '=', p.id).orderBy('fromOn', 'desc').limit(1));
const insertVersion = write((db, p: Terms & { returnPolicyId: number; fromOn: Day; promiseCommandId: number }) =>
  db.insertInto('returnPolicyVersion').values({
    returnPolicyId: p.returnPolicyId,
    fromOn: p.fromOn,
    windowDays: p.windowDays,
    faultDays: p.faultDays,
    restockingFee: p.restockingFee,
    shipping: p.shipping,
    warrantyMonths: p.warrantyMonths,
    wording: p.wording,
    promiseCommandId: p.promiseCommandId,
  }),
);
const version = read((db, p: { id: number }) =>
  db
    .selectFrom('returnPolicyVersion as version')
    .innerJoin('returnPolicy as policy', 'policy.id', 'version.returnPolicyId')
    .selectAll('version')
    .select(['policy.channelId', 'policy.categoryId'])
    .select(sql<0 | 1>`exists (select 1 from rmaLine where returnPolicyVersionId = version.id)`.as('used'))
    .where('version.id', '=', p.id),
);
const dropVersion = write((db, p: { id: number }) => db.deleteFrom('returnPolicyVersion').where('id', '=', p.id));

/**
 * Promises returns from a day on. A promise is never changed backwards: orders taken before keep what they were sold under.
 * @throws Refusal returnPolicy.backwards, record.missing
 */
export function promise(tx: Tx, { channelId, categoryId, fromOn, ...terms }: Promised) {
  if (categoryId !== null) requireCategory(tx, categoryId);
  const today = dayOf(tx.now, shopOf(tx).timeZone);
  const from = fromOn ?? today;
  const known = findPolicy.get(tx, { channelId, categoryId })?.id;
  const last = known === undefined ? undefined : newest.get(tx, { id: known });
  if (from < today || (last && last.fromOn >= from)) throw new Refusal('returnPolicy.backwards', { fromOn: from, lastOn: last?.fromOn ?? today });
  const returnPolicyId = known ?? insertPolicy.run(tx, { channelId, categoryId }).lastId;
  const { lastId } = insertVersion.run(tx, { ...terms, returnPolicyId, fromOn: from, promiseCommandId: tx.commandId });
  tx.changed('returnPolicy', returnPolicyId);
  return { returnPolicyVersionId: lastId, returnPolicyId, fromOn: from };
}

/** Takes the newest promise back, as long as no return was decided by it. @throws Refusal record.missing, returnPolicy.used */
export function dropPromise(tx: Tx, { returnPolicyVersionId }: { returnPolicyVersionId: number }) {
  const row = version.get(tx, { id: returnPolicyVersionId });
  if (!row) throw new Refusal('record.missing', { kind: 'returnPolicyVersion', id: returnPolicyVersionId });
  const last = newest.get(tx, { id: row.returnPolicyId });
  if (row.used === 1 || row.promiseCommandId === null || last?.id !== row.id) throw new Refusal('returnPolicy.used', { fromOn: row.fromOn });
  dropVersion.run(tx, { id: row.id });
  dropPolicy.run(tx, { id: row.returnPolicyId });
  tx.changed('returnPolicy', row.returnPolicyId);
  const { channelId, categoryId, fromOn, windowDays, faultDays, restockingFee, shipping, warrantyMonths, wording } = row;
  return { before: { channelId, categoryId, fromOn, windowDays, faultDays, restockingFee, shipping, warrantyMonths, wording } };
}
