import { createPortal } from 'react-dom';
import { useTranslation } from 'react-i18next';
import { labelPages, labelPlace, type LabelStock } from '../../shared/catalog/label-stock.rules.ts';
import type { OutputOf } from '../client/methods.ts';
import { styleNonce } from '../client/page-policy.ts';
import { useFormats } from '../ui/ui-context.tsx';
import { pictureKey, type Pictures } from './label-picture.ts';

export type Label = OutputOf<'label.render'>['labels'][number];

export interface LabelPagesProps {
  readonly stock: LabelStock;
  readonly labels: readonly Label[];
  readonly pictures: Pictures;
  readonly used: number;
  readonly withPrice: boolean;
  readonly withPerKilogram: boolean;
  readonly withSku: boolean;
}

const mm = (millimetres: number): string => `${millimetres}mm`;

/** What remains for the symbol: under two lines of name and, where they are asked for, a line of price and one of codes. */
export const symbolRoom = (stock: LabelStock, withLine: boolean): { width: number; height: number } => ({
  width: stock.width - 4,
  height: stock.height - 4 - nameHeight(stock) - (withLine ? priceHeight(stock) : 0) - 1,
});

const nameHeight = (stock: LabelStock): number => (stock.height < 25 ? 3 : 6.4);
const priceHeight = (stock: LabelStock): number => (stock.height < 25 ? 4 : 6);

/** Every page at its size in millimetres; the screen shows them smaller, the printer as they are. */
export function LabelPages(props: LabelPagesProps) {
  const { stock, used } = props;
  const each = props.labels.flatMap((label) => Array.from({ length: label.copies }, () => label));
  return labelPages(stock, each, stock.kind === 'sheet' ? used : 0).map((page, number) => (
    // Pages and places are numbers of a grid: their order is their identity.
    // oxlint-disable-next-line react/no-array-index-key
    <div key={number} className="label-page" style={{ width: mm(stock.page.width), height: mm(stock.page.height) }}>
      {page.map(({ place, label }) => (
        <LabelView key={place} {...props} label={label} at={labelPlace(stock, place)} />
      ))}
    </div>
  ));
}

function LabelView({ stock, label, at, pictures, withPrice, withPerKilogram, withSku }: LabelPagesProps & { label: Label; at: { left: number; top: number } }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const picture = pictures.get(pictureKey(label.symbol));
  const small = [
    withSku ? label.sku : '',
    label.lot === undefined ? '' : t(($) => $.labels.lot, { lot: label.lot }),
    label.expiresOn === undefined ? '' : t(($) => $.labels.expires, { day: label.expiresOn }),
    withPerKilogram && label.pricePerKilogram !== null ? t(($) => $.labels.perKilogram, { price: formats.unitPrice(label.pricePerKilogram) }) : '',
  ].filter((part) => part !== '');
  return (
    <div className="label" style={{ left: mm(at.left), top: mm(at.top), width: mm(stock.width), height: mm(stock.height) }}>
      <div className="label-name" style={{ height: mm(nameHeight(stock)), WebkitLineClamp: stock.height < 25 ? 1 : 2 }}>
        {label.name}
      </div>
      {(withPrice || small.length > 0) && (
        <div className="label-line" style={{ height: mm(priceHeight(stock)) }}>
          {withPrice && label.price !== null && <span style={{ fontSize: mm(priceHeight(stock) * 0.85) }}>{formats.unitPrice(label.price)}</span>}
          <span className="label-small">{small.join(' · ')}</span>
        </div>
      )}
      <div className="label-symbol">
        {picture === 'tooWide' && <span className="label-small">{t(($) => $.labels.tooWide)}</span>}
        {picture !== undefined && picture !== 'tooWide' && <img alt={label.symbol.text} src={picture.source} style={{ width: mm(picture.width), height: mm(picture.height) }} />}
      </div>
    </div>
  );
}

/** The same pages outside the screen, where only the printer sees them, and the paper they are for. */
export function PrintedLabels(props: LabelPagesProps) {
  const { width, height } = props.stock.page;
  return createPortal(
    <div className="print-only" lang={document.documentElement.lang} aria-hidden="true">
      <style nonce={styleNonce()}>{`@page { size: ${mm(width)} ${mm(height)}; margin: 0; }`}</style>
      <LabelPages {...props} />
    </div>,
    document.body,
  );
}
