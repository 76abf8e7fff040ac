import { Select, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { namingRoles } from '../../shared/payouts/line-kind.rules.ts';
import type { Minor } from '../../shared/units/minor.ts';
import { useCommand } from '../client/use-shop.tsx';
import { DialogForm } from '../ui/dialog-form.tsx';
import { MoneyField } from '../ui/fields.tsx';
import { useToasts } from '../ui/toast.tsx';
import { type Payout, usePayoutWords } from './payout-words.ts';

/** A line the channel did not tell: what the payout differs from its lines, on the account it belongs to. */
export function DifferenceDialog({ payout, onClose }: { payout: Payout; onClose: () => void }) {
  const { t } = useTranslation();
  const words = usePayoutWords();
  const show = useToasts((toasts) => toasts.show);
  const add = useCommand('settlement.addLine');
  const remove = useCommand('settlement.removeLine');
  const [amount, setAmount] = useState<Minor | null>(payout.residual === 0 ? null : payout.residual);
  const [role, setRole] = useState<string | null>(null);
  const [label, setLabel] = useState('');
  const submit = (): void => {
    if (amount === null || amount === 0 || role === null) return;
    add.mutate({ settlementId: payout.id, kind: 'adjustment', amount, role, label }, {
      onSuccess: ({ settlementLineId }) => {
        show(t(($) => $.payouts.addedToast), () => remove.mutateAsync({ settlementLineId }));
        onClose();
      },
    });
  };
  return (
    <DialogForm title={t(($) => $.payouts.addLineTitle)} verb={t(($) => $.payouts.addLineVerb)} pending={add.isPending} problem={add.error} onSubmit={submit} onClose={onClose}>
      <Select data-autofocus searchable openOnFocus={false} label={t(($) => $.payouts.place)} data={namingRoles.map((one) => ({ value: one, label: words.role(one) }))} value={role} onChange={setRole} />
      <MoneyField live label={t(($) => $.payouts.amount)} description={t(($) => $.payouts.amountHint)} currency={payout.currency} value={amount} onChange={setAmount} />
      <TextInput label={t(($) => $.payouts.note)} value={label} onChange={(event) => setLabel(event.currentTarget.value)} />
    </DialogForm>
  );
}
