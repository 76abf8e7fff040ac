import { chooseService, type Choice, type ParcelToSend, type RatedService } from '../../shared/fulfilment/rate.rules.ts';
import type { Reader } from '../database/handles.ts';
import { allCarriers, allRates, allServices } from './carrier.statements.ts';

/** Every service in use with its rate table. */
export function ratedServices(reader: Reader): (RatedService & { carrierId: number })[] {
  const carriers = new Map(allCarriers.all(reader, {}).filter(({ blocked }) => blocked === 0).map((carrier) => [carrier.id, carrier]));
  const rows = Map.groupBy(allRates.all(reader, {}), ({ carrierServiceId }) => carrierServiceId);
  return allServices.all(reader, {}).flatMap(({ blocked, usual, ...service }) => {
    const carrier = carriers.get(service.carrierId);
    if (!carrier || blocked === 1) return [];
    return [{ ...service, usual: usual === 1, carrierName: carrier.name, rows: rows.get(service.id) ?? [] }];
  });
}

/** What every service would ask for a parcel, and which is taken. */
export const rateParcel = (reader: Reader, parcel: ParcelToSend): Choice => chooseService(ratedServices(reader), parcel);

interface Asked {
  country: string;
  postcode: string;
  weightGrams: number;
  lengthMm?: number;
  widthMm?: number;
  heightMm?: number;
}

/** A size counts when all three sides were measured. */
export const sizeOf = ({ lengthMm, widthMm, heightMm }: { lengthMm?: number; widthMm?: number; heightMm?: number }): ParcelToSend['size'] =>
  lengthMm === undefined || widthMm === undefined || heightMm === undefined ? null : [lengthMm, widthMm, heightMm];

export function quoteParcel(reader: Reader, asked: Asked) {
  const services = new Map(ratedServices(reader).map((service) => [service.id, service]));
  const choice = rateParcel(reader, { country: asked.country, postcode: asked.postcode, weightGrams: asked.weightGrams, size: sizeOf(asked) });
  const quotes = choice.quotes.map((quote) => {
    const { carrierName = '', name = '', days = null, usual = false } = services.get(quote.serviceId) ?? {};
    return { ...quote, carrierName, name, days, usual };
  });
  return { ...choice, quotes: quotes.toSorted((a, b) => (a.price ?? Infinity) - (b.price ?? Infinity)) };
}
