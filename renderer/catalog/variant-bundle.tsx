import { Button } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { pieces, type Quantity } from '../../shared/units/quantity.ts';
import { useCommand, useQueryOf } from '../client/use-shop.tsx';
import { QuantityField } from '../ui/fields.tsx';
import { ProblemPanel } from '../ui/problem-panel.tsx';
import { Section } from '../ui/section.tsx';
import { useToasts } from '../ui/toast.tsx';
import { useFormats } from '../ui/ui-context.tsx';
import type { Variant } from './use-product-edit.ts';
import { type PickedVariant, VariantField } from './variant-field.tsx';

interface Component {
  readonly variantId: number;
  readonly quantity: Quantity;
}

/** What one of a variant consists of; the scarcest component says how many can be sold. Goods of their own have none. */
export function VariantBundle({ variant }: { variant: Variant }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const bundle = useQueryOf('bundle.get', { variantId: variant.id }).data;
  const [adding, setAdding] = useState(false);
  const { set, problem } = useSetting(variant);
  if (!bundle) return null;
  const { components } = bundle;
  const said: Component[] = components.map(({ variantId, quantity }) => ({ variantId, quantity }));
  const scarcest = components.reduce<number | undefined>((least, one) => (one.buildable === undefined ? least : Math.min(least ?? one.buildable, one.buildable)), undefined);
  const change = (variantId: number, quantity: Quantity | null): void => {
    if (quantity !== null && quantity > 0) set(said.map((one) => (one.variantId === variantId ? { ...one, quantity } : one)), said);
  };
  const add = (picked: PickedVariant): void => {
    setAdding(false);
    if (!said.some((one) => one.variantId === picked.variantId)) set([...said, { variantId: picked.variantId, quantity: pieces(1) }], said);
  };
  const button = (
    <Button variant="subtle" color="gray" onClick={() => setAdding(!adding)}>
      {t(($) => $.bundle.add)}
    </Button>
  );
  return (
    <div style={{ maxWidth: 560 }}>
      <Section title={t(($) => $.bundle.title)} side={button} />
      {components.length === 0 && !adding && <p className="text2">{t(($) => $.bundle.none)}</p>}
      {components.map((one) => (
        <div key={one.variantId} className="bundle-row">
          <span className="ellipsis">
            {one.name} <span className="text3 code">{one.sku}</span>
          </span>
          <QuantityField inCell label={`${one.name}: ${t(($) => $.bundle.each)}`} unit="" decimals={3} value={one.quantity} onChange={(quantity) => change(one.variantId, quantity)} />
          <span className={one.buildable === scarcest ? 'num medium' : 'num text2'}>{t(($) => $.bundle.enoughFor, { available: formats.quantity(one.available), buildable: formats.quantity(one.buildable) })}</span>
          <button type="button" className="plain link" onClick={() => set(said.filter(({ variantId }) => variantId !== one.variantId), said)}>
            {t(($) => $.ui.remove)}
            <span className="hidden-text"> {one.sku}</span>
          </button>
        </div>
      ))}
      {components.length > 0 && <p className="medium">{t(($) => $.bundle.buildable, { quantity: formats.quantity(bundle.buildable) })}</p>}
      {adding && <VariantField first onPick={add} />}
      {problem !== null && <ProblemPanel problem={problem} />}
    </div>
  );
}

function useSetting(variant: Variant): { set: (components: Component[], before: Component[]) => void; problem: unknown } {
  const { t } = useTranslation();
  const show = useToasts((toasts) => toasts.show);
  const save = useCommand('bundle.set');
  const set = (components: Component[], before: Component[]): void =>
    save.mutate({ variantId: variant.id, components }, {
      onSuccess: () => show(t(($) => $.bundle.saved, { sku: variant.sku }), () => save.mutateAsync({ variantId: variant.id, components: before })),
    });
  return { set, problem: save.error };
}
