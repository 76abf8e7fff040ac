import { FileInput, MultiSelect, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { rateText } from '../../shared/accounting/exchange-rate.rules.ts';
import { type RateSheet, readRateSheet } from '../../shared/accounting/rate-sheet.rules.ts';
import { addDays, dayOf } from '../../shared/units/calendar.ts';
import { isDay } from '../../shared/units/day.ts';
import { useCommand } from '../client/use-shop.tsx';
import { DialogForm } from '../ui/dialog-form.tsx';
import { useNow } from '../ui/now.ts';
import { Status } from '../ui/status.tsx';
import { useToasts } from '../ui/toast.tsx';
import { useFormats } from '../ui/ui-context.tsx';

/** What may come in at once; a sheet of every day since 1999 in every currency has far more. */
const most = 20_000;

/** A sheet is read here and says what it has; only the currencies and days that are chosen are kept. */
export function RateSheetDialog({ home, known, onClose }: { home: string; known: readonly string[]; onClose: () => void }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const now = useNow();
  const show = useToasts((toasts) => toasts.show);
  const bringIn = useCommand('exchangeRate.bringIn');
  const takeBack = useCommand('exchangeRate.withdrawMany');
  const [name, setName] = useState('');
  const [sheet, setSheet] = useState<RateSheet>();
  const [problem, setProblem] = useState<unknown>(null);
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const [from, setFrom] = useState<string>(addDays(dayOf(now, formats.timeZone), -400));
  const choose = async (file: File | null): Promise<void> => {
    setSheet(undefined);
    setProblem(null);
    if (!file) return;
    try {
      const read = readRateSheet(await file.text(), home);
      setSheet(read);
      setName(file.name);
      setChosen(read.currencies.filter((currency) => known.includes(currency) || (known.length === 0 && common.includes(currency))));
    } catch (error) {
      setProblem(error);
    }
  };
  const rates = (sheet?.rates ?? []).filter(({ currency, onDay }) => chosen.includes(currency) && (!isDay(from) || onDay >= from));
  const submit = (): void => {
    if (rates.length === 0 || rates.length > most) return;
    bringIn.mutate({ rates: [...rates], sourceName: name }, {
      onSuccess: ({ exchangeRateIds, known: same }) => {
        show(t(($) => $.currencies.imported, { count: exchangeRateIds.length, same: formats.count(same) }), exchangeRateIds.length === 0 ? undefined : () => takeBack.mutateAsync({ exchangeRateIds }));
        onClose();
      },
    });
  };
  const verb = rates.length > 0 ? t(($) => $.currencies.keepMany, { count: rates.length }) : t(($) => $.currencies.import);
  const last = rates.at(-1);
  return (
    <DialogForm title={t(($) => $.currencies.import)} verb={verb} pending={bringIn.isPending} problem={problem ?? bringIn.error} onSubmit={submit} onClose={onClose}>
      <FileInput data-autofocus accept=".csv,text/csv" label={t(($) => $.currencies.file)} description={t(($) => $.currencies.fileHint)} onChange={(file) => void choose(file)} />
      {sheet && (
        <>
          <MultiSelect searchable label={t(($) => $.currencies.which)} data={sheet.currencies} value={[...chosen]} onChange={setChosen} />
          <TextInput type="date" label={t(($) => $.currencies.since)} value={from} onChange={(event) => setFrom(event.currentTarget.value)} />
          <div role="status" className="column" style={{ gap: 4 }}>
            <Status kind={rates.length === 0 ? 'off' : rates.length > most ? 'stop' : 'done'}>
              {rates.length > most ? t(($) => $.currencies.tooMany, { most: formats.count(most) }) : t(($) => $.currencies.read, { count: rates.length })}
            </Status>
            {last && <span className="text2">{t(($) => $.currencies.latest, { currency: last.currency, rate: rateText(last), home, on: formats.fullDay(last.onDay) })}</span>}
          </div>
        </>
      )}
    </DialogForm>
  );
}

/** Chosen for a shop that has none yet. */
const common = ['USD', 'EUR', 'JPY', 'CNY', 'GBP', 'HKD'];
