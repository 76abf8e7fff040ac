import { Button, Checkbox, NumberInput, Select, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type Centres, namedCentres } from '../../shared/accounting/centre.rules.ts';
import { everyMonths } from '../../shared/accounting/recurring.rules.ts';
import { dayOf } from '../../shared/units/calendar.ts';
import { isDay } from '../../shared/units/day.ts';
import { type Minor, minor, sumMinor } from '../../shared/units/minor.ts';
import { CentreField } from '../accounting/centre-field.tsx';
import { LedgerAccountField } from '../banking/ledger-account-field.tsx';
import { useCommand } from '../client/use-shop.tsx';
import { DialogForm } from '../ui/dialog-form.tsx';
import { MoneyField } from '../ui/fields.tsx';
import { useNow } from '../ui/now.ts';
import { useToasts } from '../ui/toast.tsx';
import { useFormats } from '../ui/ui-context.tsx';

interface Line extends Centres {
  account: number | null;
  debit: Minor | null;
  credit: Minor | null;
}
const empty: Line = { account: null, debit: null, credit: null };
const centresOf = ({ channelId, locationId, campaignId }: Line): Centres => ({ channelId, locationId, campaignId });
const signed = ({ debit, credit }: Line): Minor => minor((debit ?? 0) - (credit ?? 0));

/** An entry that comes again: its lines as they will be posted, and its days. */
export function RecurringDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const now = useNow();
  const show = useToasts((toasts) => toasts.show);
  const [add, stop] = [useCommand('recurring.add'), useCommand('recurring.stop')];
  const [name, setName] = useState('');
  const [lines, setLines] = useState<readonly Line[]>([empty, empty]);
  const [every, setEvery] = useState<(typeof everyMonths)[number]>(1);
  const [dayOfMonth, setDayOfMonth] = useState(31);
  const [startsOn, setStartsOn] = useState<string>(dayOf(now, formats.timeZone));
  const [endsOn, setEndsOn] = useState('');
  const [reverses, setReverses] = useState(false);
  const change = (at: number, part: Partial<Line>): void => setLines(lines.map((line, index) => (index === at ? { ...line, ...part } : line)));
  const difference = sumMinor(lines.map(signed));
  const submit = (): void => {
    const written = lines.flatMap((line) => (line.account === null || signed(line) === 0 ? [] : [{ ledgerAccountId: line.account, amount: signed(line), ...namedCentres(line) }]));
    if (!isDay(startsOn)) return;
    add.mutate({ name, lines: written, everyMonths: every, dayOfMonth, startsOn, endsOn: isDay(endsOn) ? endsOn : null, reverses }, {
      onSuccess: ({ recurringEntryId }) => {
        show(t(($) => $.recurring.addedToast, { name }), () => stop.mutateAsync({ recurringEntryId }));
        onClose();
      },
    });
  };
  return (
    <DialogForm title={t(($) => $.recurring.add)} verb={t(($) => $.recurring.add)} pending={add.isPending} problem={add.error} onSubmit={submit} onClose={onClose}>
      <TextInput data-autofocus label={t(($) => $.recurring.name)} maxLength={120} value={name} onChange={(event) => setName(event.currentTarget.value)} />
      {lines.map((line, at) => (
        // A line is its place in the entry.
        // oxlint-disable-next-line react/no-array-index-key
        <div key={at} className="column" style={{ gap: 4 }}>
        <div className="row" style={{ alignItems: 'end', flexWrap: 'nowrap' }}>
          <div className="spring"><LedgerAccountField label={t(($) => $.recurring.line)} value={line.account} onChange={(account) => change(at, { account })} /></div>
          <div style={{ width: 104 }}><MoneyField label={t(($) => $.recurring.debit)} currency={formats.currency} value={line.debit} onChange={(debit) => change(at, { debit, ...(debit !== null && { credit: null }) })} live /></div>
          <div style={{ width: 104 }}><MoneyField label={t(($) => $.recurring.credit)} currency={formats.currency} value={line.credit} onChange={(credit) => change(at, { credit, ...(credit !== null && { debit: null }) })} live /></div>
        </div>
        <CentreField ledgerAccountId={line.account} value={centresOf(line)} onChange={(centres) => change(at, { channelId: null, locationId: null, campaignId: null, ...centres })} />
        </div>
      ))}
      <div className="row">
        <Button variant="subtle" onClick={() => setLines([...lines, empty])}>{t(($) => $.recurring.addLine)}</Button>
        <span className="spring" />
        <span className={difference === 0 ? 'text2 num' : 'warn num'} aria-live="polite">{`${t(($) => $.recurring.difference)} ${formats.amount(difference)}`}</span>
      </div>
      <div className="row" style={{ alignItems: 'start' }}>
        <Select label={t(($) => $.recurring.every)} data={everyMonths.map((months) => ({ value: String(months), label: t(($) => $.recurring.everyMonths[months]) }))} value={String(every)} onChange={(value) => setEvery(everyMonths.find((months) => String(months) === value) ?? every)} />
        <NumberInput label={t(($) => $.recurring.dayOfMonth)} description={t(($) => $.recurring.dayHint)} min={1} max={31} hideControls value={dayOfMonth} onChange={(value) => typeof value === 'number' && setDayOfMonth(value)} />
      </div>
      <div className="row">
        <TextInput type="date" label={t(($) => $.recurring.startsOn)} value={startsOn} onChange={(event) => setStartsOn(event.currentTarget.value)} />
        <TextInput type="date" label={t(($) => $.recurring.endsOn)} value={endsOn} onChange={(event) => setEndsOn(event.currentTarget.value)} />
      </div>
      <Checkbox label={t(($) => $.recurring.reverses)} checked={reverses} onChange={(event) => setReverses(event.currentTarget.checked)} />
    </DialogForm>
  );
}
