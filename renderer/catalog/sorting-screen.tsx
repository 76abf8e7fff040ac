import { TextInput } from '@mantine/core';
import { Link, useNavigate } from '@tanstack/react-router';
import { type FormEvent, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useCommand, useQueryOf, useShopClient } from '../client/use-shop.tsx';
import { useActions } from '../ui/actions/use-actions.ts';
import { isTyping } from '../ui/actions/key-names.ts';
import { ProblemPanel } from '../ui/problem-panel.tsx';
import { Screen, Trail } from '../ui/screen.tsx';
import { categoryOfPath, pathOf } from './category-paths.ts';
import { NamedSection } from './named-section.tsx';

/** What products are sorted by: categories, what is said of products, and questions kept under a name. Each is renamed where it stands. */
export function SortingScreen() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const group = t(($) => $.sorting.title);
  const leave = (): void => {
    const focused = document.activeElement;
    if (focused instanceof HTMLElement && isTyping(focused)) focused.blur();
    else void navigate({ to: '/products' });
  };
  useActions('screen', [{ id: 'sorting.back', label: t(($) => $.keys.back), group, keys: 'escape', onlyKey: true, run: leave }]);
  return (
    <Screen title={<Trail parent={<Link to="/products">{t(($) => $.shell.products)}</Link>}>{group}</Trail>}>
      <div className="rules">
        <Categories />
        <Attributes />
        <Collections />
      </div>
    </Screen>
  );
}

function Categories() {
  const { t } = useTranslation();
  const categories = useQueryOf('category.list', undefined).data?.categories ?? [];
  const rename = useCommand('category.rename');
  const remove = useCommand('category.remove');
  const create = useCommand('category.create');
  const rows = categories
    .map(({ id, name, parentId, products }) => ({ id, name, path: pathOf(categories, id), note: parentId === null ? '' : pathOf(categories, parentId), count: t(($) => $.catalog.found, { count: products }) }))
    .toSorted((one, other) => one.path.localeCompare(other.path));
  return (
    <NamedSection
      title={t(($) => $.catalog.fields.categoryIds)}
      side={t(($) => $.sorting.categoriesSide)}
      kind={t(($) => $.catalog.filters.category)}
      rows={rows}
      rename={async (categoryId, name) => {
        const { before } = await rename.mutateAsync({ categoryId, name });
        return () => rename.mutateAsync({ categoryId, ...before });
      }}
      remove={async (categoryId) => {
        const { before } = await remove.mutateAsync({ categoryId });
        return () => create.mutateAsync(before);
      }}
    >
      <NewCategory />
    </NamedSection>
  );
}

/** A path from the outermost on; what it lacks is made. */
function NewCategory() {
  const { t } = useTranslation();
  const client = useShopClient();
  const categories = useQueryOf('category.list', undefined).data?.categories ?? [];
  const [path, setPath] = useState('');
  const [problem, setProblem] = useState<unknown>(null);
  const field = useRef<HTMLInputElement>(null);
  const group = t(($) => $.sorting.title);
  useActions('screen', [{ id: 'sorting.new', label: t(($) => $.sorting.newCategory), group, keys: 'n', run: () => field.current?.focus() }]);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    categoryOfPath(client, categories, path).then(() => (setPath(''), setProblem(null)), setProblem);
  };
  return (
    <form onSubmit={submit}>
      <TextInput ref={field} label={t(($) => $.sorting.newCategory)} description={t(($) => $.catalog.categoriesHint)} value={path} onChange={(event) => setPath(event.currentTarget.value)} />
      {problem !== null && <ProblemPanel problem={problem} />}
    </form>
  );
}

function Attributes() {
  const { t } = useTranslation();
  const attributes = useQueryOf('attribute.list', undefined).data?.attributes ?? [];
  const update = useCommand('attribute.update');
  const remove = useCommand('attribute.remove');
  const create = useCommand('attribute.create');
  return (
    <NamedSection
      title={t(($) => $.catalog.attributes)}
      side={t(($) => $.sorting.attributesSide)}
      kind={t(($) => $.sorting.attribute)}
      none={t(($) => $.catalog.noAttributes)}
      rows={attributes.map(({ id, name, kind, unit, choices }) => ({ id, name, note: kind === 'choice' ? choices.join(', ') : unit, count: t(($) => $.catalog.kinds[kind]) }))}
      rename={async (attributeId, name) => {
        const { before } = await update.mutateAsync({ attributeId, changes: { name } });
        return () => update.mutateAsync({ attributeId, changes: before });
      }}
      remove={async (attributeId) => {
        const { before } = await remove.mutateAsync({ attributeId });
        return () => create.mutateAsync(before);
      }}
    />
  );
}

function Collections() {
  const { t } = useTranslation();
  const collections = useQueryOf('collection.list', undefined).data?.collections ?? [];
  const update = useCommand('collection.update');
  const remove = useCommand('collection.remove');
  const create = useCommand('collection.create');
  return (
    <NamedSection
      title={t(($) => $.sorting.collections)}
      side={t(($) => $.sorting.collectionsSide)}
      kind={t(($) => $.catalog.filters.collection)}
      none={t(($) => $.sorting.noCollections)}
      rows={collections.map(({ id, name, products }) => ({ id, name, note: '', count: t(($) => $.catalog.found, { count: products }) }))}
      rename={async (collectionId, name) => {
        const { before } = await update.mutateAsync({ collectionId, changes: { name } });
        return () => update.mutateAsync({ collectionId, changes: before });
      }}
      remove={async (collectionId) => {
        const { before } = await remove.mutateAsync({ collectionId });
        return () => create.mutateAsync(before);
      }}
    />
  );
}
