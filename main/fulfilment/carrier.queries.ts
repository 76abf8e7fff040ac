import { recogniseNumber } from '../../shared/fulfilment/tracking-number.rules.ts';
import type { Reader } from '../database/handles.ts';
import { allCarriers, allRates, allServices, freeWaybills } from './carrier.statements.ts';

/** Every carrier with its services; few enough to be one answer. */
export function listCarriers(reader: Reader) {
  const rates = Map.groupBy(allRates.all(reader, {}), ({ carrierServiceId }) => carrierServiceId);
  const services = Map.groupBy(allServices.all(reader, {}), ({ carrierId }) => carrierId);
  const kept = new Map(freeWaybills.all(reader, {}).map(({ carrierId, free }) => [carrierId, free]));
  return {
    carriers: allCarriers.all(reader, {}).map(({ id, blocked, ...carrier }) => ({
      ...carrier,
      carrierId: id,
      blocked: blocked === 1,
      waybills: kept.get(id) ?? 0,
      services: (services.get(id) ?? []).map(({ id: carrierServiceId, carrierId: _carrier, commandId: _command, usual, blocked: off, ...service }) => ({
        ...service,
        carrierServiceId,
        usual: usual === 1,
        blocked: off === 1,
        rates: rates.get(carrierServiceId)?.length ?? 0,
      })),
    })),
  };
}

export const recognise = (reader: Reader, { number }: { number: string }) => ({
  carriers: recogniseNumber(allCarriers.all(reader, {}).filter(({ blocked }) => blocked === 0), number),
});
