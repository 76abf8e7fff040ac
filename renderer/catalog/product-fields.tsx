import { Select, TagsInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ProductChanges } from '../../shared/catalog/product.contract.ts';
import { useQueryOf, useShopClient } from '../client/use-shop.tsx';
import { ProblemPanel } from '../ui/problem-panel.tsx';
import { SavedText } from '../ui/saved-field.tsx';
import { categoryOfPath, pathOf } from './category-paths.ts';
import { type Product, useProductEdit } from './use-product-edit.ts';

/** What is said of the product itself. Each field is stored when it is left. */
export function ProductFields({ product }: { product: Product }) {
  const { t } = useTranslation();
  const { saveProduct } = useProductEdit(product);
  const [problem, setProblem] = useState<unknown>();
  const words = (field: 'name' | 'description' | 'state' | 'taxClassId' | 'tags'): string => t(($) => $.catalog.fields[field]);
  const save = (changes: ProductChanges, field: string): void => void saveProduct(changes, field).then(() => setProblem(undefined), setProblem);
  const taxes = useQueryOf('taxClass.list', undefined);
  const tags = useQueryOf('product.facets', { filter: {} });
  const knownTags = tags.data?.facets.find(({ kind }) => kind === 'tag')?.values.map(({ value }) => value) ?? [];
  return (
    <div className="product-fields">
      <div className="wide">
        <SavedText label={words('name')} value={product.name} required={t(($) => $.products.required)} onSave={(name) => saveProduct({ name }, words('name'))} />
      </div>
      <div className="wide">
        <SavedText label={words('description')} lines={3} value={product.description} onSave={(description) => saveProduct({ description }, words('description'))} />
      </div>
      <Select
        label={words('state')}
        value={product.state}
        disabled={product.state === 'archived'}
        data={(product.state === 'archived' ? (['archived'] as const) : (['active', 'draft'] as const)).map((state) => ({ value: state, label: t(($) => $.products.states[state]) }))}
        onChange={(state) => state !== product.state && save({ state: state === 'draft' ? 'draft' : 'active' }, words('state'))}
      />
      <Select
        label={words('taxClassId')}
        value={String(product.taxClassId)}
        data={(taxes.data?.taxClasses ?? []).map((one) => ({ value: String(one.id), label: one.name }))}
        onChange={(id) => id !== null && Number(id) !== product.taxClassId && save({ taxClassId: Number(id) }, words('taxClassId'))}
      />
      <div className="wide">
        <CategoriesField product={product} save={save} onProblem={setProblem} />
      </div>
      <div className="wide">
        <TagsInput label={words('tags')} description={t(($) => $.catalog.tagsHint)} value={product.tags} data={knownTags} limit={20} clearable={false} onChange={(next) => save({ tags: next }, words('tags'))} />
      </div>
      {problem !== undefined && (
        <div className="wide">
          <ProblemPanel problem={problem} />
        </div>
      )}
    </div>
  );
}

/** All categories of a product by their paths; a path nobody has yet is made. */
function CategoriesField(props: { product: Product; save: (changes: ProductChanges, field: string) => void; onProblem: (problem: unknown) => void }) {
  const { t } = useTranslation();
  const client = useShopClient();
  const list = useQueryOf('category.list', undefined);
  const categories = list.data?.categories ?? [];
  const label = t(($) => $.catalog.fields.categoryIds);
  const change = async (paths: string[]): Promise<void> => {
    const ids = await Promise.all(paths.map((path) => categoryOfPath(client, categories, path)));
    props.save({ categoryIds: ids.filter((id) => id !== undefined) }, label);
  };
  return (
    <TagsInput
      label={label}
      description={t(($) => $.catalog.categoriesHint)}
      value={props.product.categoryIds.map((id) => pathOf(categories, id))}
      data={categories.map(({ id }) => pathOf(categories, id)).toSorted()}
      limit={50}
      splitChars={[]}
      onChange={(paths) => void change(paths).catch(props.onProblem)}
    />
  );
}
