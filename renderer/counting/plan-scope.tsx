import { Checkbox, Select, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type ValueClass, valueClasses } from '../../shared/analysis/class.rules.ts';
import { pieces, type Quantity } from '../../shared/units/quantity.ts';
import { pathOf } from '../catalog/category-paths.ts';
import type { InputOf, OutputOf } from '../client/methods.ts';
import { useQueryOf } from '../client/use-shop.tsx';
import { QuantityField } from '../ui/fields.tsx';

export type Place = OutputOf<'location.list'>['locations'][number];
type Scope = InputOf<'stocktake.plan'>['scope'];

export const scopeKinds = ['location', 'bins', 'due', 'class', 'category', 'product', 'collection', 'supplier', 'random'] as const;
export type ScopeKind = (typeof scopeKinds)[number];

/** What is counted, as it is chosen: each way keeps what was said of it while another is looked at. */
export interface ScopeDraft {
  readonly kind: ScopeKind;
  readonly zone: string;
  readonly lot: Quantity;
  readonly due: Quantity;
  readonly classes: readonly ValueClass[];
  readonly categoryId: number | null;
  readonly productId: number | null;
  readonly collectionId: number | null;
  readonly supplierId: number | null;
}

export const firstScope = (kind: ScopeKind): ScopeDraft => ({ kind, zone: '', lot: pieces(20), due: pieces(50), classes: ['A'], categoryId: null, productId: null, collectionId: null, supplierId: null });

export const zoneBins = (place: Place | undefined, zone: string): number[] =>
  (place?.bins ?? []).filter((bin) => !bin.blocked && bin.code.toLowerCase().startsWith(zone.trim().toLowerCase())).map((bin) => bin.id);

const count = (many: Quantity): number => Math.max(1, Math.round(many / 1000));

/** The scope as the shop takes it; undefined while something is still to be said. */
export function scopeOf(place: Place | undefined, draft: ScopeDraft, seed: number): Scope | undefined {
  const { kind, zone, lot, due, classes, categoryId, productId, collectionId, supplierId } = draft;
  switch (kind) {
    case 'location':
      return { kind };
    case 'bins': {
      const binIds = zoneBins(place, zone);
      return binIds.length === 0 ? undefined : { kind, binIds };
    }
    case 'random':
      return { kind, count: count(lot), seed };
    case 'due':
      return { kind, count: count(due) };
    case 'class':
      return classes.length === 0 ? undefined : { kind, classes: [...classes] };
    case 'category':
      return categoryId === null ? undefined : { kind, categoryId };
    case 'product':
      return productId === null ? undefined : { kind, productId };
    case 'collection':
      return collectionId === null ? undefined : { kind, collectionId };
    case 'supplier':
      return supplierId === null ? undefined : { kind, supplierId };
  }
}

interface ScopeProps {
  place: Place | undefined;
  draft: ScopeDraft;
  onChange: (part: Partial<ScopeDraft>) => void;
}

export function PlanScope({ place, draft, onChange }: ScopeProps) {
  const { t } = useTranslation();
  return (
    <>
      <Select
        label={t(($) => $.counts.scope)}
        data={scopeKinds.map((kind) => ({ value: kind, label: t(($) => $.counts.scopes[kind]) }))}
        value={draft.kind}
        onChange={(kind) => kind !== null && onChange({ kind })}
      />
      <ScopeDetail place={place} draft={draft} onChange={onChange} />
    </>
  );
}

