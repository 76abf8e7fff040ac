import { cashStepOf } from '../../shared/sales/cash-rounding.rules.ts';
import { type DraftTrouble, draftTotals } from '../../shared/sales/order-draft.rules.ts';
import type { Offer } from '../../shared/sales/order-offer.contract.ts';
import { type OrderTotals, ownTerms } from '../../shared/sales/order-totals.rules.ts';
import { numbersMissing } from '../../shared/sales/sale-scan.rules.ts';
import { minor } from '../../shared/units/minor.ts';
import { pieces } from '../../shared/units/quantity.ts';
import { useQueryOf } from '../client/use-shop.tsx';
import { type Draft, useOrderDraft } from './order-draft.store.ts';

/** What the order being typed comes to now, by the shop's own rules, and what would be refused. */
export interface DraftFigures {
  readonly totals: OrderTotals | undefined;
  readonly trouble: DraftTrouble | undefined;
  /** The goods of every line as they stand now. */
  readonly offers: readonly Offer[];
  readonly currency: string;
  readonly country: string;
}

/** Undefined until the shop's profile is read. */
export function useDraftTotals(): DraftFigures | undefined {
  const { draft } = useOrderDraft();
  const shop = useQueryOf('shop.get', undefined).data;
  const offers = useFreshOffers(draft);
  if (!shop) return undefined;
  const currency = currencyOf(draft) ?? shop.baseCurrency;
  const lines = draft.lines.map((line, index) => {
    const offer = offers[index] ?? line.offer;
    return { ...line, unitPrice: line.unitPrice ?? offer.unitPrice, variantId: offer.variantId, taxRate: offer.taxRate };
  });
  const terms = ownTerms({ ...shop, baseCurrency: currency }, cashStepFor(draft, currency));
  const place = { offers, currency, country: shop.country };
  const read = draftTotals({ ...draft, lines }, terms, currency);
  return 'totals' in read ? { ...place, totals: read.totals, trouble: troubleInHand(draft, offers) } : { ...place, totals: undefined, trouble: read.trouble };
}

/** What goes over the counter names its pieces; a parcel's are named when it is picked. */
function troubleInHand({ handover, lines }: Draft, offers: readonly Offer[]): DraftTrouble | undefined {
  if (handover === 'parcel') return undefined;
  const missing = lines.map((line, index) => numbersMissing({ ...line, tracking: offers[index]?.tracking ?? line.offer.tracking }));
  const line = missing.findIndex((refusal) => refusal !== undefined);
  const refusal = missing[line];
  return refusal && { line, field: 'quantity', refusal };
}

/** The currency an order is typed in, where that is not the shop's own: what goes over the counter is paid there and then. */
export const currencyOf = (draft: Draft): string | null => (draft.handover === 'parcel' ? draft.currency : null);

const cashStepFor = (draft: Draft, currency: string) => (draft.handover === 'cash' ? cashStepOf(currency) : minor(0));

/** What the shop asks now of this customer for each quantity; what stood there stays until the answer to the next question comes. */
function useFreshOffers(draft: Draft): Offer[] {
  const { lines, customer } = draft;
  const currency = currencyOf(draft);
  const variantIds = lines.map((line) => line.offer.variantId);
  const quantities = lines.map((line) => (line.quantity !== null && line.quantity > 0 ? line.quantity : pieces(1)));
  const answer = useQueryOf('order.offers', { variantIds, quantities, customerId: customer?.id ?? null, ...(currency !== null && { currency }) }, { enabled: variantIds.length > 0 });
  const fresh = new Map(answer.data?.rows.map((row) => [row.variantId, row]));
  // Goods were found at the shop's own price, which says nothing in another currency.
  return lines.map((line) => fresh.get(line.offer.variantId) ?? (currency === null ? line.offer : { ...line.offer, unitPrice: null }));
}
