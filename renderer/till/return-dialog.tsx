import { SegmentedControl, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { pieces, type Quantity, quantity } from '../../shared/units/quantity.ts';
import { mulDiv } from '../../shared/units/mul-div.ts';
import { minor, sumMinor } from '../../shared/units/minor.ts';
import { useCommand, useShopClient } from '../client/use-shop.tsx';
import { DialogForm } from '../ui/dialog-form.tsx';
import { QuantityField } from '../ui/fields.tsx';
import { useScan } from '../ui/scan/use-scan.ts';
import { useToasts } from '../ui/toast.tsx';
import { useFormats } from '../ui/ui-context.tsx';
import { methodName } from './pay-dialog.tsx';
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

function GoodsBack({ sale, onClose }: { sale: Receipt; onClose: () => void }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const show = useToasts((toasts) => toasts.show);
  const takeBack = useCommand('counter.takeBack');
  const [back, setBack] = useState<Readonly<Record<number, Quantity>>>(() => Object.fromEntries(sale.lines.map((line) => [line.orderLineId, line.quantity])));
  const [account, setAccount] = useState<'till' | 'bank'>(sale.tenders.some((tender) => tender.account === 'till') ? 'till' : 'bank');
  const lines = sale.lines.flatMap(({ orderLineId }) => ((back[orderLineId] ?? 0) > 0 ? [{ orderLineId, quantity: back[orderLineId] ?? quantity(0) }] : []));
  const worth = sumMinor(sale.lines.map((line) => minor(mulDiv(line.gross, back[line.orderLineId] ?? 0, line.quantity))));
  const submit = (): void => {
    if (lines.length === 0) return;
    takeBack.mutate({ orderId: sale.orderId, lines, account }, {
      onSuccess: ({ amount }) => {
        show(t(($) => $.till.takenBack, { number: sale.number, amount: formats.money(amount) }));
        onClose();
      },
    });
  };
  return (
    <DialogForm title={t(($) => $.till.takeBackOf, { number: sale.number })} verb={t(($) => $.till.payBack, { amount: formats.money(worth) })} pending={takeBack.isPending} problem={takeBack.error} onSubmit={submit} onClose={onClose}>
      <p className="text2">
        {t(($) => $.till.soldAt, { when: formats.moment(sale.soldAt), total: formats.money(sale.total) })}
        {' · '}
        {sale.tenders.map(({ method, amount }) => `${methodName(t, method)} ${formats.money(amount)}`).join(' · ')}
      </p>
      {sale.lines.length === 0 && <p className="warn">{t(($) => $.till.nothingLeft)}</p>}
      {sale.lines.map((line, index) => (
        <div key={line.orderLineId} className="till-back-row">
          <span className="column" style={{ minWidth: 0 }}>
            <span className="ellipsis">{line.name}</span>
            <span className="caption code">{line.sku}</span>
          </span>
          <QuantityField
            first={index === 0}
            inCell
            label={t(($) => $.till.backOf, { name: line.name })}
            unit={`/ ${formats.quantity(line.quantity)}`}
            decimals={3}
            value={back[line.orderLineId] ?? null}
            onChange={(amount) => setBack({ ...back, [line.orderLineId]: quantity(Math.max(0, Math.min(line.quantity, amount ?? 0))) })}
          />
          <span className="num">{formats.money(minor(mulDiv(line.gross, back[line.orderLineId] ?? 0, line.quantity || pieces(1))))}</span>
        </div>
      ))}
      <SegmentedControl
        aria-label={t(($) => $.till.backBy)}
        data={[{ value: 'till', label: t(($) => $.till.backInCash) }, { value: 'bank', label: t(($) => $.till.backByCard) }]}
        value={account}
        onChange={(value) => setAccount(value === 'bank' ? 'bank' : 'till')}
      />
    </DialogForm>
  );
}
