import { Textarea, TextInput } from '@mantine/core';
import { schemaResolver, useForm } from '@mantine/form';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { z } from 'zod';
import { zName, zSku } from '../../shared/catalog/fields.ts';
import type { NewProduct } from '../../shared/catalog/product.contract.ts';
import type { UnitPrice } from '../../shared/units/unit-price.ts';
import { useCommand } from '../client/use-shop.tsx';
import type { Action } from '../ui/actions/action-registry.ts';
import { ActionButton } from '../ui/actions/action-button.tsx';
import { useActions } from '../ui/actions/use-actions.ts';
import { UnitPriceField } from '../ui/fields.tsx';
import { ProblemPanel } from '../ui/problem-panel.tsx';
import { useScan } from '../ui/scan/use-scan.ts';
import { Screen, Trail } from '../ui/screen.tsx';
import { useToasts } from '../ui/toast.tsx';
import { useFormats } from '../ui/ui-context.tsx';

/** The form is flat, the contract nests variants: each field is checked by the contract's own schema. */
const zAnswers = z.object({ name: zName, sku: zSku, barcode: z.string(), description: z.string() });
type Answers = z.output<typeof zAnswers>;

/** One product with one variant; more variants are added on its card. The contract's own schema checks it. */
export function NewProductScreen() {
  const { t } = useTranslation();
  const formats = useFormats();
  const navigate = useNavigate();
  const show = useToasts((toasts) => toasts.show);
  const create = useCommand('product.create');
  const archive = useCommand('product.archive');
  const [price, setPrice] = useState<UnitPrice | null>(null);
  const { barcode: scannedBefore } = useSearch({ from: '/products/new' });
  const form = useForm<Answers>({
    initialValues: { name: '', sku: '', barcode: scannedBefore ?? '', description: '' },
    validate: schemaResolver(zAnswers, { sync: true }),
  });
  useScan(({ text }) => form.setFieldValue('barcode', text));
  const submit = form.onSubmit((answers) =>
    create.mutate(productOf(answers, price, formats.currency), {
      onSuccess: ({ productId }) => {
        show(t(($) => $.products.created, { name: answers.name }), () => archive.mutateAsync({ ids: [productId] }));
        void navigate({ to: '/products', search: { open: productId } });
      },
    }),
  );
  const group = t(($) => $.shell.products);
  const save: Action = { id: 'products.save', label: t(($) => $.products.save), group, keys: 'mod+enter', whileTyping: true, run: () => submit() };
  const back: Action = { id: 'products.back', label: t(($) => $.keys.back), group, keys: 'escape', onlyKey: true, run: () => void navigate({ to: '/products' }) };
  useActions('screen', [save, back]);
  const required = t(($) => $.products.required);
  return (
    <Screen title={<Trail parent={<Link to="/products">{group}</Link>}>{t(($) => $.products.create)}</Trail>} buttons={<ActionButton action={save} loading={create.isPending} />}>
      <div className="scroll">
        <form className="form" onSubmit={submit}>
          <TextInput autoFocus label={t(($) => $.products.name)} {...form.getInputProps('name')} error={form.errors.name && required} />
          <TextInput label={t(($) => $.products.sku)} description={t(($) => $.products.skuHint)} {...form.getInputProps('sku')} error={form.errors.sku && required} />
          <UnitPriceField label={t(($) => $.products.price)} description={t(($) => $.products.priceHint)} value={price} onChange={setPrice} />
          <TextInput label={optional(t(($) => $.products.barcode), t(($) => $.ui.optional))} description={t(($) => $.products.barcodeHint)} {...form.getInputProps('barcode')} />
          <Textarea autosize minRows={3} label={optional(t(($) => $.products.description), t(($) => $.ui.optional))} {...form.getInputProps('description')} />
          {create.error !== null && <ProblemPanel problem={create.error} />}
        </form>
      </div>
    </Screen>
  );
}

const optional = (label: string, word: string) => (
  <>
    {label} <span className="text3">{word}</span>
  </>
);

function productOf({ name, sku, barcode, description }: Answers, price: UnitPrice | null, currency: string): NewProduct {
  return {
    name,
    state: 'active',
    ...(description !== '' && { description }),
    variants: [{ sku, ...(barcode !== '' && { barcodes: [{ code: barcode }] }), ...(price !== null && { prices: [{ currency, amount: price }] }) }],
  };
}
