import type { Contract } from '../../shared/app/contract.ts';
import { Refusal } from '../../shared/refusal/refusal.ts';
import type { OutputOf } from '../database/handlers.ts';
import type { Actor } from '../database/handles.ts';
import { compareOrderSheet, type SheetOrder, writeOrderSheet } from '../purchasing/order-sheet.ts';
import type { Store } from './store.ts';

interface Which {
  purchaseOrderId: number;
}

/** A purchase order as a workbook: packing one is too long for the file's one writer, so it is done beside it. */
export const exportOrderSheet = async (store: Store, actor: Actor, which: Which) => writeOrderSheet(await sheetOrder(store, actor, which));

/** What a workbook that came back would change of a draft. @throws Refusal `purchaseOrder.notDraft`, and as reading any sheet */
export async function compareSheetOf(store: Store, actor: Actor, { data, ...which }: Which & { data: string }) {
  const order = await sheetOrder(store, actor, which);
  if (order.status !== 'draft') throw new Refusal('purchaseOrder.notDraft', { number: order.number, status: order.status });
  return compareOrderSheet(order, data);
}

/** @throws Refusal stocktake.booksHidden where who asks counts its goods blind */
async function sheetOrder(store: Store, actor: Actor, which: Which): Promise<SheetOrder & { status: string }> {
  const [order, shop] = (await Promise.all([store.query(actor, 'purchaseOrder.get', which), store.query(actor, 'shop.get', undefined)])) as [OutputOf<Contract, 'purchaseOrder.get'>, OutputOf<Contract, 'shop.get'>];
  const lines = order.lines.flatMap(({ variantId, sku, supplierSku, name, ordered, open, price }) => {
    // Of a draft everything is still to come, which is no figure of the shelf.
    const quantity = order.status === 'draft' ? open : ordered;
    if (quantity === undefined) throw new Refusal('stocktake.booksHidden', {});
    return price === undefined ? [] : [{ variantId, sku, supplierSku, name, quantity, price }];
  });
  return { number: order.number, status: order.status, expectedOn: order.expectedOn, currency: shop.baseCurrency, lines };
}
