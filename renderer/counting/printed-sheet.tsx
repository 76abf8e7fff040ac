import { useEffect, useState } from 'react';
import { createPortal } from 'react-dom';
import { useTranslation } from 'react-i18next';
import type { OutputOf } from '../client/methods.ts';
import { styleNonce } from '../client/page-policy.ts';
import type { ShopClient } from '../client/shop-client.ts';
import { useQueryOf, useShopClient } from '../client/use-shop.tsx';
import { useNow } from '../ui/now.ts';
import { useFormats } from '../ui/ui-context.tsx';
import type { Count } from './count-state.ts';

type Sheet = OutputOf<'stocktake.sheet'>;
type Row = Sheet['rows'][number];

/** What a scanner reads off the paper instead of keys. */
const controls = ['SW-UNDO', 'SW-EMPTY', 'SW-NEXT'] as const;
type Codes = Readonly<Record<(typeof controls)[number], string>>;

interface Printing {
  readonly rows: readonly Row[];
  readonly codes: Codes;
}

/** The count on paper, by bin: what to look for, a box for each figure, and no figure of the book. */
export function usePrintedSheet(count: Count): { print: () => void; page: React.ReactNode } {
  const client = useShopClient();
  const [printing, setPrinting] = useState<Printing>();
  useEffect(() => {
    if (printing) window.print();
  }, [printing]);
  const prepare = async (): Promise<void> => {
    const [rows, codes] = await Promise.all([wholeSheet(client, count.id), drawCodes()]);
    setPrinting({ rows, codes });
  };
  return { print: () => void prepare(), page: printing && <PrintedSheet count={count} {...printing} /> };
}

async function wholeSheet(client: ShopClient, stocktakeId: number): Promise<Row[]> {
  const rows: Row[] = [];
  for (let after: Sheet['next'] | undefined; after !== null; ) {
    // A page says where the next one begins.
    // oxlint-disable-next-line no-await-in-loop
    const page: Sheet = await client.call('stocktake.sheet', { stocktakeId, limit: 500, ...(after && { after }) });
    rows.push(...page.rows);
    after = page.next;
  }
  return rows;
}

async function drawCodes(): Promise<Codes> {
  // The drawing part is large and read only here.
  const { toSVG } = await import('bwip-js/browser');
  const drawn = (text: string): string => `data:image/svg+xml;utf8,${encodeURIComponent(toSVG({ bcid: 'code128', text, scale: 2, height: 10, includetext: true, paddingwidth: 10 }))}`;
  return { 'SW-UNDO': drawn('SW-UNDO'), 'SW-EMPTY': drawn('SW-EMPTY'), 'SW-NEXT': drawn('SW-NEXT') };
}

function PrintedSheet({ count, rows, codes }: Printing & { count: Count }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const now = useNow();
  const shop = useQueryOf('shop.get', undefined);
  const byBin = [...Map.groupBy(rows, (row) => row.bin ?? t(($) => $.counts.noBin))];
  return createPortal(
    <div className="print-only count-paper" lang={document.documentElement.lang} aria-hidden="true">
      <style nonce={styleNonce()}>{'@page { size: A4; margin: 16mm; }'}</style>
      <h1>
        {count.number} · {count.name}
      </h1>
      <p>{[shop.data?.name ?? '', count.locationName, t(($) => $.countSheet.printed, { when: formats.dateTime(now) }), t(($) => $.countSheet.by)].join(' · ')}</p>
      <p>{t(($) => $.countSheet.rule)}</p>
      <p>{t(($) => $.counts.allocatedNote)}</p>
      {byBin.map(([bin, own]) => (
        <table key={bin}>
          <thead>
            <tr>
              <th className="count-paper-bin">{bin}</th>
              <th>{t(($) => $.products.sku)}</th>
              <th className="count-paper-box">{t(($) => $.countSheet.counted)}</th>
              <th className="count-paper-tick">{t(($) => $.countSheet.damaged)}</th>
            </tr>
          </thead>
          <tbody>
            {own.map((row) => (
              <tr key={row.lineId}>
                <td>{row.name}</td>
                <td>{row.sku}</td>
                <td className="count-paper-box" />
                <td className="count-paper-tick" />
              </tr>
            ))}
          </tbody>
        </table>
      ))}
      <div className="count-paper-codes">
        {controls.map((code) => (
          <figure key={code}>
            <img src={codes[code]} alt={code} />
            <figcaption>{t(($) => $.countSheet.controls[code])}</figcaption>
          </figure>
        ))}
      </div>
    </div>,
    document.body,
  );
}
