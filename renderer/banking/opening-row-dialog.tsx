import { Select, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { OpeningList } from '../../shared/banking/opening.rules.ts';
import { type Day, isDay } from '../../shared/units/day.ts';
import { type Minor, minor } from '../../shared/units/minor.ts';
import { CurrencyField } from '../accounting/currency-field.tsx';
import { useCommand, useQueryOf } from '../client/use-shop.tsx';
import { DialogForm } from '../ui/dialog-form.tsx';
import { MoneyField } from '../ui/fields.tsx';
import { useFormats } from '../ui/ui-context.tsx';
import type { Row } from './opening-rows.tsx';

interface Props {
  row: Row | undefined;
  lists: readonly OpeningList[];
  onClose: () => void;
}

const dayOr = (text: string): Day | null => (isDay(text) ? text : null);

/** One row, typed or changed; a changed one stands for the one before. */
export function OpeningRowDialog({ row, lists, onClose }: Props) {
  const { t } = useTranslation();
  const formats = useFormats();
  const add = useCommand('opening.addRows');
  const [list, setList] = useState<OpeningList>(row?.list ?? lists[0] ?? 'balance');
  const [account, setAccount] = useState(row?.account ?? '');
  const [party, setParty] = useState(row?.party ?? '');
  const [number, setNumber] = useState(row?.number ?? '');
  const [issuedOn, setIssuedOn] = useState<string>(row?.issuedOn ?? '');
  const [dueOn, setDueOn] = useState<string>(row?.dueOn ?? '');
  const [currency, setCurrency] = useState(row?.currency ?? formats.currency);
  const [foreign, setForeign] = useState<Minor | null>(row?.foreignAmount ?? null);
  const [home, setHome] = useState<Minor | null>(row?.home ?? null);
  const isForeign = currency !== formats.currency;
  const isItem = list === 'receivable' || list === 'payable';
  const submit = (): void => {
    if (isForeign ? foreign === null : home === null) return;
    const written = { list, home, currency: isForeign ? currency : null, foreignAmount: isForeign ? foreign : null };
    const said = isItem ? { party, number, issuedOn: dayOr(issuedOn), dueOn: dayOr(dueOn) } : { account };
    add.mutate({ rows: [{ ...written, ...said }], replaces: row ? [row.openingRowId] : [] }, { onSuccess: onClose });
  };
  return (
    <DialogForm title={row ? t(($) => $.opening.change) : t(($) => $.opening.add)} verb={row ? t(($) => $.opening.change) : t(($) => $.opening.add)} pending={add.isPending} problem={add.error} onSubmit={submit} onClose={onClose}>
      {lists.length > 1 && <Select label={t(($) => $.opening.list)} data={lists.map((value) => ({ value, label: t(($) => $.opening.lists[value]) }))} value={list} onChange={(value) => value && setList(value)} />}
      {list === 'balance' && <AccountCodeField value={account} onChange={setAccount} />}
      {list === 'bank' && <TextInput data-autofocus label={t(($) => $.opening.bankAccount)} maxLength={300} value={account} onChange={(event) => setAccount(event.currentTarget.value)} />}
      {isItem && (
        <>
          <TextInput data-autofocus label={list === 'receivable' ? t(($) => $.opening.customer) : t(($) => $.opening.supplier)} maxLength={300} value={party} onChange={(event) => setParty(event.currentTarget.value)} />
          <TextInput label={t(($) => $.opening.number)} maxLength={120} value={number} onChange={(event) => setNumber(event.currentTarget.value)} />
          <div className="row">
            <TextInput type="date" label={t(($) => $.opening.issuedOn)} value={issuedOn} onChange={(event) => setIssuedOn(event.currentTarget.value)} />
            <TextInput type="date" label={t(($) => $.opening.dueOn)} value={dueOn} onChange={(event) => setDueOn(event.currentTarget.value)} />
          </div>
        </>
      )}
      <CurrencyField label={t(($) => $.opening.currency)} value={currency} onChange={setCurrency} />
      {isForeign && (list === 'balance' ? <Sides currency={currency} value={foreign} onChange={setForeign} /> : <MoneyField label={t(($) => $.opening.foreignAmount)} currency={currency} value={foreign} onChange={setForeign} live />)}
      {list === 'balance' ? <Sides currency={formats.currency} value={home} onChange={setHome} /> : (
        <MoneyField label={isForeign ? t(($) => $.opening.worth) : list === 'bank' ? t(($) => $.opening.saysBalance) : t(($) => $.opening.amount)} {...(isForeign && { description: t(($) => $.opening.worthHint) })} currency={formats.currency} value={home} onChange={setHome} live />
      )}
    </DialogForm>
  );
}

/** Any account of the chart by code or name; what another program calls it is put to one of ours here. */
function AccountCodeField({ value, onChange }: { value: string; onChange: (code: string) => void }) {
  const { t } = useTranslation();
  const accounts = useQueryOf('account.list', undefined);
  const data = (accounts.data ?? []).filter(({ blocked, roles }) => !blocked && !roles.includes('openingEquity')).map(({ code, name }) => ({ value: code, label: `${code} ${name}` }));
  const known = data.some((one) => one.value === value);
  return <Select data-autofocus searchable openOnFocus={false} label={t(($) => $.opening.account)} {...(!known && value !== '' && { description: `${value}: ${t(($) => $.opening.unknownAccount)}` })} data={data} value={known ? value : null} onChange={(code) => code !== null && onChange(code)} />;
}

/** A balance as accountants write it: in one of two fields. */
function Sides({ currency, value, onChange }: { currency: string; value: Minor | null; onChange: (value: Minor | null) => void }) {
  const { t } = useTranslation();
  return (
    <div className="row">
      <MoneyField label={`${t(($) => $.opening.debit)} ${currency}`} currency={currency} value={value !== null && value > 0 ? value : null} onChange={(amount) => (amount !== null || (value ?? 0) > 0) && onChange(amount)} live />
      <MoneyField label={`${t(($) => $.opening.credit)} ${currency}`} currency={currency} value={value !== null && value < 0 ? minor(-value) : null} onChange={(amount) => (amount !== null || (value ?? 0) < 0) && onChange(amount === null ? null : minor(-amount))} live />
    </div>
  );
}
