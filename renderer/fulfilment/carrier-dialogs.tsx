import { Button, FileButton, NumberInput, Textarea, TextInput } from '@mantine/core';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { rateColumns, readRateSheet } from '../../shared/fulfilment/rate-sheet.rules.ts';
import { minorDigits } from '../../shared/units/currency.ts';
import { decimalText } from '../../shared/units/decimal.ts';
import type { OutputOf } from '../client/methods.ts';
import { useCommand, useQueryOf } from '../client/use-shop.tsx';
import { DialogForm } from '../ui/dialog-form.tsx';
import { useToasts } from '../ui/toast.tsx';
import { useFormats } from '../ui/ui-context.tsx';
import type { Carrier, Service } from './carriers-screen.tsx';
import { textOf } from './feed-dialog.tsx';

/** A carrier the program does not know yet, or what one that it knows is called and how its numbers look. */
export function CarrierDialog({ carrier, onClose }: { carrier?: Carrier; onClose: () => void }) {
  const { t } = useTranslation();
  const show = useToasts((toasts) => toasts.show);
  const [add, update] = [useCommand('carrier.add'), useCommand('carrier.update')];
  const [code, setCode] = useState('');
  const [fields, setFields] = useState({ name: carrier?.name ?? '', numberForms: carrier?.numberForms ?? '', linkTemplate: carrier?.linkTemplate ?? '' });
  const set = (change: Partial<typeof fields>): void => setFields({ ...fields, ...change });
  const saved = (undo?: () => Promise<unknown>): void => (show(t(($) => $.carriers.savedToast), undo), onClose());
  const submit = (): void => {
    if (fields.name === '' || (!carrier && code === '')) return;
    if (!carrier) return add.mutate({ code, ...fields }, { onSuccess: () => saved() });
    const { carrierId } = carrier;
    update.mutate({ carrierId, changes: fields }, { onSuccess: ({ before }) => saved(() => update.mutateAsync({ carrierId, changes: before })) });
  };
  const verb = carrier ? t(($) => $.carriers.change) : t(($) => $.carriers.add);
  return (
    <DialogForm title={carrier?.name ?? verb} verb={verb} pending={add.isPending || update.isPending} problem={add.error ?? update.error} onSubmit={submit} onClose={onClose}>
      <TextInput data-autofocus label={t(($) => $.carriers.name)} value={fields.name} onChange={(event) => set({ name: event.currentTarget.value })} />
      {!carrier && <TextInput label={t(($) => $.carriers.code)} value={code} onChange={(event) => setCode(event.currentTarget.value.toLowerCase())} />}
      <TextInput label={t(($) => $.carriers.forms)} description={t(($) => $.carriers.formsHint)} value={fields.numberForms} onChange={(event) => set({ numberForms: event.currentTarget.value })} />
      <TextInput label={t(($) => $.carriers.link)} description={t(($) => $.carriers.linkHint)} value={fields.linkTemplate} onChange={(event) => set({ linkTemplate: event.currentTarget.value })} />
    </DialogForm>
  );
}

/** Numbers given in advance, typed or from a file, one a line. */
export function NumbersDialog({ carrierId, onClose }: { carrierId: number; onClose: () => void }) {
  const { t } = useTranslation();
  const show = useToasts((toasts) => toasts.show);
  const add = useCommand('waybill.add');
  const withdraw = useCommand('waybill.withdraw');
  const [text, setText] = useState('');
  const numbers = text.split(/[\n,;\t]+/).map((line) => line.trim()).filter((line) => line.length >= 4);
  const submit = (): void => {
    if (numbers.length === 0) return;
    add.mutate({ carrierId, numbers }, {
      onSuccess: ({ waybillIds }) => {
        show(t(($) => $.carriers.numbersToast, { count: waybillIds.length }), () => (waybillIds.length === 0 ? Promise.resolve() : withdraw.mutateAsync({ waybillIds })));
        onClose();
      },
    });
  };
  return (
    <DialogForm title={t(($) => $.carriers.addNumbers)} verb={`${t(($) => $.carriers.addNumbers)} ${numbers.length || ''}`.trim()} pending={add.isPending} problem={add.error} onSubmit={submit} onClose={onClose}>
      <p className="text2">{t(($) => $.carriers.addNumbersText)}</p>
      <FromFile onText={setText} />
      <Textarea data-autofocus autosize minRows={6} maxRows={12} label={t(($) => $.carriers.numbers)} value={text} onChange={(event) => setText(event.currentTarget.value)} />
    </DialogForm>
  );
}

function FromFile({ onText }: { onText: (text: string) => void }) {
  const { t } = useTranslation();
  return (
    <FileButton accept=".csv,.tsv,.txt" onChange={(file) => file && void textOf(file).then(onText)}>
      {(props) => (
        <Button {...props} variant="default" style={{ alignSelf: 'flex-start' }}>
          {t(($) => $.tracking.choose)}
        </Button>
      )}
    </FileButton>
  );
}

const limits = ['cubicPerKilo', 'heaviestGrams', 'longestMm', 'days'] as const;

