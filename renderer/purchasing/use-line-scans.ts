import { useTranslation } from 'react-i18next';
import { type Quantity, quantity } from '../../shared/units/quantity.ts';
import type { UnitPrice } from '../../shared/units/unit-price.ts';
import { useShopClient } from '../client/use-shop.tsx';
import { playOutcome } from '../ui/scan/sounds.ts';
import { useScan } from '../ui/scan/use-scan.ts';
import { useToasts } from '../ui/toast.tsx';

/** Goods by scanning or typing codes: what is wanted of each. */
export interface ScannedLine {
  readonly variantId: number;
  readonly name: string;
  readonly sku: string;
  readonly quantity: Quantity;
  /** Left out, the agreement decides. */
  readonly price: UnitPrice | null;
}

/** Each scan adds its pieces to the line of its goods. */
export function useLineScans(setLines: (change: (lines: readonly ScannedLine[]) => readonly ScannedLine[]) => void): void {
  const { t } = useTranslation();
  const client = useShopClient();
  const show = useToasts((toasts) => toasts.show);
  useScan(async ({ text }) => {
    const { found } = await client.call('barcode.resolve', { text });
    playOutcome(found ? 'ok' : 'unknown');
    if (!found) return show(t(($) => $.purchasing.unknownCode, { code: text }));
    const { id: variantId, productName: name, sku } = found;
    setLines((lines) =>
      lines.some((line) => line.variantId === variantId)
        ? lines.map((line) => (line.variantId === variantId ? { ...line, quantity: quantity(line.quantity + found.quantity) } : line))
        : [...lines, { variantId, name, sku, quantity: found.quantity, price: null }],
    );
  });
}
