import { Button, Select, TagsInput, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { OutputOf } from '../client/methods.ts';
import { useCommand, useQueryOf } from '../client/use-shop.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { ProblemPanel } from '../ui/problem-panel.tsx';
import { SavedText } from '../ui/saved-field.tsx';
import { Section } from '../ui/section.tsx';
import { type Product, useProductEdit } from './use-product-edit.ts';

type Attribute = OutputOf<'attribute.list'>['attributes'][number];

/** What else is said of the product, each as its attribute wants it: a text, a number, or one of its choices. */
export function ProductAttributes({ product }: { product: Product }) {
  const { t } = useTranslation();
  const list = useQueryOf('attribute.list', undefined);
  const [adding, setAdding] = useState(false);
  const asked = (list.data?.attributes ?? []).filter(({ id, categoryId }) => categoryId === null || product.categoryIds.includes(categoryId) || product.attributes.some((one) => one.attributeId === id));
  return (
    <>
      <Section
        title={t(($) => $.catalog.attributes)}
        side={
          <Button variant="subtle" color="gray" onClick={() => setAdding(true)}>
            {t(($) => $.catalog.newAttribute)}
          </Button>
        }
      />
      {asked.length === 0 && <p className="text2">{t(($) => $.catalog.noAttributes)}</p>}
      <div className="product-fields">
        {asked.map((attribute) => (
          <AttributeField key={attribute.id} product={product} attribute={attribute} />
        ))}
      </div>
      <AttributeDialog opened={adding} onClose={() => setAdding(false)} />
    </>
  );
}

function AttributeField({ product, attribute }: { product: Product; attribute: Attribute }) {
  const { saveProduct } = useProductEdit(product);
  const value = product.attributes.find((one) => one.attributeId === attribute.id)?.value ?? '';
  const save = (next: string): Promise<void> => {
    const others = product.attributes.filter((one) => one.attributeId !== attribute.id);
    return saveProduct({ attributes: next === '' ? others : [...others, { attributeId: attribute.id, value: next }] }, attribute.name);
  };
  const label = attribute.unit === '' ? attribute.name : `${attribute.name} (${attribute.unit})`;
  if (attribute.kind !== 'choice') return <SavedText label={label} value={value} numeric={attribute.kind === 'number'} onSave={save} />;
  return <Select label={label} value={value === '' ? null : value} data={attribute.choices} allowDeselect clearable onChange={(choice) => void save(choice ?? '')} />;
}

const kinds = ['text', 'number', 'choice'] as const;

function AttributeDialog({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  const { t } = useTranslation();
  if (!opened) return null;
  return (
    <Dialog title={t(($) => $.catalog.newAttribute)} onClose={onClose}>
      <AttributeForm onDone={onClose} />
    </Dialog>
  );
}

function AttributeForm({ onDone }: { onDone: () => void }) {
  const { t } = useTranslation();
  const create = useCommand('attribute.create');
  const [name, setName] = useState('');
  const [kind, setKind] = useState<Attribute['kind']>('choice');
  const [unit, setUnit] = useState('');
  const [choices, setChoices] = useState<string[]>([]);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (name.trim() !== '') create.mutate({ name, kind, ...(kind === 'number' && { unit }), ...(kind === 'choice' && { choices }) }, { onSuccess: onDone });
  };
  return (
    <form className="column" style={{ gap: 12 }} onSubmit={submit}>
      <TextInput data-autofocus label={t(($) => $.catalog.attributeName)} value={name} onChange={(event) => setName(event.currentTarget.value)} />
      <Select label={t(($) => $.catalog.attributeKind)} value={kind} data={kinds.map((one) => ({ value: one, label: t(($) => $.catalog.kinds[one]) }))} onChange={(next) => setKind(kinds.find((one) => one === next) ?? kind)} />
      {kind === 'number' && <TextInput label={t(($) => $.catalog.attributeUnit)} value={unit} onChange={(event) => setUnit(event.currentTarget.value)} />}
      {kind === 'choice' && <TagsInput label={t(($) => $.catalog.choices)} description={t(($) => $.catalog.tagsHint)} value={choices} onChange={setChoices} />}
      {create.error !== null && <ProblemPanel problem={create.error} />}
      <Button type="submit" loading={create.isPending} style={{ alignSelf: 'flex-end' }}>
        {t(($) => $.catalog.newAttribute)}
      </Button>
    </form>
  );
}
