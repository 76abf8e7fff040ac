import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useQueryOf, useShopClient } from '../client/use-shop.tsx';
import { useToasts } from '../ui/toast.tsx';
import type { Sold } from './use-till-sale.ts';

/** The shop's first receipt printer. */
export const useReceiptPrinter = () => useQueryOf('printer.list', undefined).data?.printers.find(({ blocked, speaks }) => !blocked && speaks === 'escpos');

/** Prints a receipt on the shop's first receipt printer; without one it opens as a paper, which the system prints. */
export function usePrintReceipt(): (sold: Sold) => void {
  const { t } = useTranslation();
  const client = useShopClient();
  const navigate = useNavigate();
  const show = useToasts((toasts) => toasts.show);
  const fail = useToasts((toasts) => toasts.fail);
  const printer = useReceiptPrinter();
  return ({ number, orderId }) => {
    if (!printer) return void navigate({ to: '/orders/$orderId/papers', params: { orderId: String(orderId) } });
    void client.call('printer.send', { kind: 'receipt', number, printerId: printer.id, openDrawer: true }).then(
      () => show(t(($) => $.till.receiptSent, { name: printer.name })),
      (problem: unknown) => fail(problem),
    );
  };
}
