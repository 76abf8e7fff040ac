import type { Offer } from '../../shared/sales/order-offer.contract.ts';
import type { Quantity } from '../../shared/units/quantity.ts';
import type { OutputOf } from '../client/methods.ts';
import { useShopClient } from '../client/use-shop.tsx';
import { playOutcome } from '../ui/scan/sounds.ts';
import { useScan } from '../ui/scan/use-scan.ts';

export type Receipt = NonNullable<OutputOf<'counter.receipt'>['sale']>;

/** What a scan at the till means: goods go on the sale, a receipt comes back, anything else is new. */
export function useTillScan(on: { goods: (offer: Offer, amount: Quantity) => void; receipt: (sale: Receipt) => void; unknown: (code: string) => void }): void {
  const client = useShopClient();
  useScan(async ({ text }) => {
    const { found } = await client.call('barcode.resolve', { text });
    const offers = found && (await client.call('order.offers', { variantIds: [found.id] }));
    const offer = offers?.rows.find((row) => row.variantId === found?.id);
    if (found && offer) {
      playOutcome('ok');
      return on.goods(offer, found.quantity);
    }
    const { sale } = await client.call('counter.receipt', { text });
    playOutcome(sale ? 'ok' : 'unknown');
    if (sale) on.receipt(sale);
    else on.unknown(text);
  });
}
