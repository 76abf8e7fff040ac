import { Button } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type Minor, minor } from '../../shared/units/minor.ts';
import { DialogForm } from '../ui/dialog-form.tsx';
import { MoneyField } from '../ui/fields.tsx';
import { useFormats } from '../ui/ui-context.tsx';
import { LedgerAccountField } from '../accounting/ledger-account-field.tsx';
import { type BankLine, payeeOf } from './proposal-words.ts';
import { useDecisions } from './use-decisions.ts';

interface Part {
  account: number | null;
  amount: Minor | null;
}

/** One line over several accounts; what is left goes to the last. */
export function SplitDialog({ line, currency, onDone, onClose }: { line: BankLine; currency: string; onDone: () => void; onClose: () => void }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const { decide, pending, problem } = useDecisions();
  const [parts, setParts] = useState<readonly Part[]>([{ account: null, amount: null }, { account: null, amount: null }]);
  const open = minor(line.amount - line.matched);
  const sign = open < 0 ? -1 : 1;
  const typed = parts.slice(0, -1).reduce((sum, { amount }) => sum + (amount ?? 0), 0);
  const rest = minor(Math.abs(open) - typed);
  const set = (index: number, change: Partial<Part>): void => setParts(parts.map((part, at) => (at === index ? { ...part, ...change } : part)));
  const done = (): void => {
    onDone();
    onClose();
  };
  const submit = (): void => {
    const whole = parts.map(({ account, amount }, index) => ({ account, amount: minor(sign * (index === parts.length - 1 ? rest : (amount ?? 0))) }));
    if (whole.some(({ account, amount }) => account === null || amount === 0)) return;
    decide(line, whole.flatMap(({ account, amount }) => (account === null ? [] : [{ kind: 'account' as const, ledgerAccountId: account, amount }])), done);
  };
  return (
    <DialogForm title={t(($) => $.banking.splitTitle, { amount: formats.moneyIn(open, currency) })} verb={t(($) => $.banking.split)} pending={pending} problem={problem} onSubmit={submit} onClose={onClose}>
      <p className="text2 text-wrap">{payeeOf(line)}</p>
      {parts.map((part, index) => (
        // Parts are only added at the end, so their place is their name.
        // oxlint-disable-next-line react/no-array-index-key
        <div key={index} className="row" style={{ alignItems: 'flex-end', gap: 12 }}>
          <LedgerAccountField first={index === 0} label={t(($) => $.banking.part, { number: formats.count(index + 1) })} value={part.account} onChange={(account) => set(index, { account })} />
          {index === parts.length - 1 ? (
            <span className="num" style={{ paddingBottom: 4 }}>{t(($) => $.banking.rest, { amount: formats.moneyIn(rest, currency) })}</span>
          ) : (
            <MoneyField live label={t(($) => $.banking.amount)} currency={currency} value={part.amount} onChange={(amount) => set(index, { amount })} />
          )}
        </div>
      ))}
      <Button variant="subtle" style={{ alignSelf: 'flex-start' }} onClick={() => setParts([...parts.slice(0, -1), { account: null, amount: null }, ...parts.slice(-1)])}>
        {t(($) => $.banking.addPart)}
      </Button>
      <p className="caption">{t(($) => $.banking.restToLast)}</p>
    </DialogForm>
  );
}
