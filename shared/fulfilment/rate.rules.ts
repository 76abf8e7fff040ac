import { type Minor, minor } from '../units/minor.ts';

/** A row of a rate table: where to and up to which weight; above the row before, each begun step costs more. */
export interface RateRow {
  zone: string;
  /** `*` is every country. */
  country: string;
  /** First signs of the postcodes, both included and equally long; empty for the whole country. */
  postcodeFrom: string;
  postcodeTo: string;
  upToGrams: number;
  price: Minor;
  stepGrams: number | null;
  stepPrice: Minor | null;
}

export interface RatedService {
  id: number;
  carrierName: string;
  name: string;
  /** Cubic centimetres that count as a kilogram. */
  cubicPerKilo: number | null;
  heaviestGrams: number | null;
  longestMm: number | null;
  days: number | null;
  usual: boolean;
  rows: readonly RateRow[];
}

export interface ParcelToSend {
  country: string;
  postcode: string;
  weightGrams: number;
  /** Null where nobody measured it; services that ask for it go by weight alone. */
  size: readonly [number, number, number] | null;
}

/** Why a service does not carry a parcel. */
export const unfitReasons = ['tooHeavy', 'tooLong', 'noZone', 'noBand'] as const;
export type UnfitReason = (typeof unfitReasons)[number];

export type Quote =
  | { serviceId: number; price: Minor; zone: string; chargedGrams: number; unfit: null }
  | { serviceId: number; price: null; zone: string | null; chargedGrams: number; unfit: UnfitReason };

/** What counts as a parcel's weight: the larger of its own and what its size counts for, on the next gram up. */
export function chargedGrams({ weightGrams, size }: ParcelToSend, cubicPerKilo: number | null): number {
  if (cubicPerKilo === null || size === null) return weightGrams;
  const cubicMm = size[0] * size[1] * size[2];
  // A cubic centimetre is 1,000 mm³ and a kilogram 1,000 g: the thousands cancel.
  return Math.max(weightGrams, Math.ceil(cubicMm / cubicPerKilo));
}

const signs = (postcode: string): string => postcode.toUpperCase().replaceAll(/[^A-Z0-9]/g, '');

const serves = (row: RateRow, country: string, postcode: string): boolean => {
  if (row.country !== '*' && row.country !== country) return false;
  const begin = postcode.slice(0, row.postcodeFrom.length);
  return begin.length === row.postcodeFrom.length && begin >= row.postcodeFrom && begin <= row.postcodeTo;
};

/** A country said by name beats any country, and more signs of a postcode beat fewer. */
const exactness = (row: RateRow): number => (row.country === '*' ? 0 : 100) + row.postcodeFrom.length;

/** What one service asks for a parcel, or why it does not carry it. */
export function quoteOf(service: RatedService, parcel: ParcelToSend): Quote {
  const grams = chargedGrams(parcel, service.cubicPerKilo);
  const unfit = (reason: UnfitReason, zone: string | null = null): Quote => ({ serviceId: service.id, price: null, zone, chargedGrams: grams, unfit: reason });
  if (service.heaviestGrams !== null && parcel.weightGrams > service.heaviestGrams) return unfit('tooHeavy');
  if (service.longestMm !== null && parcel.size !== null && Math.max(...parcel.size) > service.longestMm) return unfit('tooLong');
  const postcode = signs(parcel.postcode);
  const serving = service.rows.filter((row) => serves(row, parcel.country, postcode));
  const best = Math.max(...serving.map(exactness));
  const zone = serving.find((row) => exactness(row) === best)?.zone;
  if (zone === undefined) return unfit('noZone');
  const bands = serving.filter((row) => exactness(row) === best && row.zone === zone).toSorted((a, b) => a.upToGrams - b.upToGrams);
  const place = bands.findIndex((row) => grams <= row.upToGrams);
  const band = bands[place];
  if (!band) return unfit('noBand', zone);
  return { serviceId: service.id, price: priceInBand(band, bands[place - 1]?.upToGrams ?? 0, grams), zone, chargedGrams: grams, unfit: null };
}

/** A band's price, and for each step begun above the band before, the step's. */
function priceInBand(band: RateRow, above: number, grams: number): Minor {
  if (band.stepGrams === null || band.stepPrice === null) return band.price;
  const steps = Math.ceil(Math.max(0, grams - above) / band.stepGrams);
  return minor(band.price + steps * band.stepPrice);
}

export interface Choice {
  /** Null where nobody carries it. */
  serviceId: number | null;
  price: Minor | null;
  /** What the usual service would have asked; null where it does not carry it. */
  usualPrice: Minor | null;
  quotes: Quote[];
}

/** The cheapest service that carries a parcel; of equal ones the quicker, then the one entered first. */
export function chooseService(services: readonly RatedService[], parcel: ParcelToSend): Choice {
  const quotes = services.map((service) => quoteOf(service, parcel));
  const daysOf = new Map(services.map(({ id, days }) => [id, days ?? Number.MAX_SAFE_INTEGER]));
  const fit = quotes.flatMap((quote) => (quote.unfit === null ? [quote] : []));
  const [cheapest] = fit.toSorted((a, b) => a.price - b.price || (daysOf.get(a.serviceId) ?? 0) - (daysOf.get(b.serviceId) ?? 0) || a.serviceId - b.serviceId);
  const usual = services.find((service) => service.usual)?.id;
  return { serviceId: cheapest?.serviceId ?? null, price: cheapest?.price ?? null, usualPrice: fit.find(({ serviceId }) => serviceId === usual)?.price ?? null, quotes };
}
