import { sql } from 'kysely';
import { policyFor, type PolicyVersion, type Sold } from '../../shared/returns/policy.rules.ts';
import { dayOf } from '../../shared/units/calendar.ts';
import type { Day } from '../../shared/units/day.ts';
import type { Instant } from '../../shared/units/instant.ts';
import { listCategories } from '../catalog/category.queries.ts';
import { getShop } from '../company/company.queries.ts';
import type { Actor, Reader } from '../database/handles.ts';
import { read } from '../database/statement.ts';

const versionRows = read((db) =>
  db
    .selectFrom('returnPolicyVersion as version')
    .innerJoin('returnPolicy as policy', 'policy.id', 'version.returnPolicyId')
    .leftJoin('category', 'category.id', 'policy.categoryId')
    .select(['version.id', 'version.returnPolicyId', 'policy.channelId', 'policy.categoryId', 'category.name as categoryName', 'version.fromOn', 'version.windowDays'])
    .select(['version.faultDays', 'version.restockingFee', 'version.shipping', 'version.warrantyMonths', 'version.wording'])
    .select(sql<0 | 1>`exists (select 1 from rmaLine where returnPolicyVersionId = version.id)`.as('used'))
    .orderBy('policy.id')
    .orderBy('version.fromOn', 'desc'),
);

const categoriesOf = read((db, p: { variantIds: string }) =>
  db
    .selectFrom('variant')
    .innerJoin('productCategory as inside', 'inside.productId', 'variant.productId')
    .select(['variant.id as variantId', 'inside.categoryId'])
    .where('variant.id', 'in', sql<number>`(select value from json_each(${p.variantIds}))`),
);

export const allVersions = (reader: Reader): PolicyVersion[] => versionRows.all(reader, {});

/** How deep each category lies under the top, and which lies above it. */
function categoryTree(reader: Reader) {
  const parents = new Map(listCategories(reader).categories.map(({ id, parentId }) => [id, parentId]));
  const above = (id: number): number[] => {
    const parent = parents.get(id) ?? null;
    return parent === null ? [id] : [id, ...above(parent)];
  };
  return { above, depth: (id: number): number => above(id).length - 1 };
}

/** The promise each variant of an order was sold under, by the order's date. @throws RangeError when the shop promises nothing at all, which its file forbids */
export function policiesOf(reader: Reader, order: { channelId: number | null; orderedOn: Day }, variantIds: readonly (number | null)[]): (variantId: number | null) => PolicyVersion {
  const versions = allVersions(reader);
  const { above, depth } = categoryTree(reader);
  const inside = Map.groupBy(categoriesOf.all(reader, { variantIds: JSON.stringify(variantIds.filter((id) => id !== null)) }), (row) => row.variantId);
  return (variantId) => {
    const ids = new Set((variantId === null ? [] : (inside.get(variantId) ?? [])).flatMap(({ categoryId }) => above(categoryId)));
    const sold: Sold = { ...order, depths: new Map([...ids].map((id) => [id, depth(id)])) };
    const version = policyFor(versions, sold);
    if (!version) throw new RangeError('no promise about returns covers this order');
    return version;
  };
}

/** Every promise with its versions, the newest first, and which of them holds today. */
export function listPolicies(reader: Reader, _input: unknown, _actor: Actor, now: Instant) {
  const today = dayOf(now, getShop(reader).timeZone);
  const groups = Map.groupBy(versionRows.all(reader, {}), (row) => row.returnPolicyId);
  const policies = [...groups].flatMap(([id, rows]) => {
    const [first] = rows;
    if (!first) return [];
    const current = rows.find((row) => row.fromOn <= today)?.id;
    const versions = rows.map(({ returnPolicyId: _policy, channelId: _channel, categoryId: _category, categoryName: _name, used, ...version }) => ({ ...version, used: used === 1, inForce: version.id === current }));
    return [{ id, channelId: first.channelId, categoryId: first.categoryId, categoryName: first.categoryName, versions }];
  });
  return { policies };
}
