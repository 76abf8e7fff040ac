import type { RefObject } from 'react';
import { useTranslation } from 'react-i18next';
import type { Offer } from '../../shared/sales/order-offer.contract.ts';
import { parseQuantity } from '../../shared/units/parse.ts';
import { pieces, type Quantity, quantity } from '../../shared/units/quantity.ts';
import { useShopClient } from '../client/use-shop.tsx';
import { LookupField } from '../ui/lookup-field.tsx';
import { useFormats } from '../ui/ui-context.tsx';

interface Found extends Offer {
  readonly amount: Quantity;
}
/** Goods of the shop, or what was typed of goods it does not know. */
type Choice = Found | { readonly unknown: string };

interface GoodsFieldProps {
  label: string;
  description?: string;
  keys?: string;
  first?: boolean;
  inputRef?: RefObject<HTMLInputElement | null>;
  onPick: (offer: Offer, amount: Quantity) => void;
  /** Where goods nobody entered yet can be made: gets what was typed. */
  onNew?: (text: string) => void;
}

/** Finds a variant by scanning, SKU or name; `3*` before it takes three. A case's bar code takes what is in the case. */
export function GoodsField({ onPick, onNew, ...field }: GoodsFieldProps) {
  const { t } = useTranslation();
  const formats = useFormats();
  const client = useShopClient();
  const find = async (typed: string): Promise<Choice[]> => {
    const { count, text } = countAndText(typed, formats.locale);
    if (text === '') return [];
    const { scanned, rows } = await client.call('order.offers', { text });
    const amount = quantity(Math.round(((scanned ?? pieces(1)) * count) / pieces(1)));
    return rows.length === 0 && onNew ? [{ unknown: text }] : rows.map((row) => ({ ...row, amount }));
  };
  return (
    <LookupField<Choice>
      {...field}
      find={find}
      keyOf={(row) => ('unknown' in row ? 'new' : row.variantId)}
      none={t(($) => $.newOrder.noGoods)}
      onPick={(row) => ('unknown' in row ? onNew?.(row.unknown) : onPick(row, row.amount))}
      show={(row) => 'unknown' in row ? <span className="ellipsis">{t(($) => $.newOrder.newGoods, { text: row.unknown })}</span> : (
        <>
          <span className="ellipsis">{row.name}</span>
          <span className="caption code">{row.sku}</span>
          <span className="spring" />
          <span className={(row.available ?? 1) > 0 ? 'caption text3' : 'caption warn'}>{t(($) => $.newOrder.available, { quantity: formats.quantity(row.available) })}</span>
          <span className="num">{row.unitPrice === null ? t(($) => $.newOrder.noPrice) : formats.unitPrice(row.unitPrice)}</span>
        </>
      )}
    />
  );
}

const multiplied = /^([^*×＊]{1,12})[*×＊](.*)$/u;

/** `3*HOOK` is three of HOOK; a count that cannot be read is part of the words. */
function countAndText(typed: string, locale: string): { count: Quantity; text: string } {
  const [, before = '', after = ''] = multiplied.exec(typed) ?? [];
  const read = parseQuantity(before, locale);
  return read.ok && read.value > 0 ? { count: read.value, text: after.trim() } : { count: pieces(1), text: typed };
}
