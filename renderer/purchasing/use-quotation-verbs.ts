import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { dayOf } from '../../shared/units/calendar.ts';
import { quantity } from '../../shared/units/quantity.ts';
import { saveWorkbook } from '../client/save-file.ts';
import { useCommand, useShopClient } from '../client/use-shop.tsx';
import type { Action } from '../ui/actions/action-registry.ts';
import { useNow } from '../ui/now.ts';
import { useToasts } from '../ui/toast.tsx';
import { useFormats } from '../ui/ui-context.tsx';
import type { AskedSupplier, Quotation } from './quotation-screen.tsx';

type Awards = { supplierQuotationId: number; quotationRequestLineIds: number[] }[];

/** What can be done with a request (`head`) and with the supplier that is chosen (`own`), the likeliest first. */
export function useQuotationVerbs(request: Quotation | undefined, supplier: AskedSupplier | undefined, { answer, readSheet }: Record<'answer' | 'readSheet', () => void>): { head: Action[]; own: Action[]; problem: unknown } {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const client = useShopClient();
  const formats = useFormats();
  const today = dayOf(useNow(), formats.timeZone);
  const show = useToasts((toasts) => toasts.show);
  const order = useCommand('quotation.order');
  const withdrawOrders = useCommand('replenishment.withdraw');
  const close = useCommand('quotation.close');
  const reopen = useCommand('quotation.reopen');
  const withdraw = useCommand('quotation.withdraw');
  const restore = useCommand('quotation.restore');
  const agree = useCommand('agreement.addMany');
  const endAgreed = useCommand('agreement.removeMany');
  const problem = order.error ?? close.error ?? reopen.error ?? withdraw.error ?? agree.error;
  if (!request || !supplier) return { head: [], own: [], problem };
  const { id: quotationRequestId, number } = request;
  const { supplierId, name, answer: told } = supplier;
  const group = t(($) => $.purchasing.quotations);
  const verb = (id: string, label: string, keys: string, run: () => void): Action => ({ id: `quotation.${id}`, label, group, keys, run });
  const draft = (awards: Awards): void =>
    order.mutate({ quotationRequestId, awards }, {
      onSuccess: ({ purchaseOrderIds }) => show(t(($) => $.quotations.ordered, { count: purchaseOrderIds.length }), () => withdrawOrders.mutateAsync({ purchaseOrderIds })),
    });
  const proposed = awardsOf(request.best);
  const open = !request.closed;
  const sheet = async (): Promise<void> => saveWorkbook(await client.call('quotation.exportSheet', { quotationRequestId, supplierId }));
  const agreeAll = (): void => {
    if (!told) return;
    const byLine = new Map(request.lines.map((line) => [line.id, line.variantId]));
    const agreements = told.lines.flatMap(({ quotationRequestLineId, price }) => {
      const variantId = byLine.get(quotationRequestLineId);
      return variantId === undefined || price === undefined ? [] : [{ supplierId, variantId, fromQuantity: quantity(0), price, validFromOn: today, validThroughOn: told.validThroughOn }];
    });
    agree.mutate({ agreements }, {
      onSuccess: ({ agreementIds }) => show(t(($) => $.quotations.agreed, { count: agreementIds.length, name }), () => endAgreed.mutateAsync({ agreementIds })),
    });
  };
  const takeBack = (): void => {
    if (!told) return;
    const which = { supplierQuotationId: told.supplierQuotationId };
    withdraw.mutate(which, { onSuccess: () => show(t(($) => $.quotations.withdrawn, { name }), () => restore.mutateAsync(which)) });
  };
  const head = [
    ...(open && proposed.length > 0 ? [verb('order', t(($) => $.quotations.order, { count: proposed.length }), 'a', () => draft(proposed))] : []),
    open
      ? verb('close', t(($) => $.quotations.close), 'c', () => close.mutate({ quotationRequestId }, { onSuccess: () => show(t(($) => $.quotations.closed, { number }), () => reopen.mutateAsync({ quotationRequestId })) }))
      : verb('reopen', t(($) => $.quotations.reopen), 'c', () => reopen.mutate({ quotationRequestId })),
  ];
  const own = [
    ...(open ? [verb('answer', t(($) => $.quotations.answer), 'e', answer)] : []),
    verb('paper', t(($) => $.quotations.paper), 'p', () => void navigate({ to: '/purchasing/quotations/$requestId/paper/$supplierId', params: { requestId: String(quotationRequestId), supplierId: String(supplierId) } })),
    verb('sheet', t(($) => $.quotations.saveSheet), 's', () => void sheet()),
    ...(open ? [verb('readSheet', t(($) => $.quotations.readSheet), 'i', readSheet)] : []),
    ...(open && told && !told.expired && proposed.length > 0 ? [verb('orderAlone', t(($) => $.quotations.orderAlone, { name }), 'o', () => draft([{ supplierQuotationId: told.supplierQuotationId, quotationRequestLineIds: told.lines.map((line) => line.quotationRequestLineId) }]))] : []),
    ...(told ? [verb('agree', t(($) => $.quotations.agree), 'm', agreeAll)] : []),
    ...(open && told ? [verb('withdraw', t(($) => $.quotations.withdraw), 'mod+backspace', takeBack)] : []),
  ];
  return { head, own, problem };
}

/** One award for each supplier of a plan. */
function awardsOf(plan: Quotation['best']): Awards {
  const byAnswer = Map.groupBy(plan?.awards ?? [], (award) => award.supplierQuotationId);
  return [...byAnswer].map(([supplierQuotationId, awards]) => ({ supplierQuotationId, quotationRequestLineIds: awards.map(({ lineId }) => lineId) }));
}
