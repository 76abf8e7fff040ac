import { Checkbox, Select, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type LandedCostBasis, landedCostBases } from '../../shared/purchasing/landed-cost.rules.ts';
import { dayOf } from '../../shared/units/calendar.ts';
import { type Minor, minor } from '../../shared/units/minor.ts';
import { useCommand, useQueryOf } from '../client/use-shop.tsx';
import { CostEffect } from '../inventory/cost-effect.tsx';
import { DialogForm } from '../ui/dialog-form.tsx';
import { MoneyField } from '../ui/fields.tsx';
import { useNow } from '../ui/now.ts';
import { useToasts } from '../ui/toast.tsx';
import { useFormats } from '../ui/ui-context.tsx';
import { freightBillOf, FreightBillFields, noFreightBill } from './freight-bill-fields.tsx';

interface LandedCostProps {
  goodsReceiptIds: readonly number[];
  onDone: () => void;
  onClose: () => void;
}

/** Freight, duty and the like over the goods of receipts, with its bill or before it comes. */
export function LandedCostDialog({ goodsReceiptIds, onDone, onClose }: LandedCostProps) {
  const { t } = useTranslation();
  const formats = useFormats();
  const today = dayOf(useNow(), formats.timeZone);
  const show = useToasts((toasts) => toasts.show);
  const record = useCommand('landedCost.record');
  const cancel = useCommand('landedCost.cancel');
  const [basis, setBasis] = useState<LandedCostBasis>('value');
  const [net, setNet] = useState<Minor | null>(null);
  const [note, setNote] = useState('');
  const [billed, setBilled] = useState(false);
  const [bill, setBill] = useState(noFreightBill(today));
  const [tried, setTried] = useState(false);
  const given = billed ? freightBillOf(bill) : undefined;
  const missing = net === null || net <= 0;
  const asked = { basis, goodsReceiptIds: [...goodsReceiptIds], net: net ?? minor(0), ...(given && { bill: given }) };
  const effect = useQueryOf('landedCost.effect', asked, { enabled: !missing }).data;
  const submit = (): void => {
    setTried(true);
    if (missing || (billed && !given)) return;
    record.mutate({ ...asked, ...(note.trim() !== '' && { note }) }, {
      onSuccess: ({ landedCostId, number, supplierBillId }) => {
        // With a bill it is taken back by taking the bill back first.
        show(t(($) => $.landed.recorded, { number }), supplierBillId === null ? () => cancel.mutateAsync({ landedCostId, reason: t(($) => $.receipts.byMistake) }) : undefined);
        onDone();
        onClose();
      },
    });
  };
  return (
    <DialogForm title={t(($) => $.landed.spreadTitle, { count: goodsReceiptIds.length })} verb={t(($) => $.landed.spread)} pending={record.isPending} problem={record.error} onSubmit={submit} onClose={onClose}>
      <MoneyField first label={t(($) => $.landed.net)} description={t(($) => $.landed.netHint)} currency={formats.currency} value={net} onChange={setNet} error={tried && missing && t(($) => $.products.required)} />
      <Select label={t(($) => $.landed.basis)} data={landedCostBases.map((one) => ({ value: one, label: t(($) => $.landed.bases[one]) }))} value={basis} onChange={(one) => one !== null && setBasis(one)} />
      <TextInput label={t(($) => $.landed.note)} value={note} onChange={(event) => setNote(event.currentTarget.value)} />
      <Checkbox label={t(($) => $.landed.billHere)} description={t(($) => $.landed.billHereHint)} checked={billed} onChange={(event) => setBilled(event.currentTarget.checked)} />
      {billed && <FreightBillFields bill={bill} onChange={(part) => setBill({ ...bill, ...part })} />}
      {!missing && effect && <CostEffect effect={effect} />}
      {tried && billed && !given && <p className="bad">{t(($) => $.landed.billMissing)}</p>}
    </DialogForm>
  );
}
