import { ActionIcon } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Offer } from '../../shared/sales/order-offer.contract.ts';
import { namedAfterTyping } from '../../shared/sales/sale-scan.rules.ts';
import { pieces } from '../../shared/units/quantity.ts';
import type { Minor } from '../../shared/units/minor.ts';
import { PriceWhy } from '../catalog/price-why.tsx';
import { MoneyField, QuantityField, UnitPriceField } from '../ui/fields.tsx';
import { ProblemLine } from '../ui/problem-panel.tsx';
import { useFormats } from '../ui/ui-context.tsx';
import { LineLots } from './line-lots.tsx';
import { type TypedLine, useOrderDraft } from './order-draft.store.ts';
import type { DraftFigures } from './use-draft-totals.ts';

/** The field a trouble stands at, to give it the keys. */
export const fieldName = (line: number | null, field: string): string => (line === null ? `order.${field}` : `line.${line}.${field}`);

/** The lines being typed: quantity, price and discount of each, and what it comes to. */
export function DraftLines({ figures }: { figures: DraftFigures }) {
  const { t } = useTranslation();
  const { lines } = useOrderDraft().draft;
  const headings = [t(($) => $.orders.quantity), t(($) => $.orders.price), t(($) => $.orders.discount), t(($) => $.orders.gross)];
  return (
    <div className="card" role="table" aria-label={t(($) => $.orders.linesTitle)}>
      <div role="row" className="draft-row draft-head">
        <span role="columnheader">{t(($) => $.orders.item)}</span>
        {headings.map((heading) => (
          <span key={heading} role="columnheader" className="num">
            {heading}
          </span>
        ))}
        <span role="columnheader" aria-label={t(($) => $.ui.remove)} />
      </div>
      {lines.map((line, index) => (
        <DraftRow key={line.offer.variantId} line={line} index={index} offer={figures.offers[index] ?? line.offer} gross={figures.totals?.lines[index]?.gross} figures={figures} />
      ))}
    </div>
  );
}

interface DraftRowProps {
  line: TypedLine;
  index: number;
  offer: Offer;
  gross: Minor | undefined;
  figures: DraftFigures;
}

function DraftRow({ line, index, offer, gross, figures }: DraftRowProps) {
  const { t } = useTranslation();
  const formats = useFormats();
  const { changeLine, drop, draft: { customer } } = useOrderDraft();
  const asked = line.quantity !== null && line.quantity > 0 ? line.quantity : pieces(1);
  const { trouble, currency } = figures;
  const cell = (field: 'quantity' | 'unitPrice' | 'discount') => ({
    inCell: true,
    name: fieldName(index, field),
    ...(trouble?.line === index && trouble.field === field && { // What numbers are missing stands under the name.
    error: trouble.refusal.code === 'serial.needed' || <ProblemLine problem={{ code: 'REFUSED', data: trouble.refusal }} /> }),
  });
  const change = (changes: Partial<TypedLine>): void => changeLine(offer.variantId, changes);
  const named = (label: string): string => `${label}, ${offer.name}`;
  return (
    <div role="row" className="draft-row">
      <span role="cell" className="column" style={{ minWidth: 0 }}>
        <span className="ellipsis">{offer.name}</span>
        <span className="row">
          <span className="caption code">{offer.sku}</span>
          {offer.unitPrice !== null && line.unitPrice === null && currency === formats.currency && (
            <span className="caption">
              <PriceWhy
                variantId={offer.variantId}
                quantity={asked}
                customerId={customer?.id ?? null}
                price={offer.unitPrice}
                text={offer.priceList === null ? t(($) => $.pricing.ownPrice) : t(($) => $.pricing.fromList, { name: offer.priceList })}
              />
            </span>
          )}
          <span className={(line.quantity ?? 0) > (offer.available ?? Infinity) ? 'caption warn' : 'caption text3'}>{t(($) => $.newOrder.available, { quantity: formats.quantity(offer.available) })}</span>
        </span>
        <LineLots line={line} offer={offer} />
      </span>
      <span role="cell">
        <QuantityField {...cell('quantity')} label={named(t(($) => $.orders.quantity))} unit="" decimals={3} value={line.quantity} onChange={(quantity) => change({ quantity, lots: namedAfterTyping(line.lots, offer.tracking, quantity) })} />
      </span>
      <span role="cell">
        <UnitPriceField {...cell('unitPrice')} currency={currency} label={named(t(($) => $.orders.price))} value={line.unitPrice ?? offer.unitPrice} onChange={(unitPrice) => change({ unitPrice: unitPrice === offer.unitPrice ? null : unitPrice })} />
      </span>
      <span role="cell">
        <MoneyField {...cell('discount')} label={named(t(($) => $.orders.discount))} currency={currency} value={line.discount} onChange={(discount) => change({ discount })} />
      </span>
      <span role="cell" className="num medium">
        {gross === undefined ? '—' : formats.amountIn(gross, currency)}
      </span>
      <span role="cell">
        <ActionIcon aria-label={`${t(($) => $.ui.remove)}, ${offer.name}`} onClick={() => drop(offer.variantId)}>
          <IconX size={14} />
        </ActionIcon>
      </span>
    </div>
  );
}
