import { saveWorkbook } from '../client/save-file.ts';
import { useShopClient } from '../client/use-shop.tsx';

/** Saves an order as the sheet its supplier fills in. */
export function useOrderSheet(purchaseOrderId: number): () => Promise<void> {
  const client = useShopClient();
  return async () => saveWorkbook(await client.call('orderSheet.export', { purchaseOrderId }));
}
