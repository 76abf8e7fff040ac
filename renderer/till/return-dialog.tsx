import { Checkbox, SegmentedControl, Select, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type Disposition, dispositions } from '../../shared/returns/rma-state.rules.ts';
import { cashRoundingOf } from '../../shared/sales/cash-rounding.rules.ts';
import { minor } from '../../shared/units/minor.ts';
import { type Quantity, quantity } from '../../shared/units/quantity.ts';
import { refusalOf } from '../client/problem.ts';
import { useCommand, useShopClient } from '../client/use-shop.tsx';
import { useReasons } from '../returns/use-reasons.ts';
import { DialogForm } from '../ui/dialog-form.tsx';
import { QuantityField } from '../ui/fields.tsx';
import { useScan } from '../ui/scan/use-scan.ts';
import { useToasts } from '../ui/toast.tsx';
import { useFormats } from '../ui/ui-context.tsx';
import { methodName } from './pay-dialog.tsx';
import { credits, namedPieces } from './taken-back.ts';
import type { Receipt } from './use-till-scan.ts';

/** Goods bought here come back: by the number of their receipt, all of them or some, and the money goes the way it came. */
export function ReturnDialog({ receipt, onClose }: { receipt: Receipt | null; onClose: () => void }) {
  const [sale, setSale] = useState(receipt);
  return sale === null ? <FindReceipt onFound={setSale} onClose={onClose} /> : <GoodsBack key={sale.orderId} sale={sale} onClose={onClose} />;
}

function FindReceipt({ onFound, onClose }: { onFound: (sale: Receipt) => void; onClose: () => void }) {
  const { t } = useTranslation();
  const client = useShopClient();
  const [text, setText] = useState('');
  const [missing, setMissing] = useState<string>();
  const [problem, setProblem] = useState<unknown>(null);
  const find = async (number: string): Promise<void> => {
    const { sale } = await client.call('counter.receipt', { text: number });
    if (sale) onFound(sale);
    else setMissing(number);
  };
  const search = (number: string): void => void (number.trim() === '' ? undefined : find(number).catch(setProblem));
  useScan(({ text: code }) => search(code));
  return (
    <DialogForm title={t(($) => $.till.takeBack)} verb={t(($) => $.till.findReceipt)} pending={false} problem={problem} onSubmit={() => search(text)} onClose={onClose}>
      <TextInput
        data-autofocus
        data-asks-for-code
        label={t(($) => $.till.receiptNumber)}
        description={t(($) => $.till.receiptHint)}
        value={text}
        error={missing !== undefined && t(($) => $.till.noReceipt, { number: missing })}
        onChange={(event) => setText(event.currentTarget.value)}
      />
    </DialogForm>
  );
}

type Way = 'till' | 'bank' | 'storeCredit';

