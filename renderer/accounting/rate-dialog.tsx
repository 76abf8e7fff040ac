import { TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { parseRateText } from '../../shared/accounting/exchange-rate.rules.ts';
import { dayOf } from '../../shared/units/calendar.ts';
import { currencyCodes } from '../../shared/units/currency.ts';
import { isDay } from '../../shared/units/day.ts';
import { useCommand } from '../client/use-shop.tsx';
import { DialogForm } from '../ui/dialog-form.tsx';
import { useNow } from '../ui/now.ts';
import { useToasts } from '../ui/toast.tsx';
import { useFormats } from '../ui/ui-context.tsx';
import { CurrencyField } from './currency-field.tsx';

/** A rate by hand: so much of the base currency for one of the other, from a day on. */
export function RateDialog({ home, onClose }: { home: string; onClose: () => void }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const now = useNow();
  const show = useToasts((toasts) => toasts.show);
  const add = useCommand('exchangeRate.add');
  const withdraw = useCommand('exchangeRate.withdraw');
  const [currency, setCurrency] = useState(home === 'USD' ? 'EUR' : 'USD');
  const [onDay, setOnDay] = useState<string>(dayOf(now, formats.timeZone));
  const [text, setText] = useState('');
  const [per, setPer] = useState('1');
  const [sourceName, setSourceName] = useState('');
  const [tried, setTried] = useState(false);
  const units = /^\d{1,6}$/.test(per.trim()) ? Number(per) : 0;
  const rate = units > 0 ? parseRateText(plain(text), units) : undefined;
  const submit = (): void => {
    setTried(true);
    if (!rate || !isDay(onDay)) return;
    add.mutate({ currency, onDay, ...rate, sourceName }, {
      onSuccess: ({ exchangeRateId }) => {
        show(t(($) => $.currencies.added, { currency, on: formats.fullDay(onDay) }), () => withdraw.mutateAsync({ exchangeRateId }));
        onClose();
      },
    });
  };
  return (
    <DialogForm title={t(($) => $.currencies.add)} verb={t(($) => $.currencies.keep)} pending={add.isPending} problem={add.error} onSubmit={submit} onClose={onClose}>
      <CurrencyField first label={t(($) => $.currencies.currency)} value={currency} onChange={setCurrency} among={currencyCodes.filter((code) => code !== home)} />
      <TextInput type="date" label={t(($) => $.currencies.from)} description={t(($) => $.currencies.fromHint)} value={onDay} onChange={(event) => setOnDay(event.currentTarget.value)} />
      <div className="row" style={{ alignItems: 'flex-end', gap: 12 }}>
        <TextInput label={t(($) => $.currencies.units, { currency })} inputMode="numeric" style={{ width: 96 }} styles={{ input: { textAlign: 'right' } }} value={per} onChange={(event) => setPer(event.currentTarget.value)} />
        <TextInput
          label={t(($) => $.currencies.areHome, { home })}
          inputMode="decimal"
          styles={{ input: { textAlign: 'right' } }}
          value={text}
          error={tried && !rate ? t(($) => $.currencies.notANumber) : undefined}
          onChange={(event) => setText(event.currentTarget.value)}
        />
      </div>
      <TextInput label={t(($) => $.currencies.source)} description={t(($) => $.currencies.sourceHint)} value={sourceName} onChange={(event) => setSourceName(event.currentTarget.value)} />
    </DialogForm>
  );
}

/** Full-width digits, and a comma where it can only be the decimal mark. */
const plain = (text: string): string => text.normalize('NFKC').replaceAll(/\s/g, '').replace(/^(\d+),(\d+)$/, '$1.$2');
