import { Select } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type Minor, minor } from '../../shared/units/minor.ts';
import { DialogForm } from '../ui/dialog-form.tsx';
import { MoneyField } from '../ui/fields.tsx';
import { useFormats } from '../ui/ui-context.tsx';
import type { BankAccount } from './bank-screen.tsx';
import { type BankLine, payeeOf } from './proposal-words.ts';
import { useDecisions } from './use-decisions.ts';

interface Props {
  line: BankLine;
  account: BankAccount;
  accounts: readonly BankAccount[];
  onDone: () => void;
  onClose: () => void;
}

/** A line that is the one end of a transfer between own accounts; in another currency, with what moved at the other end. */
export function TransferDialog({ line, account, accounts, onDone, onClose }: Props) {
  const { t } = useTranslation();
  const formats = useFormats();
  const { decide, pending, problem } = useDecisions();
  const others = accounts.filter(({ id }) => id !== account.id);
  const [otherId, setOtherId] = useState(others[0]?.id ?? null);
  const [moved, setMoved] = useState<Minor | null>(null);
  const amount = minor(line.amount - line.matched);
  const other = others.find(({ id }) => id === otherId);
  const exchanged = other !== undefined && other.currency !== account.currency;
  const done = (): void => {
    onDone();
    onClose();
  };
  const submit = (): void => {
    if (!other || (exchanged && moved === null)) return;
    decide(line, [{ kind: 'transfer', bankAccountId: other.id, amount, ...(exchanged && moved !== null && { other: moved }) }], done);
  };
  return (
    <DialogForm title={t(($) => $.banking.transferTitle, { amount: formats.moneyIn(amount, account.currency) })} verb={t(($) => $.banking.transfer)} pending={pending} problem={problem} onSubmit={submit} onClose={onClose}>
      <p className="text2 text-wrap">
        {payeeOf(line)} {line.payee === '' ? '' : line.text}
      </p>
      <Select
        data-autofocus
        label={amount < 0 ? t(($) => $.banking.transferTo) : t(($) => $.banking.transferFrom)}
        data={others.map(({ id, name, currency }) => ({ value: String(id), label: `${name} · ${currency}` }))}
        value={otherId === null ? null : String(otherId)}
        onChange={(id) => id !== null && setOtherId(Number(id))}
      />
      {exchanged && <MoneyField live label={amount < 0 ? t(($) => $.banking.arrived, { account: other.name }) : t(($) => $.banking.left, { account: other.name })} currency={other.currency} value={moved} onChange={setMoved} />}
    </DialogForm>
  );
}
