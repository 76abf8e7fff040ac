import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { minor } from '../../shared/units/minor.ts';
import { Attachments } from '../company/attachments.tsx';
import type { OutputOf } from '../client/methods.ts';
import { useCommand, useQueryOf } from '../client/use-shop.tsx';
import type { Action } from '../ui/actions/action-registry.ts';
import { ActionButton } from '../ui/actions/action-button.tsx';
import { useActions } from '../ui/actions/use-actions.ts';
import { Loading } from '../ui/loading.tsx';
import { Peek } from '../ui/peek.tsx';
import { ProblemPanel } from '../ui/problem-panel.tsx';
import { Pairs, Section } from '../ui/section.tsx';
import { useToasts } from '../ui/toast.tsx';
import { useFormats } from '../ui/ui-context.tsx';
import { BillOpenWhy, BillTotalWhy } from './bill-why.tsx';
import { Findings } from './findings.tsx';
import { PayForeignDialog } from './pay-foreign-dialog.tsx';
import { type BillLine, UndeliveredDialog } from './undelivered-dialog.tsx';

type Bill = OutputOf<'supplierBill.get'>;

/** One bill: how it matched, what it did to the goods' cost, and what met it. */
export function BillPeek({ supplierBillId, onNext, onClose }: { supplierBillId: number; onNext: () => void; onClose: () => void }) {
  const { t } = useTranslation();
  const bill = useQueryOf('supplierBill.get', { supplierBillId });
  const [claiming, setClaiming] = useState(false);
  const [paying, setPaying] = useState(false);
  const { pay, usePrepaid, release, takeBack, problem } = useBillVerbs(bill.data, () => setPaying(true));
  const coming = bill.data && !bill.data.cancelled ? bill.data.lines.filter(isOnTheWay) : [];
  const claim: Action = { id: 'bill.undelivered', label: t(($) => $.claims.undelivered), group: t(($) => $.keys.here), keys: 'u', run: () => setClaiming(true) };
  const verbs = [...(pay ? [pay] : []), ...(release ? [release] : []), ...(coming.length > 0 ? [claim] : [])];
  useActions('peek', [...verbs, { id: 'peek.close', label: t(($) => $.keys.back), group: t(($) => $.keys.here), keys: 'escape', onlyKey: true, run: onClose }]);
  const title = bill.data?.supplierNumber ?? '';
  const footer = (
    <>
      {pay && <ActionButton action={pay} />}
      {usePrepaid && (
        <Button variant="default" onClick={usePrepaid.run}>
          {usePrepaid.label}
        </Button>
      )}
      {takeBack && (
        <Button variant="subtle" onClick={takeBack.run}>
          {takeBack.label}
        </Button>
      )}
    </>
  );
  return (
    <Peek label={title} title={title} onNext={onNext} onClose={onClose} footer={footer}>
      {bill.isPending && <Loading widths={[180, 90]} rows={5} />}
      {bill.error && <ProblemPanel problem={bill.error} onRetry={() => void bill.refetch()} />}
      {problem !== null && <ProblemPanel problem={problem} />}
      {bill.data && <BillBody bill={bill.data} claim={coming.length > 0 && claim} release={release} />}
      {bill.data && <Attachments kind="supplierBill" itemId={supplierBillId} />}
      {paying && bill.data?.foreign && <PayForeignDialog bill={{ ...bill.data, foreign: bill.data.foreign }} onClose={() => setPaying(false)} />}
      {claiming && <UndeliveredDialog lines={coming} onClose={() => setClaiming(false)} />}
    </Peek>
  );
}

/** Billed before it came, of an ordered line: what a claim can be about. */
const isOnTheWay = (line: Bill['lines'][number]): line is BillLine => line.inTransit > 0 && line.purchaseOrderLineId !== null;

interface Verb {
  label: string;
  run: () => void;
}

