import { Button } from '@mantine/core';
import { Link, useNavigate, useParams } from '@tanstack/react-router';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useCommand, useQueryOf } from '../client/use-shop.tsx';
import type { Action } from '../ui/actions/action-registry.ts';
import { ActionButton } from '../ui/actions/action-button.tsx';
import { isTyping } from '../ui/actions/key-names.ts';
import { useActions } from '../ui/actions/use-actions.ts';
import { Key } from '../ui/key.tsx';
import { Loading } from '../ui/loading.tsx';
import { ProblemPanel } from '../ui/problem-panel.tsx';
import { Screen, Trail } from '../ui/screen.tsx';
import { Section } from '../ui/section.tsx';
import { Tag, tagTone } from '../ui/status.tsx';
import { useToasts } from '../ui/toast.tsx';
import { ProductAttributes } from './product-attributes.tsx';
import { ProductChannels } from './product-channels.tsx';
import { ProductFields } from './product-fields.tsx';
import { ProductHistory } from './product-history.tsx';
import { ProductImages } from './product-images.tsx';
import { productGlyph } from './product-state.ts';
import type { Product } from './use-product-edit.ts';
import { VariantOptions } from './variant-options.tsx';
import { VariantRows } from './variant-rows.tsx';

/** One product on its own page: everything that can be said of it, each field stored as it is left, with its history beside it. */
export function ProductScreen() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const productId = Number(useParams({ from: '/products/$productId' }).productId);
  const product = useQueryOf('product.get', { productId });
  const [arranging, setArranging] = useState(false);
  const chooseRef = useRef<HTMLInputElement>(null);
  const historyRef = useRef<HTMLOListElement>(null);
  const group = t(($) => $.shell.products);
  const state = product.data?.state;
  const shelve = useShelving(product.data);
  // One layer at a time: out of a field first, so that bare keys act again.
  const leave = (): void => {
    const focused = document.activeElement;
    if (focused instanceof HTMLElement && isTyping(focused)) focused.blur();
    else if (arranging) setArranging(false);
    else void navigate({ to: '/products', search: { open: productId } });
  };
  useActions('screen', [
    ...(shelve ? [shelve] : []),
    { id: 'product.pictures', label: t(($) => $.catalog.addPictures), group, keys: 'i', run: () => chooseRef.current?.click() },
    { id: 'product.options', label: t(($) => $.catalog.options), group, keys: 'o', run: () => setArranging(!arranging) },
    { id: 'product.history', label: t(($) => $.catalog.history), group, keys: 'h', run: () => historyRef.current?.querySelector('button')?.focus() },
    { id: 'product.back', label: t(($) => $.keys.back), group, keys: 'escape', onlyKey: true, run: leave },
  ]);
  const optionsButton = (
    <Button variant="default" aria-expanded={arranging} rightSection={<Key keys="o" />} onClick={() => setArranging(!arranging)}>
      {t(($) => $.catalog.options)}
    </Button>
  );
  return (
    <Screen
      title={<Trail parent={<Link to="/products">{group}</Link>}>{product.data?.name ?? ''}</Trail>}
      side={
        state && (
          <Tag kind={productGlyph[state]} tone={tagTone[productGlyph[state]]}>
            {t(($) => $.products.states[state])}
          </Tag>
        )
      }
      buttons={shelve && <ActionButton action={shelve} variant="default" />}
    >
      {product.isPending && <Loading widths={[200, 120, 120]} />}
      {product.error && <ProblemPanel problem={product.error} onRetry={() => void product.refetch()} />}
      {product.data && (
        <div className="scroll with-aside" key={product.data.id}>
          <section style={{ padding: 16, minWidth: 0 }}>
            <ProductFields product={product.data} />
            <ProductImages product={product.data} chooseRef={chooseRef} />
            <Section title={t(($) => $.catalog.variants)} side={optionsButton} />
            {arranging && <VariantOptions product={product.data} onDone={() => setArranging(false)} />}
            <VariantRows product={product.data} />
            <ProductAttributes product={product.data} />
            <ProductChannels product={product.data} />
          </section>
          <aside className="aside" aria-label={t(($) => $.catalog.history)}>
            <ProductHistory product={product.data} listRef={historyRef} />
          </aside>
        </div>
      )}
    </Screen>
  );
}

/** Out of sale, or back: each is the other's undo. */
function useShelving(product: Product | undefined): Action | undefined {
  const { t } = useTranslation();
  const show = useToasts((toasts) => toasts.show);
  const archive = useCommand('product.archive');
  const restore = useCommand('product.restore');
  if (!product) return undefined;
  const archived = product.state === 'archived';
  const [act, back] = archived ? [restore, archive] : [archive, restore];
  const said = archived ? t(($) => $.products.restored, { count: 1 }) : t(($) => $.products.archived, { count: 1 });
  const ids = [product.id];
  return {
    id: 'product.shelve',
    label: archived ? t(($) => $.catalog.restore) : t(($) => $.catalog.archive),
    group: t(($) => $.shell.products),
    keys: 'a',
    run: () => act.mutate({ ids }, { onSuccess: () => show(said, () => back.mutateAsync({ ids })) }),
  };
}
