import { Button } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { InputOf, OutputOf } from '../client/methods.ts';
import { useCommand } from '../client/use-shop.tsx';
import { MoneyField, PercentField } from '../ui/fields.tsx';
import { useToasts } from '../ui/toast.tsx';
import { useFormats } from '../ui/ui-context.tsx';
import { DialogForm } from '../ui/dialog-form.tsx';

interface DialogProps {
  supplierId: number;
  name: string;
  tolerance: OutputOf<'supplierBill.tolerance'>;
  onClose: () => void;
}

/** How far a supplier's bills may differ before they need a reason; its own tolerance goes before the shop's. */
export function ToleranceDialog({ supplierId, name, tolerance: { own, ...shown }, onClose }: DialogProps) {
  const { t } = useTranslation();
  const { currency } = useFormats();
  const show = useToasts((toasts) => toasts.show);
  const set = useCommand('supplierBill.setTolerance');
  const [tolerance, setTolerance] = useState(shown);
  const save = (next: InputOf<'supplierBill.setTolerance'>['tolerance']): void =>
    set.mutate({ supplierId, tolerance: next }, {
      onSuccess: ({ before }) => {
        show(t(($) => $.suppliers.toleranceSet, { name }), () => set.mutateAsync({ supplierId, tolerance: before }));
        onClose();
      },
    });
  const change = (part: Partial<typeof tolerance>): void => setTolerance({ ...tolerance, ...part });
  return (
    <DialogForm title={t(($) => $.suppliers.tolerancesOf)} verb={t(($) => $.suppliers.setTolerance)} pending={set.isPending} problem={set.error} onSubmit={() => save(tolerance)} onClose={onClose}>
      <div className="row" style={{ alignItems: 'flex-end', gap: 12 }}>
        <PercentField first label={t(($) => $.suppliers.priceTolerance)} value={tolerance.priceRate} onChange={(priceRate) => priceRate !== null && change({ priceRate })} />
        <MoneyField label={t(($) => $.suppliers.orAmount)} currency={currency} value={tolerance.priceAmount} onChange={(priceAmount) => priceAmount !== null && change({ priceAmount })} />
      </div>
      <PercentField label={t(($) => $.suppliers.quantityTolerance)} value={tolerance.quantityRate} onChange={(quantityRate) => quantityRate !== null && change({ quantityRate })} />
      <MoneyField label={t(($) => $.suppliers.varianceUpTo)} currency={currency} value={tolerance.varianceUpTo} onChange={(varianceUpTo) => varianceUpTo !== null && change({ varianceUpTo })} />
      {own && (
        <Button variant="subtle" style={{ alignSelf: 'flex-start' }} onClick={() => save(null)}>
          {t(($) => $.suppliers.useShop)}
        </Button>
      )}
    </DialogForm>
  );
}
