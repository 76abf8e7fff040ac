import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { dayOf } from '../../shared/units/calendar.ts';
import { type Minor, minor } from '../../shared/units/minor.ts';
import { useCommand, useQueryOf } from '../client/use-shop.tsx';
import { CostEffect } from '../inventory/cost-effect.tsx';
import type { Action } from '../ui/actions/action-registry.ts';
import { ActionButton } from '../ui/actions/action-button.tsx';
import { useActions } from '../ui/actions/use-actions.ts';
import { DialogForm } from '../ui/dialog-form.tsx';
import { MoneyField } from '../ui/fields.tsx';
import { useNow } from '../ui/now.ts';
import { Peek } from '../ui/peek.tsx';
import { ProblemPanel } from '../ui/problem-panel.tsx';
import { Pairs, Section } from '../ui/section.tsx';
import { useToasts } from '../ui/toast.tsx';
import { useFormats } from '../ui/ui-context.tsx';
import { freightBillOf, FreightBillFields, noFreightBill } from './freight-bill-fields.tsx';
import type { LandedCost } from './landed-costs-screen.tsx';

/** One landed cost: its parts add up to it; its bill is recorded or it is taken back from here. */
export function LandedCostPeek({ cost, onNext, onClose }: { cost: LandedCost; onNext: () => void; onClose: () => void }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const show = useToasts((toasts) => toasts.show);
  const cancel = useCommand('landedCost.cancel');
  const [billing, setBilling] = useState(false);
  const group = t(($) => $.keys.here);
  const accrued = !cost.cancelled && cost.supplierBillId === null;
  const bill: Action = { id: 'landed.bill', label: t(($) => $.landed.recordBill), group, keys: 'm', run: () => setBilling(true) };
  const takeBack: Action = {
    id: 'landed.cancel', label: t(($) => $.receipts.takeBack), group, keys: 'mod+backspace',
    run: () => cancel.mutate({ landedCostId: cost.id, reason: t(($) => $.receipts.byMistake) }, { onSuccess: () => show(t(($) => $.landed.cancelled, { number: cost.number })) }),
  };
  const verbs = accrued ? [bill, takeBack] : [];
  useActions('peek', [...verbs, { id: 'peek.close', label: t(($) => $.keys.back), group, keys: 'escape', onlyKey: true, run: onClose }]);
  return (
    <Peek
      label={cost.number}
      title={cost.number}
      onNext={onNext}
      onClose={onClose}
      footer={verbs.length > 0 && verbs.map((verb, place) => <ActionButton key={verb.id} action={verb} variant={place === 0 ? 'filled' : 'subtle'} />)}
    >
      {cancel.error !== null && <ProblemPanel problem={cancel.error} />}
      <Pairs
        rows={[
          [t(($) => $.landed.basis), t(($) => $.landed.bases[cost.basis])],
          [t(($) => $.landed.treatment), t(($) => $.landed.policies[cost.policy])],
          ...(cost.note === '' ? [] : ([[t(($) => $.landed.note), cost.note]] as const)),
          ...(cost.supplierBillId === null ? [] : ([[t(($) => $.landed.billOf), <Link key="bill" to="/purchasing/bills" search={{ view: 'all', bill: cost.supplierBillId }}>{t(($) => $.landed.showBill)}</Link>]] as const)),
        ]}
      />
      <Section title={t(($) => $.landed.parts)} side={formats.currencySymbol} />
      {cost.parts.map((part) => (
        <div key={part.purchaseReceiptLineId} className="movement" style={{ gridTemplateColumns: '1fr 84px 64px 84px' }}>
          <span className="ellipsis code">{part.sku}</span>
          <span className="code text3">{part.receiptNumber}</span>
          <span className="num text2">{formats.quantity(part.quantity)}</span>
          <span className="num medium">{part.amount === undefined ? '—' : formats.amount(part.amount)}</span>
        </div>
      ))}
      {cost.amount !== undefined && (
        <div className="movement strong" style={{ gridTemplateColumns: '1fr 84px' }}>
          <span>{t(($) => $.landed.sum)}</span>
          <span className="num">{formats.amount(cost.amount)}</span>
        </div>
      )}
      {billing && <LandedBillDialog cost={cost} onClose={() => setBilling(false)} />}
    </Peek>
  );
}

/** The bill of an accrued cost is here: what differs is spread as the cost was. */
function LandedBillDialog({ cost, onClose }: { cost: LandedCost; onClose: () => void }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const today = dayOf(useNow(), formats.timeZone);
  const show = useToasts((toasts) => toasts.show);
  const record = useCommand('landedCost.bill');
  const [net, setNet] = useState<Minor | null>(cost.amount ?? null);
  const [bill, setBill] = useState(noFreightBill(today));
  const [tried, setTried] = useState(false);
  const given = freightBillOf(bill);
  const effect = useQueryOf('landedCost.billEffect', { landedCostId: cost.id, net: net ?? minor(0), bill: given ?? { supplierId: 0, supplierNumber: '', billedOn: today, tax: minor(0) } }, { enabled: given !== undefined && net !== null && net > 0 }).data;
  const submit = (): void => {
    setTried(true);
    if (net === null || !given) return;
    record.mutate({ landedCostId: cost.id, net, bill: given }, {
      onSuccess: () => {
        show(t(($) => $.bills.recorded, { number: bill.supplierNumber }));
        onClose();
      },
    });
  };
  return (
    <DialogForm title={t(($) => $.landed.billTitle, { number: cost.number })} verb={t(($) => $.landed.recordBill)} pending={record.isPending} problem={record.error} onSubmit={submit} onClose={onClose}>
      <MoneyField first label={t(($) => $.landed.net)} description={t(($) => $.landed.differsHint)} currency={formats.currency} value={net} onChange={setNet} />
      <FreightBillFields bill={bill} onChange={(part) => setBill({ ...bill, ...part })} />
      {given && effect && <CostEffect effect={effect} />}
      {tried && !given && <p className="bad">{t(($) => $.landed.billMissing)}</p>}
    </DialogForm>
  );
}
