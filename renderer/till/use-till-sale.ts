import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AskedTender } from '../../shared/sales/tender.rules.ts';
import type { OutputOf } from '../client/methods.ts';
import { useShopClient } from '../client/use-shop.tsx';
import { useDraftStore } from '../sales/order-draft.store.ts';
import { counterOrder, customerOf } from '../sales/use-draft-submit.ts';
import { useToasts } from '../ui/toast.tsx';
import { useFormats } from '../ui/ui-context.tsx';

export type Sold = OutputOf<'order.sell'>;

/** Sells what was typed at the counter; a refused sale stays as it was. */
export function useTillSale(country: string, onSold: (sold: Sold) => void) {
  const { t } = useTranslation();
  const formats = useFormats();
  const client = useShopClient();
  const store = useDraftStore();
  const show = useToasts((toasts) => toasts.show);
  const [pending, setPending] = useState(false);
  const [problem, setProblem] = useState<unknown>();
  const pay = async (tenders: readonly AskedTender[], underFloorAccepted: boolean): Promise<void> => {
    const customerId = await customerOf(client, store, country);
    const sold = await client.call('order.sell', { ...counterOrder(store.getState().draft, { customerId, underFloorAccepted }), tenders: [...tenders] });
    store.getState().clear();
    onSold(sold);
    const back = () => client.call('order.unsell', { orderId: sold.orderId, reason: t(($) => $.newOrder.byMistake) });
    show(t(($) => $.till.sold, { number: sold.number, total: formats.money(sold.total) }), back);
  };
  return {
    pending,
    problem,
    forget: () => setProblem(undefined),
    pay: (tenders: readonly AskedTender[], underFloorAccepted: boolean): void => {
      setPending(true);
      setProblem(undefined);
      void pay(tenders, underFloorAccepted)
        .catch(setProblem)
        .finally(() => setPending(false));
    },
  };
}
