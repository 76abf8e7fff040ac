import { useTranslation } from 'react-i18next';
import type { Offer } from '../../shared/sales/order-offer.contract.ts';
import type { Quantity } from '../../shared/units/quantity.ts';
import { useShopClient } from '../client/use-shop.tsx';
import { playOutcome } from '../ui/scan/sounds.ts';
import { useScan } from '../ui/scan/use-scan.ts';
import { useToasts } from '../ui/toast.tsx';

/** Scanned goods go on the order wherever the cursor stands: a case as its pieces, a scale's label as its weight. */
export function useScannedGoods(add: (offer: Offer, amount: Quantity) => void): void {
  const { t } = useTranslation();
  const client = useShopClient();
  const show = useToasts((toasts) => toasts.show);
  useScan(async ({ text }) => {
    const { found } = await client.call('barcode.resolve', { text });
    const offers = found && (await client.call('order.offers', { text: found.sku }));
    const offer = offers?.rows.find((row) => row.variantId === found?.id);
    playOutcome(offer ? 'ok' : 'unknown');
    if (found && offer) add(offer, found.quantity);
    else show(`${text}: ${t(($) => $.scan.unknownSays)}`);
  });
}
