import { Button, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Minor } from '../../shared/units/minor.ts';
import { useCommand, useQueryOf } from '../client/use-shop.tsx';
import { MoneyField } from '../ui/fields.tsx';
import { ProblemPanel } from '../ui/problem-panel.tsx';
import { Section } from '../ui/section.tsx';
import { useToasts } from '../ui/toast.tsx';
import { useFormats } from '../ui/ui-context.tsx';

/** What a customer may spend here, what moved it, and goodwill in two fields. */
export function StoreCredit({ customerId }: { customerId: number }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const credit = useQueryOf('storeCredit.of', { customerId });
  const [giving, setGiving] = useState(false);
  if (!credit.data) return null;
  const { balance, movements } = credit.data;
  return (
    <>
      <Section title={t(($) => $.returns.credit.title)} side={<span className="num medium">{formats.money(balance)}</span>} />
      {movements.slice(0, 6).map((movement) => (
        <div key={movement.id} className="peek-line">
          <span>
            {t(($) => $.returns.credit.kinds[movement.kind])} <span className="text3">{movement.orderNumber ?? movement.reason}</span>
          </span>
          <span className="num">{formats.signed(movement.amount)}</span>
        </div>
      ))}
      {giving ? (
        <GiveForm customerId={customerId} onDone={() => setGiving(false)} />
      ) : (
        <button type="button" className="plain link" onClick={() => setGiving(true)}>
          {t(($) => $.returns.credit.grant)}
        </button>
      )}
    </>
  );
}

function GiveForm({ customerId, onDone }: { customerId: number; onDone: () => void }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const show = useToasts((toasts) => toasts.show);
  const grant = useCommand('storeCredit.grant');
  const withdraw = useCommand('storeCredit.withdraw');
  const [amount, setAmount] = useState<Minor | null>(null);
  const [reason, setReason] = useState('');
  const submit = (): void => {
    if (amount === null || amount <= 0 || reason.trim() === '') return;
    const given = { customerId, amount, reason: reason.trim() };
    grant.mutate(given, {
      onSuccess: () => {
        show(t(($) => $.returns.credit.granted, { amount: formats.money(amount) }), () => withdraw.mutateAsync(given));
        onDone();
      },
    });
  };
  return (
    <form
      className="column"
      style={{ gap: 8 }}
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <MoneyField first label={t(($) => $.money.amount)} currency={formats.currency} value={amount} onChange={setAmount} />
      <TextInput label={t(($) => $.returns.credit.why)} value={reason} onChange={(event) => setReason(event.currentTarget.value)} />
      {grant.error !== null && <ProblemPanel problem={grant.error} />}
      <div className="row">
        <Button type="submit" loading={grant.isPending}>
          {t(($) => $.returns.credit.grantVerb)}
        </Button>
        <Button variant="default" onClick={onDone}>
          {t(($) => $.payments.notNow)}
        </Button>
      </div>
    </form>
  );
}
