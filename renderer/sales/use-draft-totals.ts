import { cashStepOf } from '../../shared/sales/cash-rounding.rules.ts';
import { type DraftTrouble, draftTotals } from '../../shared/sales/order-draft.rules.ts';
import type { Offer } from '../../shared/sales/order-offer.contract.ts';
import { type OrderTotals, ownTerms } from '../../shared/sales/order-totals.rules.ts';
import { minor } from '../../shared/units/minor.ts';
import { useQueryOf } from '../client/use-shop.tsx';
import { type Draft, type TypedLine, useOrderDraft } from './order-draft.store.ts';

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
  const draft = useOrderDraft((state) => state.draft);
  const shop = useQueryOf('shop.get', undefined).data;
  const offers = useFreshOffers(draft.lines);
  if (!shop) return undefined;
  const lines = draft.lines.map((line, index) => ({ ...line, variantId: line.offer.variantId, taxRate: (offers[index] ?? line.offer).taxRate }));
  const terms = ownTerms(shop, cashStepFor(draft, shop.baseCurrency));
  const place = { offers, currency: shop.baseCurrency, country: shop.country };
  const read = draftTotals({ ...draft, lines }, terms, shop.baseCurrency);
  return 'totals' in read ? { ...place, totals: read.totals, trouble: undefined } : { ...place, totals: undefined, trouble: read.trouble };
}

const cashStepFor = (draft: Draft, currency: string) => (draft.handover === 'cash' ? cashStepOf(currency) : minor(0));

function useFreshOffers(lines: readonly TypedLine[]): Offer[] {
  const variantIds = lines.map((line) => line.offer.variantId);
  const answer = useQueryOf('order.offers', { variantIds }, { enabled: variantIds.length > 0 });
  const fresh = new Map(answer.data?.rows.map((row) => [row.variantId, row]));
  return lines.map((line) => fresh.get(line.offer.variantId) ?? line.offer);
}
