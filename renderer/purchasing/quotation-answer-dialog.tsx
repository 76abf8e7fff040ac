import { TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { isDay } from '../../shared/units/day.ts';
import { type Minor, minor } from '../../shared/units/minor.ts';
import type { Quantity } from '../../shared/units/quantity.ts';
import type { UnitPrice } from '../../shared/units/unit-price.ts';
import { useCommand } from '../client/use-shop.tsx';
import { DialogForm } from '../ui/dialog-form.tsx';
import { MoneyField, QuantityField, UnitPriceField } from '../ui/fields.tsx';
import { useToasts } from '../ui/toast.tsx';
import { useFormats } from '../ui/ui-context.tsx';
import type { AskedSupplier, Quotation } from './quotation-screen.tsx';

interface Props {
  request: Quotation;
  supplier: AskedSupplier;
  onClose: () => void;
}

/** What a supplier said by mail or phone: a price for each line, how many it has, and when it would come. */
export function QuotationAnswerDialog({ request, supplier: { supplierId, name, answer: told }, onClose }: Props) {
  const { t } = useTranslation();
  const formats = useFormats();
  const show = useToasts((toasts) => toasts.show);
  const answer = useCommand('quotation.answer');
  const withdraw = useCommand('quotation.withdraw');
  const [offers, setOffers] = useState<readonly { price: UnitPrice | null; quantity: Quantity }[]>(
    request.lines.map(({ id, quantity }) => {
      const before = told?.lines.find((line) => line.quotationRequestLineId === id);
      return { price: before?.price ?? null, quantity: before?.quantity ?? quantity };
    }),
  );
  const [freight, setFreight] = useState<Minor>(told?.freight ?? minor(0));
  const [deliverOn, setDeliverOn] = useState<string>(told?.deliverOn ?? request.neededOn);
  const [through, setThrough] = useState<string>(told?.validThroughOn ?? '');
  const [tried, setTried] = useState(false);
  const lines = request.lines.flatMap(({ id: quotationRequestLineId }, index) => {
    const { price = null, quantity } = offers[index] ?? {};
    return price === null || quantity === undefined || quantity <= 0 ? [] : [{ quotationRequestLineId, price, quantity }];
  });
  const set = (index: number, change: Partial<(typeof offers)[number]>): void => setOffers(offers.map((one, at) => (at === index ? { ...one, ...change } : one)));
  const submit = (): void => {
    setTried(true);
    if (lines.length === 0 || !isDay(deliverOn)) return;
    answer.mutate({ quotationRequestId: request.id, supplierId, deliverOn, validThroughOn: isDay(through) ? through : null, freight, lines }, {
      onSuccess: (kept) => {
        show(t(($) => $.quotations.answered, { name }), () => withdraw.mutateAsync(kept));
        onClose();
      },
    });
  };
  return (
    <DialogForm title={t(($) => $.quotations.answerOf, { name })} verb={t(($) => $.quotations.answer)} pending={answer.isPending} problem={answer.error} onSubmit={submit} onClose={onClose}>
      {request.lines.map((line, index) => (
        <fieldset key={line.id} className="plain column" style={{ gap: 4, border: 0, margin: 0, padding: 0, minWidth: 0 }}>
          <legend className="row" style={{ padding: 0, minWidth: 0 }}>
            <span className="medium ellipsis">{line.name}</span>
            <span className="caption code">{line.sku}</span>
          </legend>
          <div className="row" style={{ alignItems: 'flex-end', gap: 12 }}>
            <UnitPriceField first={index === 0} label={t(($) => $.purchasing.price)} value={offers[index]?.price ?? null} onChange={(price) => set(index, { price })} />
            <QuantityField label={t(($) => $.bills.quantity)} unit="" decimals={3} value={offers[index]?.quantity ?? null} onChange={(quantity) => quantity !== null && set(index, { quantity })} />
          </div>
        </fieldset>
      ))}
      <p className={tried && lines.length === 0 ? 'bad' : 'text2'}>{tried && lines.length === 0 ? t(($) => $.quotations.nothingOffered) : t(($) => $.quotations.emptyPrice)}</p>
      <MoneyField label={t(($) => $.quotations.freight)} description={t(($) => $.quotations.freightHint)} currency={formats.currency} value={freight} onChange={(amount) => setFreight(amount ?? minor(0))} />
      <TextInput type="date" label={t(($) => $.quotations.deliverOn)} value={deliverOn} onChange={(event) => setDeliverOn(event.currentTarget.value)} error={tried && !isDay(deliverOn) && t(($) => $.products.required)} />
      <TextInput type="date" label={<>{t(($) => $.quotations.validThroughOn)} <span className="text3">{t(($) => $.ui.optional)}</span></>} value={through} onChange={(event) => setThrough(event.currentTarget.value)} />
    </DialogForm>
  );
}
