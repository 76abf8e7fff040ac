import { TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { dayOf } from '../../shared/units/calendar.ts';
import { type Day, isDay } from '../../shared/units/day.ts';
import type { Minor } from '../../shared/units/minor.ts';
import { useEntryWords } from '../accounting/entry-words.ts';
import type { OutputOf } from '../client/methods.ts';
import { useCommand, useQueryOf } from '../client/use-shop.tsx';
import { DialogForm } from '../ui/dialog-form.tsx';
import { MoneyField } from '../ui/fields.tsx';
import { useNow } from '../ui/now.ts';
import { Pairs, Section } from '../ui/section.tsx';
import { Status } from '../ui/status.tsx';
import { useToasts } from '../ui/toast.tsx';
import { useFormats } from '../ui/ui-context.tsx';
import type { BankAccount } from './bank-screen.tsx';
import { payeeOf } from './proposal-words.ts';

/** Statement against books at a day: what either has alone, down to zero; then the agreement is kept. */
export function ReconcileDialog({ account, onClose }: { account: BankAccount; onClose: () => void }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const now = useNow();
  const show = useToasts((toasts) => toasts.show);
  const record = useCommand('bankReconciliation.record');
  const undo = useCommand('bankReconciliation.undo');
  const [throughOn, setThroughOn] = useState<string>(account.lastLineOn ?? dayOf(now, formats.timeZone));
  const day: Day | null = isDay(throughOn) ? throughOn : null;
  const standing = useQueryOf('bankReconciliation.get', { bankAccountId: account.id, throughOn: day ?? dayOf(now, formats.timeZone) }, { enabled: day !== null });
  const [typed, setTyped] = useState<Minor | null>(null);
  const submit = (): void => {
    const statementBalance = typed ?? standing.data?.statementBalance;
    if (day === null || statementBalance === undefined) return;
    record.mutate({ bankAccountId: account.id, throughOn: day, statementBalance }, {
      onSuccess: ({ bankReconciliationId }) => {
        show(t(($) => $.banking.reconciledToast, { day: formats.fullDay(day) }), () => undo.mutateAsync({ bankReconciliationId }));
        onClose();
      },
    });
  };
  const verb = t(($) => $.banking.reconcileVerb, { day: day === null ? '' : formats.day(day) });
  return (
    <DialogForm title={t(($) => $.banking.reconcileTitle, { account: account.name })} verb={verb} pending={record.isPending} problem={record.error ?? standing.error} onSubmit={submit} onClose={onClose}>
      <TextInput data-autofocus type="date" label={t(($) => $.banking.throughOn)} value={throughOn} onChange={(event) => setThroughOn(event.currentTarget.value)} />
      <MoneyField label={t(($) => $.banking.statementBalance)} currency={account.currency} value={typed ?? standing.data?.statementBalance ?? null} onChange={setTyped} />
      {standing.data && <Standing standing={standing.data} currency={account.currency} />}
    </DialogForm>
  );
}

const shown = 8;

function Standing({ standing, currency }: { standing: OutputOf<'bankReconciliation.get'>; currency: string }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const words = useEntryWords();
  const money = (amount: Minor): string => formats.moneyIn(amount, currency);
  const agree = standing.linesOpen === 0 && standing.lines.length === 0 && standing.openingDifference === 0;
  return (
    <div className="column" style={{ gap: 4 }}>
      <Pairs
        rows={[
          [t(($) => $.banking.byLines), money(standing.statementBalance)],
          [t(($) => $.banking.byBooks), money(standing.ledgerBalance)],
          ...(standing.openingDifference === 0 ? [] : ([[t(($) => $.banking.openingDifference), money(standing.openingDifference)]] as const)),
          [t(($) => $.banking.onlyStatement), money(standing.linesOpen)],
          [t(($) => $.banking.onlyBooks), money(standing.postingsOpen)],
          [t(($) => $.banking.unexplained), money(standing.unexplained)],
        ]}
      />
      {agree && <Status kind="done">{t(($) => $.banking.agree)}</Status>}
      {standing.lines.length > 0 && <Section title={t(($) => $.banking.onlyStatement)} side={formats.symbolOf(currency)} />}
      {standing.lines.slice(0, shown).map((line) => (
        <Row key={line.bankLineId} on={line.bookedOn} what={payeeOf(line)} amount={formats.amountIn(line.open, currency)} />
      ))}
      {standing.postings.length > 0 && <Section title={t(($) => $.banking.onlyBooks)} side={formats.symbolOf(currency)} />}
      {standing.postings.slice(0, shown).map((posting) => (
        <Row key={`${posting.entryId} ${posting.postingNo}`} on={posting.postedOn} what={`${posting.number} · ${words(posting.memo).name}`} amount={formats.amountIn(posting.open, currency)} />
      ))}
    </div>
  );
}

function Row({ on, what, amount }: { on: Day; what: string; amount: string }) {
  const formats = useFormats();
  return (
    <div className="peek-line">
      <span className="ellipsis">
        <span className="text3">{formats.day(on)}</span> {what}
      </span>
      <span className="num">{amount}</span>
    </div>
  );
}