function GoodsBack({ sale, onClose }: { sale: Receipt; onClose: () => void }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const reasons = useReasons();
  const show = useToasts((toasts) => toasts.show);
  const takeBack = useCommand('rma.takeBack');
  const [back, setBack] = useState<Readonly<Record<number, Quantity>>>(() => Object.fromEntries(sale.lines.map((line) => [line.orderLineId, line.left])));
  const [to, setTo] = useState<Way>(sale.tenders.some((tender) => tender.account === 'till') ? 'till' : 'bank');
  const [reason, setReason] = useState('changedMind');
  const [disposition, setDisposition] = useState<Disposition>('restock');
  const [waiveFee, setWaiveFee] = useState(false);
  const [overrule, setOverrule] = useState('');
  const [followed, setFollowed] = useState<number>();
  const [codes, setCodes] = useState('');
  const fault = reasons.find((one) => one.value === reason)?.fault ?? 'customer';
  const { lines, fee, amount } = credits(sale, { back, fault, waiveFee });
  // A cash drawer has no smaller coin than there is.
  const cash = minor(amount + cashRoundingOf(amount, to, formats.currency));
  const coming = lines.filter((one) => one.coming > 0);
  const beyond = coming.find(({ line }) => (fault === 'customer' ? !line.allowed : !line.allowedForFault));
  const submit = (): void => {
    if (coming.length === 0) return;
    const why = beyond && overrule.trim() !== '' ? { overrule: overrule.trim() } : {};
    const asked = coming.map(({ line, coming: count }) => ({ orderLineId: line.orderLineId, quantity: count, reason, disposition, ...(line.variantId === followed && namedPieces(codes)) }));
    takeBack.mutate({ orderId: sale.orderId, to, waiveFee, ...why, lines: asked }, {
      onError: (error) => {
        const refusal = refusalOf(error);
        if (refusal?.code === 'lot.needed') setFollowed(refusal.details.variantId);
      },
      onSuccess: ({ credited }) => {
        show(t(($) => $.till.takenBack, { number: sale.number, amount: formats.money(minor(credited + cashRoundingOf(credited, to, formats.currency))) }));
        onClose();
      },
    });
  };
  const ways: { value: Way; label: string }[] = [{ value: 'till', label: t(($) => $.till.backInCash) }, { value: 'bank', label: t(($) => $.till.backByCard) }];
  if (sale.customerId !== null) ways.push({ value: 'storeCredit', label: t(($) => $.returns.payouts.storeCredit) });
  return (
    <DialogForm title={t(($) => $.till.takeBackOf, { number: sale.number })} verb={t(($) => $.till.payBack, { amount: formats.money(cash) })} pending={takeBack.isPending} problem={takeBack.error} onSubmit={submit} onClose={onClose}>
      <p className="text2">
        {t(($) => $.till.soldAt, { when: formats.moment(sale.soldAt), total: formats.money(sale.total) })}
        {' · '}
        {sale.tenders.map(({ method, amount: paid }) => `${methodName(t, method)} ${formats.money(paid)}`).join(' · ')}
      </p>
      {sale.lines.length === 0 && <p className="warn">{t(($) => $.till.nothingLeft)}</p>}
      {lines.map(({ line, worth }, index) => (
        <div key={line.orderLineId} className="till-back-row">
          <span className="column" style={{ minWidth: 0 }}>
            <span className="ellipsis">{line.name}</span>
            <span className="caption code">{line.sku}</span>
          </span>
          <QuantityField
            first={index === 0}
            inCell
            label={t(($) => $.till.backOf, { name: line.name })}
            unit={`/ ${formats.quantity(line.left)}`}
            decimals={3}
            value={back[line.orderLineId] ?? null}
            onChange={(count) => setBack({ ...back, [line.orderLineId]: quantity(Math.max(0, Math.min(line.left, count ?? 0))) })}
          />
          <span className="num">{formats.money(worth)}</span>
        </div>
      ))}
      <div className="row" style={{ gap: 12 }}>
        <Select style={{ flex: 1 }} label={t(($) => $.returns.reason)} data={reasons.map(({ value, label }) => ({ value, label }))} value={reason} onChange={(value) => value !== null && setReason(value)} />
        <Select
          style={{ flex: 1 }}
          label={t(($) => $.returns.disposition)}
          data={dispositions.filter((one) => one !== 'back').map((one) => ({ value: one, label: t(($) => $.returns.dispositions[one]) }))}
          value={disposition}
          onChange={(value) => setDisposition(dispositions.find((one) => one === value) ?? 'restock')}
        />
      </div>
      {followed !== undefined && <TextInput data-asks-for-code label={t(($) => $.inventory.code)} value={codes} onChange={(event) => setCodes(event.currentTarget.value)} />}
      {beyond && <p className="warn text-wrap">{beyond.line.policy.wording || t(($) => $.returns.days, { days: fault === 'customer' ? beyond.line.policy.windowDays : beyond.line.policy.faultDays })}</p>}
      {beyond && <TextInput label={t(($) => $.returns.overrule)} description={t(($) => $.returns.overruleHint)} value={overrule} onChange={(event) => setOverrule(event.currentTarget.value)} />}
      {(fee > 0 || waiveFee) && <Checkbox label={`${t(($) => $.returns.waiveFee)} (${formats.money(fee)})`} checked={waiveFee} onChange={(event) => setWaiveFee(event.currentTarget.checked)} />}
      <SegmentedControl aria-label={t(($) => $.till.backBy)} data={ways} value={to} onChange={(value) => setTo(ways.find((way) => way.value === value)?.value ?? 'till')} />
    </DialogForm>
  );
}
