import { Select, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type AccountKind, zAccountKind } from '../../shared/banking/fields.ts';
import { isDay } from '../../shared/units/day.ts';
import { type Minor, minor } from '../../shared/units/minor.ts';
import { CurrencyField } from '../accounting/currency-field.tsx';
import { useCommand, useQueryOf } from '../client/use-shop.tsx';
import { DialogForm } from '../ui/dialog-form.tsx';
import { MoneyField } from '../ui/fields.tsx';
import { useFormats } from '../ui/ui-context.tsx';
import { LedgerAccountField } from '../accounting/ledger-account-field.tsx';

/** The first account is the one the rules call the bank; each further one gets a place of its own in the books. */
export function AccountDialog({ isFirst, onClose }: { isFirst: boolean; onClose: () => void }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const add = useCommand('bankAccount.add');
  const ledger = useQueryOf('account.list', undefined);
  const bank = ledger.data?.find(({ roles }) => roles.includes('bank'));
  const [name, setName] = useState('');
  const [kind, setKind] = useState<AccountKind>('bank');
  const [number, setNumber] = useState('');
  const [place, setPlace] = useState<number | null>(null);
  const [code, setCode] = useState('');
  const [openedOn, setOpenedOn] = useState('');
  const [openingBalance, setOpeningBalance] = useState<Minor | null>(null);
  const [currency, setCurrency] = useState(formats.currency);
  // What the rules call the bank holds the currency of the books; another needs a place of its own.
  const ofRules = isFirst && currency === formats.currency;
  const isNew = !ofRules && place === null;
  const submit = (): void => {
    if (name.trim() === '' || (isNew && code.trim() === '')) return;
    add.mutate(
      {
        name,
        kind,
        currency,
        number: number.trim() === '' ? null : number,
        ...(isNew ? { newAccount: { code, name } } : place !== null && { ledgerAccountId: place }),
        ...(isDay(openedOn) && { openedOn, openingBalance: openingBalance ?? minor(0) }),
      },
      { onSuccess: onClose },
    );
  };
  return (
    <DialogForm title={t(($) => $.banking.newAccountTitle)} verb={t(($) => $.banking.keepAccount)} pending={add.isPending} problem={add.error} onSubmit={submit} onClose={onClose}>
      <TextInput data-autofocus label={t(($) => $.banking.name)} value={name} onChange={(event) => setName(event.currentTarget.value)} />
      <Select label={t(($) => $.banking.kind)} data={zAccountKind.options.map((one) => ({ value: one, label: t(($) => $.banking.accountKinds[one]) }))} value={kind} onChange={(one) => one !== null && setKind(zAccountKind.parse(one))} />
      <CurrencyField label={t(($) => $.currencies.currency)} value={currency} onChange={setCurrency} />
      <TextInput label={t(($) => $.banking.number)} description={t(($) => $.banking.numberHint)} value={number} onChange={(event) => setNumber(event.currentTarget.value)} />
      {ofRules ? (
        <p className="text2">
          {t(($) => $.banking.place)}: {bank ? `${bank.code} ${bank.name}` : ''}
        </p>
      ) : (
        <>
          <TextInput label={`${t(($) => $.banking.newPlace)}: ${t(($) => $.banking.code)}`} value={code} onChange={(event) => setCode(event.currentTarget.value)} />
          <LedgerAccountField onlyAssets label={t(($) => $.banking.place)} value={place} onChange={setPlace} />
        </>
      )}
      <TextInput type="date" label={t(($) => $.banking.openedOn)} description={t(($) => $.banking.openedHint)} value={openedOn} onChange={(event) => setOpenedOn(event.currentTarget.value)} />
      {isDay(openedOn) && <MoneyField label={t(($) => $.banking.openingBalance)} currency={currency} value={openingBalance} onChange={setOpeningBalance} />}
    </DialogForm>
  );
}
