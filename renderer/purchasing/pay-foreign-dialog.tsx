import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Minor } from '../../shared/units/minor.ts';
import type { OutputOf } from '../client/methods.ts';
import { useCommand } from '../client/use-shop.tsx';
import { DialogForm } from '../ui/dialog-form.tsx';
import { MoneyField } from '../ui/fields.tsx';
import { Pairs } from '../ui/section.tsx';
import { useToasts } from '../ui/toast.tsx';
import { useFormats } from '../ui/ui-context.tsx';

type Bill = OutputOf<'supplierBill.get'> & { foreign: NonNullable<OutputOf<'supplierBill.get'>['foreign']> };

/** A bill in another currency is paid in that; where the bank exchanged the money, what it took says what it cost. */
export function PayForeignDialog({ bill, onClose }: { bill: Bill; onClose: () => void }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const show = useToasts((toasts) => toasts.show);
  const pay = useCommand('supplierPayment.pay');
  const back = useCommand('supplierPayment.cancel');
  const { currency, open, rate, rateOn } = bill.foreign;
  const [amount, setAmount] = useState<Minor | null>(open);
  const [paid, setPaid] = useState<Minor | null>(null);
  const submit = (): void => {
    if (amount === null || amount <= 0) return;
    pay.mutate({ supplierId: bill.supplierId, bills: [{ supplierBillId: bill.id, amount }], ...(paid !== null && { paid }) }, {
      onSuccess: ({ supplierPaymentId }) => {
        show(t(($) => $.bills.paidToast, { number: bill.supplierNumber }), () => back.mutateAsync({ supplierPaymentId, reason: 'undo' }));
        onClose();
      },
    });
  };
  const title = t(($) => $.bills.pay, { amount: formats.moneyIn(open, currency) });
  return (
    <DialogForm title={title} verb={t(($) => $.openItems.payVerb)} pending={pay.isPending} problem={pay.error} onSubmit={submit} onClose={onClose}>
      <Pairs rows={[[t(($) => $.currencies.openIn, { currency }), formats.amountIn(open, currency)], [t(($) => $.currencies.forOne, { home: formats.currency }), t(($) => $.currencies.rateOf, { rate, on: formats.fullDay(rateOn) })]]} />
      <MoneyField first label={t(($) => $.openItems.amount)} currency={currency} value={amount} onChange={setAmount} />
      <MoneyField label={t(($) => $.currencies.tookHome, { home: formats.currency })} description={t(($) => $.currencies.tookHomeHint, { currency })} currency={formats.currency} value={paid} onChange={setPaid} />
    </DialogForm>
  );
}
