import { Button } from '@mantine/core';
import { type KeyboardEvent, type RefObject, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useQueryOf } from '../client/use-shop.tsx';
import { Key } from '../ui/key.tsx';
import { ProblemPanel } from '../ui/problem-panel.tsx';
import { Section } from '../ui/section.tsx';
import { useFormats } from '../ui/ui-context.tsx';
import { pathOf } from './category-paths.ts';
import { restoring } from './restore-field.ts';
import { type Product, useProductEdit } from './use-product-edit.ts';

type Change = Product['history'][number];

const fields = ['name', 'description', 'state', 'taxClassId', 'categoryIds', 'tags', 'attributes', 'images', 'variant', 'barcode', 'sku', 'optionValues', 'unitOfMeasure', 'unitDecimals', 'weightGrams'] as const;

/** What every field said before, newest first; one key brings the old value back, which is a change of its own. */
export function ProductHistory({ product, listRef }: { product: Product; listRef: RefObject<HTMLOListElement | null> }) {
  const { t } = useTranslation();
  const { saveProduct, saveVariant } = useProductEdit(product);
  const [problem, setProblem] = useState<unknown>();
  const fieldName = (change: Change): string => {
    const known = fields.find((field) => field === change.field);
    return known ? t(($) => $.catalog.fields[known]) : change.field;
  };
  const restore = (change: Change): void => {
    const back = restoring(product, change);
    if (!back) return;
    const done = back.variant ? saveVariant(back.variant, back.changes, fieldName(change)) : saveProduct(back.changes, fieldName(change));
    void done.then(() => setProblem(undefined), setProblem);
  };
  return (
    <>
      <Section title={t(($) => $.catalog.history)} side={product.history.length > 0 ? <span className="caption">{t(($) => $.catalog.historyKeys)}</span> : undefined} />
      {problem !== undefined && <ProblemPanel problem={problem} />}
      {product.history.length === 0 && <p className="text2">{t(($) => $.catalog.noHistory)}</p>}
      <ol ref={listRef} className="history">
        {product.history.map((change, index) => (
          // Nothing is ever put between two changes, and the newest come in front; all are drawn anew then.
          // oxlint-disable-next-line react/no-array-index-key
          <HistoryLine key={index} product={product} change={change} name={fieldName(change)} onRestore={() => restore(change)} />
        ))}
      </ol>
    </>
  );
}

function HistoryLine({ product, change, name, onRestore }: { product: Product; change: Change; name: string; onRestore: () => void }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const say = useValueWords();
  const sku = change.kind === 'variant' ? product.variants.find(({ id }) => id === change.subjectId)?.sku : undefined;
  const canRestore = restoring(product, change) !== undefined;
  return (
    <li className="history-line">
      <div className="row">
        <span className="medium ellipsis">{name}</span>
        {sku !== undefined && <span className="text3 code ellipsis">{sku}</span>}
        <span className="spring" />
        <span className="caption">{formats.moment(change.changedAt)}</span>
      </div>
      <div className="text2 text-wrap">
        {say(change.field, change.oldValue)} → {say(change.field, change.newValue)}
      </div>
      {canRestore && (
        <Button variant="subtle" color="gray" rightSection={<Key keys="r" />} onClick={onRestore} onKeyDown={(event) => onHistoryKey(event, onRestore)}>
          {t(($) => $.catalog.restoreField)}
        </Button>
      )}
    </li>
  );
}

/** J and K walk the changes that can be taken back, R takes back the one in focus. */
function onHistoryKey(event: KeyboardEvent<HTMLElement>, onRestore: () => void): void {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const key = event.key.toLowerCase();
  const step = { j: 1, k: -1 }[key] ?? 0;
  if (key !== 'r' && step === 0) return;
  event.preventDefault();
  const buttons = [...(event.currentTarget.closest('ol')?.querySelectorAll('button') ?? [])];
  if (key === 'r') onRestore();
  else buttons[buttons.findIndex((button) => button === event.currentTarget) + step]?.focus();
}

/** A stored value as a reader knows it: names for ids, words for states. */
function useValueWords(): (field: string, value: unknown) => string {
  const { t } = useTranslation();
  const categories = useQueryOf('category.list', undefined).data?.categories ?? [];
  const taxes = useQueryOf('taxClass.list', undefined).data?.taxClasses ?? [];
  const attributes = useQueryOf('attribute.list', undefined).data?.attributes ?? [];
  const empty = t(($) => $.catalog.empty);
  const states: Record<string, string> = { active: t(($) => $.products.states.active), draft: t(($) => $.products.states.draft), archived: t(($) => $.products.states.archived) };
  const one = (field: string, value: unknown): string => {
    if (field === 'categoryIds') return pathOf(categories, Number(value)) || String(value);
    if (field === 'attributes' && isAttribute(value)) return `${attributes.find(({ id }) => id === value.attributeId)?.name ?? ''} ${value.value}`;
    if (field === 'taxClassId') return taxes.find(({ id }) => id === value)?.name ?? String(value);
    if (field === 'state') return states[String(value)] ?? String(value);
    return String(value);
  };
  return (field, value) => {
    if (value === null || value === '') return empty;
    if (field === 'images' && Array.isArray(value)) return t(($) => $.catalog.pictureCount, { count: value.length });
    if (Array.isArray(value)) return value.map((each) => one(field, each)).join(', ') || empty;
    if (field === 'optionValues' && typeof value === 'object') return Object.values(value).join(' · ') || empty;
    return one(field, value);
  };
}

const isAttribute = (value: unknown): value is { attributeId: number; value: string } => typeof value === 'object' && value !== null && 'attributeId' in value && 'value' in value;
