import { Button, Select } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type Minor, minor } from '../../shared/units/minor.ts';
import type { RatePpm } from '../../shared/units/rate-ppm.ts';
import { useCommand, useQueryOf } from '../client/use-shop.tsx';
import { exactPercent } from '../ui/exact-percent.ts';
import { MoneyField } from '../ui/fields.tsx';
import { Pairs, Section } from '../ui/section.tsx';
import { useToasts } from '../ui/toast.tsx';
import { useFormats } from '../ui/ui-context.tsx';
import { DialogForm } from '../ui/dialog-form.tsx';
import { ToleranceDialog } from './tolerance-dialog.tsx';

interface Of {
  supplierId: number;
  name: string;
}

/** What a supplier holds of our money, and how far its bills may differ from order and receipt. */
export function SupplierMoney({ supplierId, name }: Of) {
  const { t } = useTranslation();
  const formats = useFormats();
  const [dialog, setDialog] = useState<'pay' | 'tolerance'>();
  const billable = useQueryOf('supplierBill.billable', { supplierId });
  const tolerance = useQueryOf('supplierBill.tolerance', { supplierId });
  if (!billable.data || !tolerance.data) return null;
  const { prepaid } = billable.data;
  const { priceRate, priceAmount, quantityRate, varianceUpTo, own } = tolerance.data;
  const percent = (rate: RatePpm): string => `${exactPercent(rate, formats.locale)}%`;
  const close = (): void => setDialog(undefined);
  return (
    <>
      <Section title={t(($) => $.suppliers.money)} />
      {prepaid !== undefined && <Pairs rows={[[t(($) => $.suppliers.prepaid), formats.money(prepaid)]]} />}
      <Button variant="default" style={{ marginTop: 4 }} onClick={() => setDialog('pay')}>
        {t(($) => $.suppliers.payAhead)}
      </Button>
      <Section title={t(($) => $.suppliers.tolerancesOf)} side={own ? t(($) => $.suppliers.ownTolerance) : t(($) => $.suppliers.shopTolerance)} />
      <Pairs
        rows={[
          [t(($) => $.suppliers.priceTolerance), `${percent(priceRate)} ${t(($) => $.suppliers.orAmount)} ${formats.money(priceAmount)}`],
          [t(($) => $.suppliers.quantityTolerance), percent(quantityRate)],
          [t(($) => $.suppliers.varianceUpTo), formats.money(varianceUpTo)],
        ]}
      />
      <Button variant="default" style={{ marginTop: 4 }} onClick={() => setDialog('tolerance')}>
        {t(($) => $.suppliers.tolerances)}
      </Button>
      {dialog === 'pay' && <PayAheadDialog supplierId={supplierId} name={name} onClose={close} />}
      {dialog === 'tolerance' && <ToleranceDialog supplierId={supplierId} name={name} tolerance={tolerance.data} onClose={close} />}
    </>
  );
}

const accounts = ['bank', 'till'] as const;

/** Money paid before there is a bill; a bill uses it later. */
function PayAheadDialog({ supplierId, name, onClose }: Of & { onClose: () => void }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const show = useToasts((toasts) => toasts.show);
  const pay = useCommand('supplierPayment.pay');
  const back = useCommand('supplierPayment.cancel');
  const [amount, setAmount] = useState<Minor | null>(null);
  const [account, setAccount] = useState<(typeof accounts)[number]>('bank');
  const [tried, setTried] = useState(false);
  const missing = amount === null || amount <= minor(0);
  const submit = (): void => {
    setTried(true);
    if (amount === null || missing) return;
    pay.mutate({ supplierId, account, prepaid: amount }, {
      onSuccess: ({ supplierPaymentId }) => {
        show(t(($) => $.suppliers.paidAhead, { name, amount: formats.money(amount) }), () => back.mutateAsync({ supplierPaymentId, reason: 'undo' }));
        onClose();
      },
    });
  };
  return (
    <DialogForm title={t(($) => $.suppliers.payAhead)} verb={t(($) => $.suppliers.payAhead)} pending={pay.isPending} problem={pay.error} onSubmit={submit} onClose={onClose}>
      <MoneyField first label={t(($) => $.suppliers.amount)} description={t(($) => $.suppliers.payAheadHint)} currency={formats.currency} value={amount} onChange={setAmount} error={tried && missing && t(($) => $.products.required)} />
      <Select label={t(($) => $.suppliers.account)} data={accounts.map((one) => ({ value: one, label: t(($) => $.suppliers.accounts[one]) }))} value={account} onChange={(one) => one && setAccount(one)} />
    </DialogForm>
  );
}
