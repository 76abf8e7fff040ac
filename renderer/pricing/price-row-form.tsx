import { Button, SegmentedControl, Select, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type RowTarget, rowTargets } from '../../shared/pricing/price-list.rules.ts';
import { parseRate } from '../../shared/units/parse.ts';
import { type Quantity, quantity } from '../../shared/units/quantity.ts';
import type { UnitPrice } from '../../shared/units/unit-price.ts';
import type { OutputOf } from '../client/methods.ts';
import { useQueryOf, useShopClient } from '../client/use-shop.tsx';
import { QuantityField, UnitPriceField } from '../ui/fields.tsx';
import { LookupField } from '../ui/lookup-field.tsx';
import { ProblemPanel } from '../ui/problem-panel.tsx';
import { Section } from '../ui/section.tsx';
import { useToasts } from '../ui/toast.tsx';
import { useFormats } from '../ui/ui-context.tsx';

interface Target {
  readonly id: number;
  readonly name: string;
}

interface TypedRow {
  readonly of: RowTarget;
  readonly target: Target | null;
  readonly minQuantity: Quantity | null;
  readonly amount: UnitPrice | null;
  readonly percent: string;
}

const empty: TypedRow = { of: 'variant', target: null, minQuantity: null, amount: null, percent: '' };

/** One more price of a list: of goods, a category or a collection, from a quantity on. */
export function PriceRowForm({ list }: { list: OutputOf<'priceList.get'> }) {
  const { t } = useTranslation();
  const [row, setRow] = useState(empty);
  const { save, problem } = useSaving(list.id, () => setRow({ ...empty, of: row.of }));
  const set = (change: Partial<TypedRow>): void => setRow({ ...row, ...change });
  return (
    <form
      className="column"
      style={{ gap: 8, marginTop: 12 }}
      onSubmit={(event) => {
        event.preventDefault();
        save(row);
      }}
    >
      <Section title={t(($) => $.pricing.addRow)} />
      <SegmentedControl
        aria-label={t(($) => $.pricing.addRow)}
        data={rowTargets.map((value) => ({ value, label: t(($) => $.pricing.of[value]) }))}
        value={row.of}
        onChange={(value) => setRow({ ...empty, of: rowTargets.find((one) => one === value) ?? 'variant' })}
      />
      <TargetField of={row.of} target={row.target} onPick={(target) => set({ target })} />
      <div style={{ display: 'grid', gridTemplateColumns: 'repeat(3, 1fr)', gap: 8, alignItems: 'end' }}>
        <QuantityField label={t(($) => $.pricing.minQuantity)} unit="" decimals={3} value={row.minQuantity} onChange={(minQuantity) => set({ minQuantity })} />
        {row.of === 'variant' && <UnitPriceField label={t(($) => $.pricing.price)} value={row.amount} onChange={(amount) => set({ amount, percent: '' })} />}
        <TextInput inputMode="decimal" label={t(($) => $.pricing.percentOff)} value={row.percent} onChange={(event) => set({ percent: event.currentTarget.value, amount: null })} />
      </div>
      {problem !== undefined && <ProblemPanel problem={problem} />}
      <div className="row" style={{ justifyContent: 'flex-end' }}>
        <Button type="submit" variant="default" disabled={row.target === null || (row.amount === null && row.percent.trim() === '')}>
          {t(($) => $.pricing.saveRow)}
        </Button>
      </div>
    </form>
  );
}

function TargetField({ of, target, onPick }: { of: RowTarget; target: Target | null; onPick: (target: Target) => void }) {
  const { t } = useTranslation();
  const client = useShopClient();
  const categories = useQueryOf('category.list', undefined, { enabled: of === 'category' }).data?.categories ?? [];
  const collections = useQueryOf('collection.list', undefined, { enabled: of === 'collection' }).data?.collections ?? [];
  if (of === 'variant') {
    return (
      <LookupField
        label={t(($) => $.pricing.of.variant)}
        description={target ? t(($) => $.pricing.chosen, { name: target.name }) : t(($) => $.pricing.findGoods)}
        find={async (text) => (await client.call('order.offers', { text })).rows}
        keyOf={(row) => row.variantId}
        none={t(($) => $.pricing.noGoods)}
        onPick={(row) => onPick({ id: row.variantId, name: row.sku })}
        show={(row) => (
          <>
            <span className="ellipsis">{row.name}</span>
            <span className="caption code">{row.sku}</span>
          </>
        )}
      />
    );
  }
  const choices: readonly Target[] = of === 'category' ? categories : collections;
  const pick = (value: string | null): void => {
    const chosen = choices.find(({ id }) => String(id) === value);
    if (chosen) onPick({ id: chosen.id, name: chosen.name });
  };
  return <Select searchable label={t(($) => $.pricing.of[of])} data={choices.map(({ id, name }) => ({ value: String(id), label: name }))} value={target ? String(target.id) : null} onChange={pick} />;
}

function useSaving(priceListId: number, onSaved: () => void) {
  const { t } = useTranslation();
  const { locale } = useFormats();
  const client = useShopClient();
  const show = useToasts((toasts) => toasts.show);
  const [problem, setProblem] = useState<unknown>();
  const store = async ({ of, target, minQuantity, amount, percent }: TypedRow): Promise<void> => {
    const rate = parseRate(percent, locale);
    if (!target || (amount === null && !rate.ok)) return;
    const place = { of, targetId: target.id, minQuantity: minQuantity ?? quantity(0) };
    const { results } = await client.call('priceList.setRows', { priceListId, items: [{ ...place, amount, percentOff: amount === null && rate.ok ? rate.value : null }] });
    const [result] = results;
    if (!result?.ok) return setProblem({ code: 'REFUSED', data: result?.refusal });
    setProblem(undefined);
    show(t(($) => $.pricing.rowSaved, { name: target.name }), () => client.call('priceList.setRows', { priceListId, items: [{ ...place, ...result.value.before }] }));
    onSaved();
  };
  return { save: (row: TypedRow) => void store(row).catch(setProblem), problem };
}
