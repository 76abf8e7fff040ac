import { createContext, useContext } from 'react';
import { createStore, type StoreApi, useStore } from 'zustand';
import { sumOfLots } from '../../shared/inventory/lot.rules.ts';
import type { Offer } from '../../shared/sales/order-offer.contract.ts';
import { type NamedLot, withNamed } from '../../shared/sales/sale-scan.rules.ts';
import type { Minor } from '../../shared/units/minor.ts';
import { type Quantity, quantity } from '../../shared/units/quantity.ts';
import type { UnitPrice } from '../../shared/units/unit-price.ts';

/** How the goods go: later by parcel, or at once over the counter against cash or card. */
export const handovers = ['parcel', 'cash', 'card'] as const;
export type Handover = (typeof handovers)[number];

export interface TypedLine {
  /** The goods as they were found; the screen asks anew what they are taxed at and how many are there. */
  readonly offer: Offer;
  readonly quantity: Quantity | null;
  /** Null takes what the shop asks. */
  readonly unitPrice: UnitPrice | null;
  readonly discount: Minor | null;
  /** The lots and pieces that were scanned for it. */
  readonly lots: readonly NamedLot[];
}

export const addressFields = ['recipient', 'phone', 'line1', 'city', 'region', 'postcode'] as const;
export type AddressField = (typeof addressFields)[number];
export type TypedAddress = Readonly<Record<AddressField, string>>;

/** Who it is for: a customer of the shop, or somebody whose card is made with the order. */
export interface TypedCustomer {
  /** Null until the card is made. */
  readonly id: number | null;
  readonly name: string;
  /** Of a card that is not made yet. */
  readonly phone?: string;
}

export interface Draft {
  readonly handover: Handover;
  /** Null where it is in the shop's own; over the counter it always is. */
  readonly currency: string | null;
  readonly lines: readonly TypedLine[];
  readonly customer: TypedCustomer | null;
  readonly address: TypedAddress;
  readonly shipping: Minor | null;
  readonly discount: Minor | null;
  readonly note: string;
}

export interface OrderDraft {
  readonly draft: Draft;
  change(changes: Partial<Draft>): void;
  /** Puts goods on a line of their own, or on the line that has them already. */
  add(offer: Offer, amount: Quantity, lot?: NamedLot | null): void;
  changeLine(variantId: number, changes: Partial<TypedLine>): void;
  drop(variantId: number): void;
  clear(): void;
}

const noAddress: TypedAddress = { recipient: '', phone: '', line1: '', city: '', region: '', postcode: '' };
const empty: Draft = { handover: 'parcel', currency: null, lines: [], customer: null, address: noAddress, shipping: null, discount: null, note: '' };

/** A draft that outlives its screen: somebody on the phone asks for something else first. */
const draftStore = (blank: Draft): StoreApi<OrderDraft> =>
  createStore<OrderDraft>((set) => ({
    draft: blank,
    change: (changes) => set(({ draft }) => ({ draft: { ...draft, ...changes } })),
    add: (offer, amount, lot = null) => set(({ draft }) => ({ draft: { ...draft, lines: withGoods(draft.lines, offer, amount, lot) } })),
    changeLine: (variantId, changes) => set(({ draft }) => ({ draft: { ...draft, lines: draft.lines.map((line) => (line.offer.variantId === variantId ? { ...line, ...changes } : line)) } })),
    drop: (variantId) => set(({ draft }) => ({ draft: { ...draft, lines: draft.lines.filter((line) => line.offer.variantId !== variantId) } })),
    clear: () => set({ draft: blank }),
  }));

/** The order being typed. */
const typedOrder = draftStore(empty);
/** The sale at the counter, which is another draft: an order on the phone waits beside it. How it is paid is asked at its end. */
export const counterSale = draftStore({ ...empty, handover: 'card' });

const DraftContext = createContext(typedOrder);
/** Which draft the fields below it type. */
export const DraftOf = DraftContext.Provider;

export const useDraftStore = (): StoreApi<OrderDraft> => useContext(DraftContext);
export const useOrderDraft = (): OrderDraft => useStore(useDraftStore());

export const isBegun = ({ lines, customer, note, shipping, discount }: Draft): boolean => lines.length > 0 || customer !== null || note !== '' || shipping !== null || discount !== null;

/** A piece whose number is scanned after its goods were picked by name is one of those on the line. */
function withGoods(lines: readonly TypedLine[], offer: Offer, amount: Quantity, lot: NamedLot | null): TypedLine[] {
  const isSame = (line: TypedLine): boolean => line.offer.variantId === offer.variantId;
  if (!lines.some(isSame)) return [...lines, { offer, quantity: amount, unitPrice: null, discount: null, lots: withNamed([], lot) }];
  return lines.map((line) => {
    if (!isSame(line)) return line;
    const before = line.quantity ?? 0;
    const lots = withNamed(line.lots, lot);
    const isOneOfThem = lot !== null && offer.tracking === 'serial' && sumOfLots(lots) <= before;
    return { ...line, lots, quantity: quantity(before + (isOneOfThem ? 0 : amount)) };
  });
}
