import type { AttributeFilter } from '../../shared/catalog/facet.contract.ts';
import type { Conditions } from './product-search.ts';

/** One value of one facet, as a chip of the filter bar names it. */
export type Condition = { kind: 'category'; value: number } | { kind: 'tag'; value: string } | { kind: 'attribute'; attributeId: number; value: string };

export const conditionId = (condition: Condition): string => JSON.stringify(condition);

/** Every value that is chosen, one chip each; a range is one chip of its own. */
export const conditionsOf = ({ categoryIds = [], tags = [], attributes = [] }: Conditions): Condition[] => [
  ...categoryIds.map((value) => ({ kind: 'category' as const, value })),
  ...tags.map((value) => ({ kind: 'tag' as const, value })),
  ...attributes.flatMap(({ attributeId, values = [] }) => values.map((value) => ({ kind: 'attribute' as const, attributeId, value }))),
];

export const withCondition = (filter: Conditions, condition: Condition): Conditions => changed(filter, condition, (values) => [...values, condition.value]);

export const withoutCondition = (filter: Conditions, condition: Condition): Conditions =>
  changed(filter, condition, (values) => values.filter((value) => value !== condition.value));

type Value = Condition['value'];

function changed({ categoryIds = [], tags = [], attributes = [] }: Conditions, condition: Condition, change: (values: readonly Value[]) => readonly Value[]): Conditions {
  const texts = (values: readonly string[]): string[] => change(values).map(String);
  const next = {
    categoryIds: condition.kind === 'category' ? change(categoryIds).map(Number) : categoryIds,
    tags: condition.kind === 'tag' ? texts(tags) : tags,
    attributes: condition.kind === 'attribute' ? changedAttribute(attributes, condition.attributeId, texts) : attributes,
  };
  return {
    ...(next.categoryIds.length > 0 && { categoryIds: next.categoryIds }),
    ...(next.tags.length > 0 && { tags: next.tags }),
    ...(next.attributes.length > 0 && { attributes: next.attributes }),
  };
}

function changedAttribute(attributes: readonly AttributeFilter[], attributeId: number, change: (values: readonly string[]) => string[]): AttributeFilter[] {
  const others = attributes.filter((one) => one.attributeId !== attributeId);
  const values = change(attributes.find((one) => one.attributeId === attributeId)?.values ?? []);
  return values.length > 0 ? [...others, { attributeId, values }] : others;
}
