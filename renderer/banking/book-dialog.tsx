import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type Centres, namedCentres } from '../../shared/accounting/centre.rules.ts';
import { minor } from '../../shared/units/minor.ts';
import type { RatePpm } from '../../shared/units/rate-ppm.ts';
import { CentreField } from '../accounting/centre-field.tsx';
import { DialogForm } from '../ui/dialog-form.tsx';
import { PercentField } from '../ui/fields.tsx';
import { useFormats } from '../ui/ui-context.tsx';
import { LedgerAccountField } from '../accounting/ledger-account-field.tsx';
import { type BankLine, payeeOf } from './proposal-words.ts';
import { useDecisions } from './use-decisions.ts';

/** A line without a document: an expense, an income, the owner's own. The next line of this payee is proposed so. */
export function BookDialog({ line, currency, onDone, onClose }: { line: BankLine; currency: string; onDone: () => void; onClose: () => void }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const { decide, pending, problem } = useDecisions();
  const proposed = line.proposal?.parts.find((part) => part.kind === 'account');
  const [account, setAccount] = useState<number | null>(proposed?.ledgerAccountId ?? null);
  const [taxRate, setTaxRate] = useState<RatePpm | null>(proposed?.taxRate ?? null);
  const [centres, setCentres] = useState<Centres>({});
  const amount = minor(line.amount - line.matched);
  const done = (): void => {
    onDone();
    onClose();
  };
  const submit = (): void => {
    if (account !== null) decide(line, [{ kind: 'account', ledgerAccountId: account, amount, ...(taxRate !== null && taxRate > 0 && { taxRate }), ...namedCentres(centres) }], done);
  };
  return (
    <DialogForm title={t(($) => $.banking.bookTitle, { amount: formats.moneyIn(amount, currency) })} verb={t(($) => $.banking.bookVerb)} pending={pending} problem={problem} onSubmit={submit} onClose={onClose}>
      <p className="text2 text-wrap">
        {payeeOf(line)} {line.payee === '' ? '' : line.text}
      </p>
      <LedgerAccountField first label={t(($) => $.banking.ledgerAccount)} value={account} onChange={setAccount} />
      <CentreField ledgerAccountId={account} value={centres} onChange={setCentres} />
      <PercentField label={t(($) => $.banking.taxRate)} description={t(($) => $.banking.taxHint)} value={taxRate} onChange={setTaxRate} />
    </DialogForm>
  );
}