function useBillVerbs(bill: Bill | undefined, askForeign: () => void): { pay?: Action; usePrepaid?: Verb; release?: Action; takeBack?: Verb; problem: unknown } {
  const { t } = useTranslation();
  const formats = useFormats();
  const show = useToasts((toasts) => toasts.show);
  const payment = useCommand('supplierPayment.pay');
  const back = useCommand('supplierPayment.cancel');
  const prepayment = useCommand('supplierBill.usePrepayment');
  const releasing = useCommand('supplierBill.releasePrepayment');
  const cancel = useCommand('supplierBill.cancel');
  const problem = payment.error ?? prepayment.error ?? releasing.error ?? cancel.error ?? back.error;
  if (!bill || bill.cancelled) return { problem };
  const { id: supplierBillId, supplierId, supplierNumber, open = minor(0), prepaid = minor(0), prepaymentUsed: used = minor(0), total, foreign } = bill;
  const settle = (): void =>
    payment.mutate({ supplierId, bills: [{ supplierBillId, amount: open }] }, {
      onSuccess: ({ supplierPaymentId }) => show(t(($) => $.bills.paidToast, { number: supplierNumber }), () => back.mutateAsync({ supplierPaymentId, reason: 'undo' })),
    });
  const amount = minor(Math.min(open, prepaid));
  const takeOff = (): void =>
    releasing.mutate({ supplierBillId, amount: used }, { onSuccess: () => show(t(($) => $.bills.released, { amount: formats.money(used) }), () => prepayment.mutateAsync({ supplierBillId, amount: used })) });
  return {
    problem,
    ...(open > 0 && { pay: { id: 'bill.pay', label: t(($) => $.bills.pay, { amount: foreign ? formats.moneyIn(foreign.open, foreign.currency) : formats.money(open) }), group: t(($) => $.keys.here), keys: 'p', run: foreign ? askForeign : settle } }),
    ...(amount > 0 && { usePrepaid: { label: t(($) => $.bills.usePrepayment, { amount: formats.money(amount) }), run: () => prepayment.mutate({ supplierBillId, amount }) } }),
    ...(used > 0 && { release: { id: 'bill.release', label: t(($) => $.bills.release, { amount: formats.money(used) }), group: t(($) => $.keys.here), keys: 'r', run: takeOff } }),
    ...(open === total && { takeBack: { label: t(($) => $.bills.takeBack), run: () => cancel.mutate({ supplierBillId, reason: 'taken back' }) } }),
  };
}

function BillBody({ bill, claim, release }: { bill: Bill; claim: Action | false; release: Action | undefined }) {
  const { t } = useTranslation();
  const formats = useFormats();
  return (
    <>
      <Pairs
        rows={[
          [t(($) => $.purchasing.number), bill.number],
          [t(($) => $.purchasing.supplier), bill.supplierName],
          [t(($) => $.bills.billedOn), formats.day(bill.billedOn)],
          [t(($) => $.bills.dueOn), formats.day(bill.dueOn)],
          ...(bill.total === undefined || bill.open === undefined ? [] : ([[t(($) => $.bills.total), <BillTotalWhy key="total" bill={bill} />], [t(($) => $.bills.open), <BillOpenWhy key="open" bill={bill} />]] as const)),
          ...(bill.reverse ? ([[t(($) => $.bills.reverseOwed), `${formats.money(bill.reverse.tax)} · ${formats.percent(bill.reverse.rate)}`]] as const) : []),
          ...(bill.foreign ? ([[t(($) => $.currencies.ownCurrency), t(($) => $.currencies.at, { total: formats.moneyIn(bill.foreign.total, bill.foreign.currency), rate: bill.foreign.rate })], [t(($) => $.currencies.openIn, { currency: bill.foreign.currency }), formats.amountIn(bill.foreign.open, bill.foreign.currency)]] as const) : []),
        ]}
      />
      <Findings findings={bill.findings} />
      {bill.acceptedBecause !== null && <p className="text2 text-wrap">{t(($) => $.bills.accepted)}: {bill.acceptedBecause}</p>}
      <Section title={t(($) => $.purchasing.lines)} side={formats.currencySymbol} />
      {bill.lines.map((line) => (
        <div key={line.id} className="peek-line">
          <span className="column" style={{ minWidth: 0 }}>
            <span className="ellipsis">{line.name ?? line.text}</span>
            <span className="caption">
              {line.purchaseOrderId !== null && (
                <Link to="/purchasing/$orderId" params={{ orderId: String(line.purchaseOrderId) }}>
                  {line.orderNumber}
                </Link>
              )}{' '}
              {line.inTransit > 0 && t(($) => $.bills.inTransit, { quantity: formats.quantity(line.inTransit) })}{' '}
              {line.difference !== undefined && line.difference !== 0 && t(($) => $.bills.difference, { amount: formats.signed(line.difference) })}
            </span>
          </span>
          <span className="num">{line.net === undefined ? '' : formats.amount(line.net)}</span>
        </div>
      ))}
      {claim && <ActionButton action={claim} variant="default" style={{ alignSelf: 'flex-start', marginTop: 8 }} />}
      {bill.settlements.length > 0 && <Section title={t(($) => $.bills.settlements)} />}
      {bill.settlements.map((settlement) => (
        <div key={`${settlement.kind}.${settlement.sourceId}.${settlement.postedOn}.${settlement.amount ?? 0}`} className="peek-line">
          <span>
            {t(($) => $.bills.kinds[settlement.kind])} <span className="text3">{formats.day(settlement.postedOn)}</span>
          </span>
          <span className="num">{settlement.amount === undefined ? '' : formats.amount(settlement.amount)}</span>
        </div>
      ))}
      {release && <ActionButton action={release} variant="default" style={{ alignSelf: 'flex-start', marginTop: 8 }} />}
    </>
  );
}
