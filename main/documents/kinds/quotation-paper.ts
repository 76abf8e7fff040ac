import { variantName } from '../../../shared/catalog/variant-name.rules.ts';
import type { DocumentLine, Party } from '../../../shared/documents/document.rules.ts';
import { dayOf } from '../../../shared/units/calendar.ts';
import { getShop } from '../../company/company.queries.ts';
import type { Reader } from '../../database/handles.ts';
import { requireSupplier } from '../../parties/supplier.queries.ts';
import { findItem } from '../../purchasing/agreement.queries.ts';
import { linesOfRequest, requestIdOf, requireRequest, suppliersAsked } from '../../purchasing/quotation.statements.ts';
import { chainHeadOf, frameOf, nothing } from '../facts.queries.ts';
import type { MakePaper } from '../kind.ts';

/** What one supplier is asked the price of; the column of prices is empty, to be written in. Its number is the request's and the supplier's code. */
export const quotationRequest: MakePaper = (reader, asked) => {
  const found = findAsked(reader, asked.number);
  if (!found) return undefined;
  const { shop, timeZone, language } = frameOf(reader);
  const { createdAt, answerByOn, neededOn, note, locationName } = requireRequest(reader, found.quotationRequestId);
  return {
    kind: 'quotationRequest',
    number: asked.number,
    language: asked.language ?? language,
    currency: getShop(reader).baseCurrency,
    timeZone,
    pricesIncludeTax: false,
    issuedOn: dayOf(createdAt, timeZone),
    dueOn: null,
    issuedAt: null,
    shop,
    party: partyOf(reader, found.supplierId),
    deliverTo: null,
    facts: [{ name: 'answerBy', value: answerByOn }, { name: 'neededOn', value: neededOn }, { name: 'place', value: locationName }],
    lines: linesFor(reader, found),
    charges: [],
    payments: [],
    note,
    barcode: asked.number,
    qr: null,
    chainHead: chainHeadOf(reader),
  };
};

interface Found {
  quotationRequestId: number;
  supplierId: number;
}

/** Either part may have a stroke of its own, so every one is tried. */
function findAsked(reader: Reader, number: string): Found | undefined {
  for (let at = number.indexOf('/'); at >= 0; at = number.indexOf('/', at + 1)) {
    const quotationRequestId = requestIdOf(reader, number.slice(0, at));
    const supplier = quotationRequestId === undefined ? undefined : suppliersAsked(reader, quotationRequestId).find(({ code }) => code === number.slice(at + 1));
    if (quotationRequestId !== undefined && supplier) return { quotationRequestId, supplierId: supplier.supplierId };
  }
  return undefined;
}

function partyOf(reader: Reader, supplierId: number): Party {
  const { name, address, contactName, taxNumber } = requireSupplier(reader, supplierId);
  return { name, lines: [contactName, ...address.split('\n')].filter((line) => line.trim() !== ''), taxNumber };
}

const linesFor = (reader: Reader, { quotationRequestId, supplierId }: Found): DocumentLine[] =>
  linesOfRequest(reader, quotationRequestId).map(({ variantId, sku, name, optionValues, quantity }) => {
    const theirs = findItem(reader, supplierId, variantId)?.supplierSku ?? '';
    const own = variantName(name, optionValues);
    return { sku, name: theirs === '' ? own : `${own} · ${theirs}`, quantity, unitPrice: null, taxRate: null, net: nothing, tax: nothing, gross: nothing, discount: nothing, bin: null, on: null };
  });