function ScopeDetail({ place, draft, onChange }: ScopeProps) {
  const { t } = useTranslation();
  switch (draft.kind) {
    case 'location':
      return null;
    case 'bins':
      return (
        <TextInput
          label={t(($) => $.counts.zone)}
          description={t(($) => $.counts.zoneHint)}
          value={draft.zone}
          error={draft.zone !== '' && zoneBins(place, draft.zone).length === 0 && t(($) => $.counts.zoneNone)}
          onChange={(event) => onChange({ zone: event.currentTarget.value })}
        />
      );
    case 'random':
      return <QuantityField label={t(($) => $.counts.lotSize)} unit="" decimals={0} value={draft.lot} onChange={(lot) => onChange({ lot: lot ?? pieces(20) })} />;
    case 'due':
      return <QuantityField label={t(($) => $.countCycle.atMost)} description={t(($) => $.countCycle.atMostHint)} unit="" decimals={0} value={draft.due} onChange={(due) => onChange({ due: due ?? pieces(50) })} />;
    case 'class':
      return (
        <Checkbox.Group label={t(($) => $.countCycle.classes)} description={t(($) => $.countCycle.classesHint)} value={[...draft.classes]} onChange={(chosen) => onChange({ classes: valueClasses.filter((one) => chosen.includes(one)) })}>
          <div className="row" style={{ gap: 16, marginTop: 4 }}>
            {valueClasses.map((one) => (
              <Checkbox key={one} value={one} label={one} />
            ))}
          </div>
        </Checkbox.Group>
      );
    case 'category':
      return <CategoryChoice value={draft.categoryId} onChange={(categoryId) => onChange({ categoryId })} />;
    case 'product':
      return <ProductChoice value={draft.productId} onChange={(productId) => onChange({ productId })} />;
    case 'collection':
      return <CollectionChoice value={draft.collectionId} onChange={(collectionId) => onChange({ collectionId })} />;
    case 'supplier':
      return <SupplierChoice value={draft.supplierId} onChange={(supplierId) => onChange({ supplierId })} />;
  }
}

interface ChoiceProps {
  value: number | null;
  onChange: (id: number | null) => void;
}

const chosen = (id: number | null): string | null => (id === null ? null : String(id));

function CategoryChoice({ value, onChange }: ChoiceProps) {
  const { t } = useTranslation();
  const answer = useQueryOf('category.list', undefined);
  const categories = answer.data?.categories ?? [];
  const data = categories.map(({ id }) => ({ value: String(id), label: pathOf(categories, id) }));
  return <Select searchable label={t(($) => $.counts.scopes.category)} data={data} value={chosen(value)} onChange={(id) => onChange(id === null ? null : Number(id))} />;
}

function ProductChoice({ value, onChange }: ChoiceProps) {
  const { t } = useTranslation();
  const [text, setText] = useState('');
  const answer = useQueryOf('product.list', { ...(text.trim() !== '' && { text: text.trim() }), limit: 50 });
  const data = (answer.data?.rows ?? []).map(({ id, name, variantCount }) => ({ value: String(id), label: variantCount === 1 ? name : `${name} · ${t(($) => $.counts.variants, { count: variantCount })}` }));
  return (
    <Select
      searchable
      label={t(($) => $.counts.scopes.product)}
      description={t(($) => $.counts.productHint)}
      nothingFoundMessage={t(($) => $.counts.productNone)}
      data={data}
      value={chosen(value)}
      onSearchChange={setText}
      // The shop has searched already, also by code and by pinyin.
      filter={({ options: all }) => all}
      onChange={(id) => onChange(id === null ? null : Number(id))}
    />
  );
}

function CollectionChoice({ value, onChange }: ChoiceProps) {
  const { t } = useTranslation();
  const answer = useQueryOf('collection.list', undefined);
  const data = (answer.data?.collections ?? []).map(({ id, name }) => ({ value: String(id), label: name }));
  return <Select searchable label={t(($) => $.counts.scopes.collection)} description={t(($) => $.counts.collectionHint)} data={data} value={chosen(value)} onChange={(id) => onChange(id === null ? null : Number(id))} />;
}

function SupplierChoice({ value, onChange }: ChoiceProps) {
  const { t } = useTranslation();
  const answer = useQueryOf('supplier.list', { limit: 200 });
  const data = (answer.data?.rows ?? []).map(({ id, name }) => ({ value: String(id), label: name }));
  return <Select searchable label={t(($) => $.counts.scopes.supplier)} description={t(($) => $.countCycle.supplierHint)} data={data} value={chosen(value)} onChange={(id) => onChange(id === null ? null : Number(id))} />;
}
