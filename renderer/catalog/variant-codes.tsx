import { Button, Select, TextInput } from '@mantine/core';
import { type KeyboardEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { pieces, type Quantity } from '../../shared/units/quantity.ts';
import { useQueryOf, useShopClient } from '../client/use-shop.tsx';
import { QuantityField } from '../ui/fields.tsx';
import { ProblemPanel } from '../ui/problem-panel.tsx';
import { useToasts } from '../ui/toast.tsx';
import { useFormats } from '../ui/ui-context.tsx';
import type { Variant } from './use-product-edit.ts';

/** Every code of a variant, each with how much of it one scan means and whose pack it is. */
export function VariantCodes({ variant }: { variant: Variant }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const client = useShopClient();
  const show = useToasts((toasts) => toasts.show);
  const suppliers = useQueryOf('supplier.list', { limit: 200 });
  const names = suppliers.data?.rows ?? [];
  const remove = async (code: Variant['barcodes'][number]): Promise<void> => {
    const { before } = await client.call('barcode.remove', { barcodeId: code.id });
    show(t(($) => $.catalog.codeRemoved, { code: code.code }), () => client.call('barcode.add', before));
  };
  return (
    <div className="column" style={{ gap: 8 }}>
      {variant.barcodes.map((code) => (
        <div key={code.id} className="row">
          <span className="mono">{code.code}</span>
          <span className="text2">× {formats.quantity(code.packQuantity)}</span>
          <span className="text3 ellipsis">{names.find(({ id }) => id === code.supplierId)?.name}</span>
          <span className="spring" />
          <Button variant="subtle" color="gray" aria-label={`${t(($) => $.ui.remove)} ${code.code}`} onClick={() => void remove(code)}>
            {t(($) => $.ui.remove)}
          </Button>
        </div>
      ))}
      <NewCode variant={variant} suppliers={names} />
    </div>
  );
}

function NewCode({ variant, suppliers }: { variant: Variant; suppliers: readonly { id: number; name: string }[] }) {
  const { t } = useTranslation();
  const client = useShopClient();
  const [code, setCode] = useState('');
  const [pack, setPack] = useState<Quantity | null>(pieces(1));
  const [supplierId, setSupplierId] = useState<number | null>(null);
  const [problem, setProblem] = useState<unknown>();
  const add = async (): Promise<void> => {
    if (code.trim() === '') return;
    await client.call('barcode.add', { variantId: variant.id, barcode: { code, packQuantity: pack ?? pieces(1), supplierId } });
    setCode('');
    setPack(pieces(1));
    setProblem(undefined);
  };
  const onEnter = (event: KeyboardEvent): void => {
    if (event.key === 'Enter' && !event.nativeEvent.isComposing) void add().catch(setProblem);
  };
  return (
    <>
      <div className="new-code">
        <TextInput label={t(($) => $.catalog.newCode)} value={code} onChange={(event) => setCode(event.currentTarget.value)} onKeyDown={onEnter} />
        <QuantityField label={t(($) => $.catalog.pack)} unit="" decimals={variant.unitDecimals} value={pack} onChange={setPack} />
        <Select
          label={t(($) => $.catalog.supplier)}
          placeholder={t(($) => $.catalog.anySupplier)}
          value={supplierId === null ? null : String(supplierId)}
          data={suppliers.map(({ id, name }) => ({ value: String(id), label: name }))}
          clearable
          searchable
          onChange={(id) => setSupplierId(id === null ? null : Number(id))}
        />
        <Button variant="default" onClick={() => void add().catch(setProblem)}>
          {t(($) => $.catalog.addCode)}
        </Button>
      </div>
      {problem !== undefined && <ProblemPanel problem={problem} />}
    </>
  );
}
