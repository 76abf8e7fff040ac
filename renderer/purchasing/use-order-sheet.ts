import { saveFile } from '../client/save-file.ts';
import { useShopClient } from '../client/use-shop.tsx';

const xlsx = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** Saves an order as the sheet its supplier fills in. */
export function useOrderSheet(purchaseOrderId: number): () => Promise<void> {
  const client = useShopClient();
  return async () => {
    const { fileName, data } = await client.call('orderSheet.export', { purchaseOrderId });
    const bytes = Uint8Array.from(atob(data), (sign) => sign.codePointAt(0) ?? 0);
    saveFile(fileName, new Blob([bytes], { type: xlsx }));
  };
}
