import { Button, Select, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Minor } from '../../shared/units/minor.ts';
import type { Quantity } from '../../shared/units/quantity.ts';
import type { OutputOf } from '../client/methods.ts';
import { useCommand, useQueryOf } from '../client/use-shop.tsx';
import { DialogForm } from '../ui/dialog-form.tsx';
import { GoodsField } from '../sales/goods-field.tsx';
import { useActions } from '../ui/actions/use-actions.ts';
import { MoneyField } from '../ui/fields.tsx';
import { Loading } from '../ui/loading.tsx';
import { Peek } from '../ui/peek.tsx';
import { ProblemPanel } from '../ui/problem-panel.tsx';
import { Pairs, Section } from '../ui/section.tsx';
import { Status } from '../ui/status.tsx';
import { useToasts } from '../ui/toast.tsx';
import { useFormats } from '../ui/ui-context.tsx';

type Repair = OutputOf<'repair.get'>;

/** One repair beside its list: what is wrong, who pays, which parts went in. */
export function RepairPeek({ repairId, onClose }: { repairId: number; onClose: () => void }) {
  const { t } = useTranslation();
  const repair = useQueryOf('repair.get', { repairId });
  const [finishing, setFinishing] = useState(false);
  const cancel = useCommand('repair.cancel');
  const reopen = useCommand('repair.reopen');
  useActions('peek', [{ id: 'peek.close', label: t(($) => $.keys.back), group: t(($) => $.keys.here), keys: 'escape', onlyKey: true, run: onClose }]);
  const state = repair.data?.state;
  const footer = (
    <>
      {state === 'open' && <Button onClick={() => setFinishing(true)}>{t(($) => $.returns.repairs.finish)}</Button>}
      {state === 'open' && (
        <Button variant="default" onClick={() => cancel.mutate({ repairId })}>
          {t(($) => $.returns.repairs.cancel)}
        </Button>
      )}
      {state !== undefined && state !== 'open' && (
        <Button variant="default" onClick={() => reopen.mutate({ repairId })}>
          {t(($) => $.returns.repairs.reopen)}
        </Button>
      )}
    </>
  );
  const number = repair.data?.number ?? '';
  return (
    <Peek label={number} title={<span className="code">{number}</span>} onClose={onClose} footer={footer}>
      {repair.isPending && <Loading widths={[180, 90]} rows={5} />}
      {repair.error && <ProblemPanel problem={repair.error} />}
      {(cancel.error ?? reopen.error) !== null && <ProblemPanel problem={cancel.error ?? reopen.error} />}
      {repair.data && <RepairBody repair={repair.data} />}
      {finishing && repair.data && <FinishDialog repair={repair.data} onClose={() => setFinishing(false)} />}
    </Peek>
  );
}

function RepairBody({ repair }: { repair: Repair }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const show = useToasts((toasts) => toasts.show);
  const use = useCommand('repair.usePart');
  const putBack = useCommand('repair.returnPart');
  const until = repair.warrantyUntilOn === null ? '' : formats.fullDay(repair.warrantyUntilOn);
  const take = (variantId: number, name: string, count: Quantity): void =>
    use.mutate({ repairId: repair.id, variantId, quantity: count }, {
      onSuccess: ({ repairPartId }) => show(t(($) => $.returns.repairs.partUsed, { name, number: repair.number }), () => putBack.mutateAsync({ repairPartId })),
    });
  return (
    <>
      <Status kind={repair.underWarranty ? 'done' : 'off'}>
        {repair.underWarranty ? t(($) => $.returns.repairs.covered, { day: until }) : repair.warrantyUntilOn === null ? t(($) => $.returns.repairs.uncovered) : t(($) => $.returns.repairs.over, { day: until })}
      </Status>
      <Pairs
        rows={[
          [t(($) => $.returns.goods), repair.name],
          [t(($) => $.returns.repairs.serial), repair.serial ?? '—'],
          [t(($) => $.returns.customer), repair.customerName ?? '—'],
          [t(($) => $.returns.order), repair.orderNumber ?? '—'],
          [t(($) => $.returns.repairs.charged), formats.money(repair.charged)],
        ]}
      />
      <Section title={t(($) => $.returns.repairs.problem)} side={formats.moment(repair.receivedAt)} />
      <p className="text2 text-wrap">{repair.problem}</p>
      {repair.work !== '' && <Section title={t(($) => $.returns.repairs.work)} />}
      {repair.work !== '' && <p className="text2 text-wrap">{repair.work}</p>}
      <Section title={t(($) => $.returns.repairs.parts)} side={repair.partsCost === undefined ? undefined : formats.money(repair.partsCost)} />
      {repair.parts.map((part) => (
        <div key={part.id} className={part.takenBack ? 'peek-line text3' : 'peek-line'}>
          <span>
            {formats.quantity(part.quantity)} × {part.name}
            {part.takenBack && ` · ${t(($) => $.returns.takenBack)}`}
          </span>
          {!part.takenBack && repair.state === 'open' && (
            <button type="button" className="plain link" onClick={() => putBack.mutate({ repairPartId: part.id })}>
              {t(($) => $.returns.repairs.returnPart)}
            </button>
          )}
        </div>
      ))}
      {repair.state === 'open' && <GoodsField label={t(($) => $.returns.repairs.usePart)} onPick={(offer, count) => take(offer.variantId, offer.name, count)} />}
      {(use.error ?? putBack.error) !== null && <ProblemPanel problem={use.error ?? putBack.error} />}
    </>
  );
}

function FinishDialog({ repair, onClose }: { repair: Repair; onClose: () => void }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const show = useToasts((toasts) => toasts.show);
  const finish = useCommand('repair.finish');
  const reopen = useCommand('repair.reopen');
  const [work, setWork] = useState('');
  const [amount, setAmount] = useState<Minor | null>(null);
  const [account, setAccount] = useState<'till' | 'bank'>('till');
  const submit = (): void =>
    finish.mutate({ repairId: repair.id, work, ...(amount !== null && amount > 0 && { charge: { amount, account } }) }, {
      onSuccess: () => {
        show(t(($) => $.returns.repairs.finished, { number: repair.number }), () => reopen.mutateAsync({ repairId: repair.id }));
        onClose();
      },
    });
  return (
    <DialogForm title={repair.number} verb={t(($) => $.returns.repairs.finish)} pending={finish.isPending} problem={finish.error} onSubmit={submit} onClose={onClose}>
      <TextInput data-autofocus label={t(($) => $.returns.repairs.work)} value={work} onChange={(event) => setWork(event.currentTarget.value)} />
      <MoneyField label={t(($) => $.returns.repairs.charge)} description={t(($) => $.returns.repairs.chargeHint)} currency={formats.currency} value={amount} onChange={setAmount} />
      <Select label={t(($) => $.returns.to)} data={(['till', 'bank'] as const).map((one) => ({ value: one, label: t(($) => $.returns.payouts[one]) }))} value={account} onChange={(one) => setAccount(one === 'bank' ? 'bank' : 'till')} />
    </DialogForm>
  );
}
