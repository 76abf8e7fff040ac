import { Button } from '@mantine/core';
import { IconChevronDown, IconChevronRight } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { UnitPrice } from '../../shared/units/unit-price.ts';
import { useShopClient } from '../client/use-shop.tsx';
import { UnitPriceField } from '../ui/fields.tsx';
import { ProblemPanel } from '../ui/problem-panel.tsx';
import { SavedText } from '../ui/saved-field.tsx';
import { useToasts } from '../ui/toast.tsx';
import { useFormats } from '../ui/ui-context.tsx';
import { type Product, useProductEdit, type Variant } from './use-product-edit.ts';
import { VariantBundle } from './variant-bundle.tsx';
import { VariantCost } from './variant-cost.tsx';
import { VariantCodes } from './variant-codes.tsx';

/** The variants of a product: what is counted, priced and sold. */
export function VariantRows({ product }: { product: Product }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const headings = [t(($) => $.catalog.options), t(($) => $.catalog.fields.sku), `${t(($) => $.catalog.price)} ${formats.currencySymbol}`, t(($) => $.catalog.weight)];
  return (
    <div className="card">
      <div className="variant-row variant-head" aria-hidden="true">
        {headings.map((heading) => (
          <span key={heading}>{heading}</span>
        ))}
        <span />
      </div>
      {product.variants.map((variant) => (
        <VariantRow key={variant.id} product={product} variant={variant} opens={product.variants.length === 1} />
      ))}
    </div>
  );
}

function VariantRow({ product, variant, opens }: { product: Product; variant: Variant; opens: boolean }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const { saveVariant } = useProductEdit(product);
  const [opened, setOpened] = useState(opens);
  const price = variant.prices.find(({ currency }) => currency === formats.currency)?.amount ?? null;
  const { problem, setPrice } = usePriceSetting(variant);
  const count = variant.barcodes.length;
  const words = (field: 'sku' | 'weightGrams'): string => t(($) => $.catalog.fields[field]);
  const named = (label: string): string => `${label}, ${variant.sku}`;
  return (
    <>
      <div className="variant-row" {...(variant.state === 'archived' && { 'data-archived': '' })}>
        <span className="ellipsis">
          {Object.values(variant.optionValues).join(' · ') || '—'}
          {variant.state === 'archived' && <span className="text3"> {t(($) => $.catalog.inactive)}</span>}
        </span>
        <SavedText inCell label={named(words('sku'))} value={variant.sku} required={t(($) => $.products.required)} onSave={(sku) => saveVariant(variant, { sku }, words('sku'))} />
        <UnitPriceField inCell label={named(t(($) => $.catalog.price))} value={price} onChange={setPrice} />
        <SavedText
          inCell
          numeric
          label={named(words('weightGrams'))}
          value={String(variant.weightGrams)}
          onSave={(text) => saveVariant(variant, { weightGrams: wholeNumber(text) }, words('weightGrams'))}
        />
        <Button
          variant="subtle"
          color="gray"
          aria-expanded={opened}
          aria-label={named(count === 0 ? t(($) => $.catalog.noCodes) : t(($) => $.catalog.codes, { count }))}
          leftSection={opened ? <IconChevronDown size={14} /> : <IconChevronRight size={14} />}
          onClick={() => setOpened(!opened)}
        >
          {count === 0 ? t(($) => $.catalog.noCodes) : t(($) => $.catalog.codes, { count })}
        </Button>
      </div>
      {problem !== undefined && <ProblemPanel problem={problem} />}
      {opened && <VariantDetails product={product} variant={variant} />}
    </>
  );
}

function VariantDetails({ product, variant }: { product: Product; variant: Variant }) {
  const { t } = useTranslation();
  const { saveVariant } = useProductEdit(product);
  const words = (field: 'unitOfMeasure' | 'unitDecimals'): string => t(($) => $.catalog.fields[field]);
  return (
    <div className="variant-details">
      <div className="unit-fields">
        <SavedText
          label={words('unitOfMeasure')}
          description={t(($) => $.catalog.unitHint)}
          value={variant.unitOfMeasure}
          required={t(($) => $.products.required)}
          onSave={(unitOfMeasure) => saveVariant(variant, { unitOfMeasure }, words('unitOfMeasure'))}
        />
        <SavedText
          numeric
          label={words('unitDecimals')}
          value={String(variant.unitDecimals)}
          onSave={(text) => saveVariant(variant, { unitDecimals: wholeNumber(text) }, words('unitDecimals'))}
        />
      </div>
      <VariantCodes variant={variant} />
      <VariantCost variant={variant} />
      <VariantBundle variant={variant} />
    </div>
  );
}

/** What is no whole number is left for the shop to refuse, which says so in words. */
const wholeNumber = (text: string): number => Number(text.normalize('NFKC').replaceAll(/\s/g, '') || '0');

function usePriceSetting(variant: Variant) {
  const { t } = useTranslation();
  const { currency } = useFormats();
  const client = useShopClient();
  const show = useToasts((toasts) => toasts.show);
  const [problem, setProblem] = useState<unknown>();
  const set = async (amount: UnitPrice | null): Promise<void> => {
    const { results } = await client.call('price.set', { items: [{ variantId: variant.id, currency, amount }] });
    const [result] = results;
    if (!result?.ok) return setProblem({ code: 'REFUSED', data: result?.refusal });
    setProblem(undefined);
    const { before } = result.value;
    if (before === amount) return;
    show(t(($) => $.catalog.saved, { field: t(($) => $.catalog.price), name: variant.sku }), () => client.call('price.set', { items: [{ variantId: variant.id, currency, amount: before }] }));
  };
  return { problem, setPrice: (amount: UnitPrice | null) => void set(amount).catch(setProblem) };
}
