import { TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useCommand } from '../client/use-shop.tsx';
import { DialogForm } from '../ui/dialog-form.tsx';
import { useToasts } from '../ui/toast.tsx';
import type { Payout } from './payout-words.ts';

const places = 6;
const scale = 10 ** places;

/** What one unit of the payout's currency was worth, as it is typed: at most six decimals. Null for what is no rate. */
function rateOf(text: string): { top: number; bottom: number } | null {
  const [, whole = '', decimals = ''] = /^\s*(\d{1,3})(?:[.,](\d{1,6}))?\s*$/.exec(text) ?? [];
  const top = Number(`${whole}${decimals.padEnd(places, '0')}`);
  return whole === '' || top === 0 ? null : { top, bottom: scale };
}

export function RateDialog({ payout, onClose }: { payout: Payout; onClose: () => void }) {
  const { t } = useTranslation();
  const show = useToasts((toasts) => toasts.show);
  const set = useCommand('settlement.setRate');
  const [typed, setTyped] = useState(payout.rate.top === payout.rate.bottom ? '' : String(payout.rate.top / payout.rate.bottom));
  const rate = rateOf(typed);
  const submit = (): void => {
    if (!rate) return;
    set.mutate({ settlementId: payout.id, rate }, {
      onSuccess: ({ before }) => {
        show(t(($) => $.payouts.rateToast), () => set.mutateAsync({ settlementId: payout.id, rate: before }));
        onClose();
      },
    });
  };
  return (
    <DialogForm title={t(($) => $.payouts.setRate)} verb={t(($) => $.payouts.decideVerb)} pending={set.isPending} problem={set.error} onSubmit={submit} onClose={onClose}>
      <TextInput
        data-autofocus
        label={t(($) => $.payouts.rateLabel, { currency: payout.currency, base: payout.baseCurrency })}
        inputMode="decimal"
        value={typed}
        error={typed !== '' && !rate && t(($) => $.payouts.rateHint)}
        onChange={(event) => setTyped(event.currentTarget.value)}
      />
    </DialogForm>
  );
}
