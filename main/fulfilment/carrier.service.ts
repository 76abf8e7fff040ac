import type { RateInput } from '../../shared/fulfilment/carrier.contract.ts';
import { plainNumber } from '../../shared/fulfilment/tracking-number.rules.ts';
import { Refusal } from '../../shared/refusal/refusal.ts';
import type { Reader, Tx } from '../database/handles.ts';
import {
  allServices, carrierByCode, carrierById, clearRates, insertCarrier, insertRate, insertService, insertWaybill, makeUsual, noUsual, ratesOf, serviceById, serviceByName,
  type ServiceTerms, setCarrierBlocked, setServiceBlocked, setWithdrawn, updateCarrierRow, updateServiceRow, waybillByNumber,
} from './carrier.statements.ts';

interface CarrierFields {
  name: string;
  numberForms: string;
  linkTemplate: string;
}

/** @throws Refusal carrier.codeTaken */
export function addCarrier(tx: Tx, input: CarrierFields & { code: string }) {
  if (carrierByCode.get(tx, input)) throw new Refusal('carrier.codeTaken', { code: input.code });
  const { lastId: carrierId } = insertCarrier.run(tx, { ...input, checkRule: 'none' });
  tx.changed('carrier', carrierId);
  return { carrierId };
}

function getCarrier(reader: Reader, carrierId: number) {
  const carrier = carrierById.get(reader, { id: carrierId });
  if (!carrier) throw new Refusal('record.missing', { kind: 'carrier', id: carrierId });
  return carrier;
}

/** @throws Refusal record.missing */
export function updateCarrier(tx: Tx, { carrierId, changes }: { carrierId: number; changes: Partial<CarrierFields> }) {
  const { name, numberForms, linkTemplate } = getCarrier(tx, carrierId);
  const stood = { name, numberForms, linkTemplate };
  updateCarrierRow.run(tx, { id: carrierId, ...stood, ...changes });
  tx.changed('carrier', carrierId);
  const before = Object.fromEntries(Object.keys(changes).map((field) => [field, stood[field as keyof CarrierFields]]));
  return { carrierId, before };
}

/** @throws Refusal record.missing */
export const blockCarrier = (tx: Tx, input: { carrierId: number }) => turnCarrier(tx, input, 1);
/** @throws Refusal record.missing */
export const unblockCarrier = (tx: Tx, input: { carrierId: number }) => turnCarrier(tx, input, 0);

function turnCarrier(tx: Tx, { carrierId }: { carrierId: number }, blocked: 0 | 1) {
  getCarrier(tx, carrierId);
  setCarrierBlocked.run(tx, { id: carrierId, blocked });
  tx.changed('carrier', carrierId);
  return { carrierId };
}

/** @throws Refusal record.missing, carrier.serviceTaken */
export function addService(tx: Tx, input: ServiceTerms & { carrierId: number }) {
  getCarrier(tx, input.carrierId);
  if (serviceByName.get(tx, input)) throw new Refusal('carrier.serviceTaken', { name: input.name });
  const { lastId: carrierServiceId } = insertService.run(tx, { ...input, commandId: tx.commandId });
  tx.changed('carrierService', carrierServiceId);
  return { carrierServiceId };
}

function getService(reader: Reader, carrierServiceId: number) {
  const service = serviceById.get(reader, { id: carrierServiceId });
  if (!service) throw new Refusal('record.missing', { kind: 'carrierService', id: carrierServiceId });
  return service;
}

/** @throws Refusal record.missing, carrier.serviceTaken */
export function updateService(tx: Tx, { carrierServiceId, changes }: { carrierServiceId: number; changes: ServiceTerms }) {
  const { carrierId, name, cubicPerKilo, heaviestGrams, longestMm, days } = getService(tx, carrierServiceId);
  const same = serviceByName.get(tx, { carrierId, name: changes.name });
  if (same && same.id !== carrierServiceId) throw new Refusal('carrier.serviceTaken', { name: changes.name });
  updateServiceRow.run(tx, { id: carrierServiceId, ...changes });
  tx.changed('carrierService', carrierServiceId);
  return { carrierServiceId, before: { name, cubicPerKilo, heaviestGrams, longestMm, days } };
}

/** @throws Refusal record.missing */
export const blockService = (tx: Tx, input: { carrierServiceId: number }) => turnService(tx, input, 1);
/** @throws Refusal record.missing */
export const unblockService = (tx: Tx, input: { carrierServiceId: number }) => turnService(tx, input, 0);

function turnService(tx: Tx, { carrierServiceId }: { carrierServiceId: number }, blocked: 0 | 1) {
  getService(tx, carrierServiceId);
  setServiceBlocked.run(tx, { id: carrierServiceId, blocked });
  tx.changed('carrierService', carrierServiceId);
  return { carrierServiceId };
}

/** @throws Refusal record.missing */
export function chooseUsual(tx: Tx, { carrierServiceId }: { carrierServiceId: number | null }) {
  const before = { carrierServiceId: allServices.all(tx, {}).find(({ usual }) => usual === 1)?.id ?? null };
  noUsual.run(tx, {});
  if (carrierServiceId !== null) {
    getService(tx, carrierServiceId);
    makeUsual.run(tx, { id: carrierServiceId });
    tx.changed('carrierService', carrierServiceId);
  }
  if (before.carrierServiceId !== null) tx.changed('carrierService', before.carrierServiceId);
  return { carrierServiceId, before };
}

/** Replaces a rate table whole, so that no two half tables ever rate a parcel together. @throws Refusal record.missing */
export function setRates(tx: Tx, { carrierServiceId, rows }: { carrierServiceId: number; rows: readonly RateInput[] }) {
  getService(tx, carrierServiceId);
  const before = { rows: readRates(tx, { carrierServiceId }).rows };
  clearRates.run(tx, { carrierServiceId });
  rows.forEach((row, index) => insertRate.run(tx, { ...row, carrierServiceId, rowNo: index + 1 }));
  tx.changed('carrierService', carrierServiceId);
  return { carrierServiceId, before };
}

export const readRates = (reader: Reader, { carrierServiceId }: { carrierServiceId: number }) => ({
  rows: ratesOf.all(reader, { carrierServiceId }).map(({ carrierServiceId: _service, rowNo: _row, ...rate }) => rate),
});

/** Keeps numbers for later parcels; one that is kept already is counted, not kept twice. @throws Refusal record.missing */
export function addWaybills(tx: Tx, { carrierId, numbers }: { carrierId: number; numbers: readonly string[] }) {
  getCarrier(tx, carrierId);
  const plain = [...new Set(numbers.map(plainNumber))];
  const fresh = plain.filter((number) => !waybillByNumber.get(tx, { carrierId, number }));
  const waybillIds = fresh.map((number) => insertWaybill.run(tx, { carrierId, number, commandId: tx.commandId }).lastId);
  tx.changed('carrier', carrierId);
  return { waybillIds, known: plain.length - fresh.length };
}

/** Numbers no parcel bears; those in use stay. */
export const withdrawWaybills = (tx: Tx, { waybillIds }: { waybillIds: readonly number[] }) => ({ withdrawn: turnWaybills(tx, waybillIds, 1) });
export const restoreWaybills = (tx: Tx, { waybillIds }: { waybillIds: readonly number[] }) => ({ restored: turnWaybills(tx, waybillIds, 0) });

function turnWaybills(tx: Tx, waybillIds: readonly number[], withdrawn: 0 | 1): number {
  const turned = waybillIds.filter((id) => setWithdrawn.run(tx, { id, withdrawn }).changes > 0);
  for (const id of turned) tx.changed('waybill', id);
  return turned.length;
}
