import { Button, TagsInput, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type Option, optionsOf, planMatrix } from '../../shared/catalog/matrix.rules.ts';
import { useShopClient } from '../client/use-shop.tsx';
import { ProblemPanel } from '../ui/problem-panel.tsx';
import { useToasts } from '../ui/toast.tsx';
import type { Product } from './use-product-edit.ts';

/** The axes of a product; what they would make of its variants is said before it is done. */
export function VariantOptions({ product, onDone }: { product: Product; onDone: () => void }) {
  const { t } = useTranslation();
  const client = useShopClient();
  const show = useToasts((toasts) => toasts.show);
  const [options, setOptions] = useState<readonly Option[]>(() => withOne(optionsOf(product.variants)));
  const [problem, setProblem] = useState<unknown>();
  const said = options.filter(({ name, values }) => name.trim() !== '' && values.length > 0);
  const { change, add } = planMatrix(said, product.variants);
  const archived = change.filter(({ state }) => state === 'archived').length;
  const nothing = change.length + add.length === 0;
  const set = (index: number, option: Option): void => setOptions(options.with(index, option));
  const arrange = async (): Promise<void> => {
    const { before, variantIds } = await client.call('variant.arrange', { productId: product.id, variants: change, add });
    const made = variantIds.map((variantId, index) => ({ variantId, optionValues: add[index]?.optionValues ?? {}, state: 'archived' as const }));
    show(t(($) => $.catalog.arranged, { name: product.name }), () => client.call('variant.arrange', { productId: product.id, variants: [...before, ...made], add: [] }));
    onDone();
  };
  return (
    <div className="card options">
      <p className="text2">{t(($) => $.catalog.optionsHint)}</p>
      {options.map((option, index) => (
        // Options have no identity but their place while they are typed.
        // oxlint-disable-next-line react/no-array-index-key
        <div key={index} className="option">
          <TextInput
            autoFocus={index === 0}
            label={t(($) => $.catalog.option)}
            placeholder={t(($) => $.catalog.optionName)}
            value={option.name}
            onChange={(event) => set(index, { ...option, name: event.currentTarget.value })}
          />
          <TagsInput label={t(($) => $.catalog.values)} value={[...option.values]} onChange={(values) => set(index, { ...option, values })} />
        </div>
      ))}
      {problem !== undefined && <ProblemPanel problem={problem} />}
      <div className="row">
        <Button variant="subtle" color="gray" onClick={() => setOptions([...options, { name: '', values: [] }])}>
          {t(($) => $.catalog.addOption)}
        </Button>
        <span className="spring" />
        <span className="text2" role="status">
          {nothing ? t(($) => $.catalog.planNone) : t(($) => $.catalog.plan, { add: add.length, change: change.length - archived, archive: archived })}
        </span>
        <Button disabled={nothing} onClick={() => void arrange().catch(setProblem)}>
          {t(($) => $.catalog.arrange)}
        </Button>
      </div>
    </div>
  );
}

const withOne = (options: readonly Option[]): readonly Option[] => (options.length > 0 ? options : [{ name: '', values: [] }]);
