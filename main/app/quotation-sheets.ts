import type { Contract } from '../../shared/app/contract.ts';
import { Refusal } from '../../shared/refusal/refusal.ts';
import type { UnitPrice } from '../../shared/units/unit-price.ts';
import type { OutputOf } from '../database/handlers.ts';
import type { Actor } from '../database/handles.ts';
import { compareOrderSheet, type SheetOrder, writeOrderSheet } from '../purchasing/order-sheet.ts';
import type { Store } from './store.ts';

interface Which {
  quotationRequestId: number;
  supplierId: number;
}

/** A request as a workbook for one supplier: with the prices it told before, else without any. @throws Refusal `record.missing` */
export async function exportQuotationSheet(store: Store, actor: Actor, which: Which) {
  const { order, code } = await sheetOf(store, actor, which);
  return { ...(await writeOrderSheet(order)), fileName: `${order.number}-${code}.xlsx` };
}

/** What a filled-in workbook says beside what its supplier told before. @throws Refusal `quotation.closed`, and as reading any sheet */
export async function compareQuotationSheet(store: Store, actor: Actor, { data, ...which }: Which & { data: string }) {
  const { order, ids, closed } = await sheetOf(store, actor, which);
  if (closed) throw new Refusal('quotation.closed', { number: order.number });
  const { changed, removed, lines, expectedOn, ...rest } = await compareOrderSheet(order, data);
  const ofLine = <Line extends { variantId: number }>({ variantId, ...line }: Line) => ({ quotationRequestLineId: ids.get(variantId) ?? 0, ...line });
  return { ...rest, changed: changed.map(ofLine), removed: removed.map(ofLine), lines: lines.map(ofLine), deliverOn: expectedOn?.after ?? order.expectedOn };
}

async function sheetOf(store: Store, actor: Actor, { quotationRequestId, supplierId }: Which) {
  const [request, shop, goods] = (await Promise.all([
    store.query(actor, 'quotation.get', { quotationRequestId }),
    store.query(actor, 'shop.get', undefined),
    store.query(actor, 'agreement.list', { supplierId }),
  ])) as [OutputOf<Contract, 'quotation.get'>, OutputOf<Contract, 'shop.get'>, OutputOf<Contract, 'agreement.list'>];
  const supplier = request.suppliers.find((one) => one.supplierId === supplierId);
  if (!supplier) throw new Refusal('record.missing', { kind: 'supplier', id: supplierId });
  const codes = new Map(goods.items.map(({ variantId, item }) => [variantId, item.supplierSku]));
  const told = new Map((supplier.answer?.lines ?? []).map((line) => [line.quotationRequestLineId, line]));
  const lines = request.lines.map(({ id, variantId, sku, name, quantity: asked }) => {
    const { price = null, quantity = asked } = told.get(id) ?? {};
    return { variantId, sku, supplierSku: codes.get(variantId) ?? '', name, quantity, price };
  });
  const order: SheetOrder<UnitPrice | null> = { number: request.number, expectedOn: supplier.answer?.deliverOn ?? request.neededOn, currency: shop.baseCurrency, lines };
  return { order, code: supplier.code, ids: new Map(request.lines.map((line) => [line.variantId, line.id])), closed: request.closed };
}
