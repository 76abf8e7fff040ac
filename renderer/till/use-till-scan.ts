import type { OutputOf } from '../client/methods.ts';
import { useShopClient } from '../client/use-shop.tsx';
import { type AddGoods, type SaleSays, useSaleScan } from '../sales/use-sale-scan.tsx';
import { playOutcome } from '../ui/scan/sounds.ts';

export type Receipt = NonNullable<OutputOf<'counter.receipt'>['sale']>;

/** What a scan at the till means: goods go on the sale, a receipt comes back, anything else is new. */
export function useTillScan(on: { goods: AddGoods; receipt: (sale: Receipt) => void; unknown: (code: string) => void }): SaleSays {
  const client = useShopClient();
  return useSaleScan(on.goods, async (text) => {
    const { sale } = await client.call('counter.receipt', { text });
    playOutcome(sale ? 'ok' : 'unknown');
    if (sale) on.receipt(sale);
    else on.unknown(text);
  });
}
