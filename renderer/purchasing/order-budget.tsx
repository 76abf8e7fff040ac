import { TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useCommand } from '../client/use-shop.tsx';
import { DialogForm } from '../ui/dialog-form.tsx';
import { Section } from '../ui/section.tsx';
import { Status } from '../ui/status.tsx';
import { useToasts } from '../ui/toast.tsx';
import { useFormats } from '../ui/ui-context.tsx';
import type { PurchaseOrder } from './purchase-order-screen.tsx';

type Budget = NonNullable<PurchaseOrder['budget']>;
const terms = ['budget', 'actual', 'ordered', 'own', 'left'] as const;
const glyphs = { pass: 'done', ask: 'look', refuse: 'stop' } as const;

/** What a draft would take of its month’s budget, term by term, and what that means for ordering it. */
export function OrderBudget({ budget }: { budget: Budget }) {
  const { t } = useTranslation();
  const formats = useFormats();
  return (
    <div style={{ maxWidth: 420 }}>
      <Section title={t(($) => $.budget.left, { month: formats.month(budget.monthOn) })} />
      <Status kind={glyphs[budget.says]}>{t(($) => $.budget.says[budget.says])}</Status>
      {terms.map((term) => (
        <div key={term} className={term === 'left' ? 'leg strong' : 'leg'} style={{ gridTemplateColumns: 'minmax(0, 1fr) 120px' }}>
          <span className="text-wrap">{t(($) => $.budget.leftTerms[term])}</span>
          <span className="num">{term === 'budget' || term === 'left' || budget[term] === 0 ? formats.amount(budget[term]) : `− ${formats.amount(budget[term])}`}</span>
        </div>
      ))}
    </div>
  );
}

/** Why an order goes beyond its budget: kept with it. */
export function BeyondBudgetDialog({ order, onClose }: { order: PurchaseOrder; onClose: () => void }) {
  const { t } = useTranslation();
  const show = useToasts((toasts) => toasts.show);
  const place = useCommand('purchaseOrder.place');
  const [reason, setReason] = useState('');
  const { id: purchaseOrderId, number } = order;
  const submit = (): void => {
    if (reason.trim() !== '') place.mutate({ purchaseOrderId, beyondBudgetBecause: reason }, { onSuccess: () => (show(t(($) => $.purchasing.placed, { number })), onClose()) });
  };
  return (
    <DialogForm title={t(($) => $.purchasing.place)} verb={t(($) => $.purchasing.place)} pending={place.isPending} problem={place.error} onSubmit={submit} onClose={onClose}>
      {order.budget && <OrderBudget budget={order.budget} />}
      <TextInput data-autofocus label={t(($) => $.budget.reason)} maxLength={500} value={reason} onChange={(event) => setReason(event.currentTarget.value)} />
    </DialogForm>
  );
}
