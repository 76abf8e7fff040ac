import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { normaliseCode, printedForms } from '../../shared/catalog/gtin.rules.ts';
import { readQr } from '../../shared/documents/document.rules.ts';
import { UnknownCodeDialog } from '../catalog/unknown-code-dialog.tsx';
import type { OutputOf } from '../client/methods.ts';
import type { ShopClient } from '../client/shop-client.ts';
import { useShopClient } from '../client/use-shop.tsx';
import { palette } from '../ui/actions/palette.tsx';
import { playOutcome } from '../ui/scan/sounds.ts';
import { useScan } from '../ui/scan/use-scan.ts';
import { useToasts } from '../ui/toast.tsx';

type Opened = { what: 'product'; productId: number; sku: string } | { what: 'order'; orderId: number } | { what: 'unknown'; code: string };

/** A scan that no screen takes opens what was scanned; an unknown code can be given to a product at once. */
export function Scanned() {
  const { t } = useTranslation();
  const client = useShopClient();
  const navigate = useNavigate();
  const { show, fail } = useToasts();
  const [unknown, setUnknown] = useState<string>();
  const open = (thing: Opened): void => {
    if (thing.what === 'product') void navigate({ to: '/products', search: { view: 'all', text: thing.sku, open: thing.productId } });
    else if (thing.what === 'order') void navigate({ to: '/orders/$orderId', params: { orderId: String(thing.orderId) } });
    else setUnknown(thing.code);
    playOutcome(thing.what === 'unknown' ? 'unknown' : 'ok');
  };
  const tell = ({ verdict, number }: OutputOf<'document.verify'>): void => {
    playOutcome(verdict === 'genuine' ? 'ok' : 'wrong');
    show(t(($) => $.papers.verdicts[verdict], { number: number ?? '' }));
  };
  useScan(async ({ text }) => {
    palette.close();
    // What somebody is filling in is not torn away under them.
    if (document.querySelector('.mantine-Modal-content')) {
      playOutcome('wrong');
      return show(t(($) => $.scan.unfit));
    }
    const refused = (problem: unknown): void => {
      playOutcome('unknown');
      fail(problem);
    };
    if (readQr(text)) return client.call('document.verify', { text }).then(tell, refused);
    await thingOf(client, text).then(open, refused);
  }, { behind: true });
  return (
    <UnknownCodeDialog
      code={unknown}
      onClose={() => setUnknown(undefined)}
      onNewProduct={(barcode) => {
        setUnknown(undefined);
        void navigate({ to: '/products/new', search: { barcode } });
      }}
    />
  );
}

/** Goods before documents: no shop prints an order number on a product. */
async function thingOf(client: ShopClient, text: string): Promise<Opened> {
  const { found, reading } = await client.call('barcode.resolve', { text });
  if (found) return { what: 'product', productId: found.productId, sku: found.sku };
  const { rows } = await client.call('order.list', { filter: { search: reading.code }, limit: 2 });
  const order = rows.find((row) => row.number.toLowerCase() === reading.code.toLowerCase());
  return order ? { what: 'order', orderId: order.id } : { what: 'unknown', code: printedForms(normaliseCode(reading.code))[0] ?? reading.code };
}
