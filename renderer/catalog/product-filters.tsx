import { Button } from '@mantine/core';
import { type RefObject, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { OutputOf } from '../client/methods.ts';
import { useCommand, useQueryOf } from '../client/use-shop.tsx';
import { FilterBar, type FilterOffer } from '../ui/filter-bar.tsx';
import { SearchField } from '../ui/search-field.tsx';
import { useToasts } from '../ui/toast.tsx';
import { CollectionDialog } from './collection-dialog.tsx';
import { type Condition, conditionId, conditionsOf, withCondition, withoutCondition } from './conditions.ts';
import { filterOf, hasConditions, type ProductSearch, searchOf } from './product-search.ts';

type Facet = OutputOf<'product.facets'>['facets'][number];
type Collection = OutputOf<'collection.list'>['collections'][number];

interface ProductFiltersProps {
  search: ProductSearch;
  facets: readonly Facet[];
  total: number | undefined;
  onChange: (search: ProductSearch) => void;
  opened: boolean;
  onOpened: (opened: boolean) => void;
  searchRef: RefObject<HTMLInputElement | null>;
}

/** The conditions of the list: each value offered with how many products it would leave; a set of them kept is a collection. */
export function ProductFilters({ search, facets, total, onChange, opened, onOpened, searchRef }: ProductFiltersProps) {
  const { t } = useTranslation();
  const collections = useQueryOf('collection.list', undefined).data?.collections ?? [];
  const [naming, setNaming] = useState(false);
  const filter = search.filter ?? {};
  const chosen = conditionsOf(filter);
  const offers = useOffers(facets, collections, chosen);
  const fieldOf = useFieldNames(facets);
  const change = (next: ProductSearch['filter']): void => onChange({ ...withoutFilter(search), ...(hasConditions(next) && { filter: next ?? {} }) });
  const add = (id: string): void => {
    const picked = offers.find((offer) => offer.id === id);
    if (picked?.collection) onChange(searchOf(picked.collection.filter));
    else if (picked?.condition) change(withCondition(filter, picked.condition));
  };
  const current = collections.find((one) => JSON.stringify(searchOf(one.filter)) === JSON.stringify(searchOf(filterOf(search))));
  return (
    <>
      <FilterBar
        chips={chosen.map((condition) => ({ id: conditionId(condition), field: fieldOf(condition), value: valueOf(facets, condition) }))}
        offers={offers}
        opened={opened}
        onOpened={onOpened}
        onAdd={add}
        onRemove={(id) => change(chosen.filter((condition) => conditionId(condition) === id).reduce(withoutCondition, filter))}
        search={
          <SearchField
            label={t(($) => $.keys.search)}
            placeholder={t(($) => $.products.searchPlaceholder)}
            text={search.text ?? ''}
            onSearch={(text) => onChange({ ...withoutText(search), ...(text !== '' && { text }) })}
            inputRef={searchRef}
          />
        }
        side={
          <>
            {chosen.length > 0 && (current ? <ForgetButton collection={current} /> : <SaveButton onClick={() => setNaming(true)} />)}
            {total !== undefined && <span className="text3">{t(($) => $.catalog.found, { count: total })}</span>}
          </>
        }
      />
      <CollectionDialog filter={filterOf(search)} opened={naming} onClose={() => setNaming(false)} />
    </>
  );
}

const withoutFilter = ({ filter: _filter, open: _open, ...search }: ProductSearch): ProductSearch => search;
const withoutText = ({ text: _text, open: _open, ...search }: ProductSearch): ProductSearch => search;

function SaveButton({ onClick }: { onClick: () => void }) {
  const { t } = useTranslation();
  return (
    <Button variant="subtle" color="gray" onClick={onClick}>
      {t(($) => $.catalog.saveCollection)}
    </Button>
  );
}

function ForgetButton({ collection }: { collection: Collection }) {
  const { t } = useTranslation();
  const show = useToasts((toasts) => toasts.show);
  const remove = useCommand('collection.remove');
  const create = useCommand('collection.create');
  const forget = (): void =>
    remove.mutate(
      { collectionId: collection.id },
      { onSuccess: ({ before }) => show(t(($) => $.catalog.collectionForgotten, { name: collection.name }), () => create.mutateAsync(before)) },
    );
  return (
    <>
      <span className="medium">{collection.name}</span>
      <Button variant="subtle" color="gray" onClick={forget}>
        {t(($) => $.catalog.forgetCollection)}
      </Button>
    </>
  );
}

type Offer = FilterOffer & { condition?: Condition; collection?: Collection };

function useOffers(facets: readonly Facet[], collections: readonly Collection[], chosen: readonly Condition[]): Offer[] {
  const { t } = useTranslation();
  const fieldOf = useFieldNames(facets);
  const known = new Set(chosen.map(conditionId));
  const values = facets.flatMap((facet) =>
    facet.values.flatMap(({ value, label, products }): Offer[] => {
      const condition = conditionOf(facet, value);
      return condition && !known.has(conditionId(condition)) ? [{ id: conditionId(condition), field: fieldOf(condition), value: `${withUnit(facet, label)} · ${products}`, condition }] : [];
    }),
  );
  const kept = collections.map((collection): Offer => ({ id: `collection ${collection.id}`, field: t(($) => $.catalog.filters.collection), value: `${collection.name} · ${collection.products}`, collection }));
  return [...kept, ...values];
}

function useFieldNames(facets: readonly Facet[]): (condition: Condition) => string {
  const { t } = useTranslation();
  return (condition) => {
    if (condition.kind === 'attribute') return facets.find(({ attributeId }) => attributeId === condition.attributeId)?.name ?? '';
    return condition.kind === 'category' ? t(($) => $.catalog.filters.category) : t(($) => $.catalog.filters.tag);
  };
}

function conditionOf({ kind, attributeId }: Facet, value: string): Condition | undefined {
  if (kind === 'category') return { kind, value: Number(value) };
  if (kind === 'tag') return { kind, value };
  return attributeId === null ? undefined : { kind: 'attribute', attributeId, value };
}

const withUnit = ({ unit }: Facet, label: string): string => (unit === '' ? label : `${label} ${unit}`);

function valueOf(facets: readonly Facet[], condition: Condition): string {
  const facet = facets.find(({ kind, attributeId }) => kind === condition.kind && (condition.kind !== 'attribute' || attributeId === condition.attributeId));
  const label = facet?.values.find(({ value }) => value === String(condition.value))?.label ?? String(condition.value);
  return facet ? withUnit(facet, label) : label;
}