/** A service of a carrier: a new one, or what one is called and carries. Its rates stay as they are. */
export function ServiceDialog({ carrierId, service, onClose }: { carrierId: number; service?: Service; onClose: () => void }) {
  const { t } = useTranslation();
  const show = useToasts((toasts) => toasts.show);
  const [add, update] = [useCommand('carrierService.add'), useCommand('carrierService.update')];
  const [name, setName] = useState(service?.name ?? '');
  const [numbers, setNumbers] = useState<Record<(typeof limits)[number], number | null>>({ cubicPerKilo: service?.cubicPerKilo ?? null, heaviestGrams: service?.heaviestGrams ?? null, longestMm: service?.longestMm ?? null, days: service?.days ?? null });
  const labels = { cubicPerKilo: t(($) => $.carriers.cubic), heaviestGrams: t(($) => $.carriers.heaviest), longestMm: t(($) => $.carriers.longest), days: t(($) => $.carriers.days) };
  const submit = (): void => {
    if (name.trim() === '') return;
    if (!service) return add.mutate({ carrierId, name, ...numbers }, { onSuccess: onClose });
    const { carrierServiceId } = service;
    update.mutate({ carrierServiceId, changes: { name, ...numbers } }, {
      onSuccess: ({ before }) => {
        show(t(($) => $.carriers.savedToast), () => update.mutateAsync({ carrierServiceId, changes: before }));
        onClose();
      },
    });
  };
  const verb = service ? t(($) => $.carriers.change) : t(($) => $.carriers.addService);
  return (
    <DialogForm title={service?.name ?? verb} verb={verb} pending={add.isPending || update.isPending} problem={add.error ?? update.error} onSubmit={submit} onClose={onClose}>
      <TextInput data-autofocus label={t(($) => $.carriers.name)} value={name} onChange={(event) => setName(event.currentTarget.value)} />
      {limits.map((field) => (
        <NumberInput key={field} hideControls min={0} label={labels[field]} description={t(($) => $.ui.optional)} value={numbers[field] ?? ''} onChange={(value) => setNumbers({ ...numbers, [field]: value === '' ? null : Number(value) })} />
      ))}
    </DialogForm>
  );
}

/** A rate table as text: what stands there can be copied into a spreadsheet, and what comes back replaces it whole. */
export function RatesDialog({ service, onClose }: { service: Service; onClose: () => void }) {
  const rates = useQueryOf('carrierService.rates', { carrierServiceId: service.carrierServiceId }).data?.rows;
  return rates === undefined ? null : <RatesForm service={service} rates={rates} onClose={onClose} />;
}

type Rates = OutputOf<'carrierService.rates'>['rows'];

function RatesForm({ service, rates, onClose }: { service: Service; rates: Rates; onClose: () => void }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const show = useToasts((toasts) => toasts.show);
  const country = useQueryOf('shop.get', undefined).data?.country ?? 'CN';
  const set = useCommand('carrierService.setRates');
  const { carrierServiceId } = service;
  const headings = rateColumns.map((column) => t(($) => $.carriers.columns[column]));
  const [text, setText] = useState(() => tableText(rates, formats.currency, headings));
  const read = useMemo(() => readRateSheet(text, { currency: formats.currency, locale: 'en-US', country }), [text, formats.currency, country]);
  const [problem] = read.problems;
  const submit = (): void => {
    if (problem) return;
    set.mutate({ carrierServiceId, rows: read.rows }, {
      onSuccess: ({ before }) => {
        show(t(($) => $.carriers.ratesToast), () => set.mutateAsync({ carrierServiceId, ...before }));
        onClose();
      },
    });
  };
  return (
    <DialogForm title={t(($) => $.carriers.ratesOf, { name: service.name })} verb={t(($) => $.carriers.saveRates)} pending={set.isPending} problem={set.error} onSubmit={submit} onClose={onClose}>
      <p className="text2">{t(($) => $.carriers.ratesText)}</p>
      <FromFile onText={setText} />
      <Textarea data-autofocus autosize minRows={8} maxRows={14} label={t(($) => $.carriers.rates)} value={text} onChange={(event) => setText(event.currentTarget.value)} styles={{ input: { fontFamily: 'var(--sw-mono)' } }} />
      <p className={problem ? 'bad' : 'text2'} role="status">
        {problem ? t(($) => $.carriers.ratesUnreadable, { row: problem.row, column: t(($) => $.carriers.columns[problem.column]) }) : t(($) => $.carriers.ratesCount, { count: read.rows.length })}
      </p>
    </DialogForm>
  );
}

function tableText(rates: Rates, currency: string, headings: readonly string[]): string {
  const digits = minorDigits(currency);
  const money = (amount: number | null): string => (amount === null ? '' : decimalText(amount, digits));
  const rows = rates.map((row) => [row.zone, row.country, row.postcodeFrom, row.postcodeTo, row.upToGrams, money(row.price), row.stepGrams ?? '', money(row.stepPrice)].join(','));
  return [headings.join(','), ...rows].join('\n');
}
