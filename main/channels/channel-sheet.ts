import { createHash } from 'node:crypto';
import { damagedId, damagedSku, type DamagedCell } from '../../shared/channels/damaged-ids.rules.ts';
import type { SheetOrder } from '../../shared/channels/channel-sheet.rules.ts';
import { readOrder } from '../../shared/channels/channel-sheet.rules.ts';
import { bareCell } from '../../shared/channels/sheet-cells.rules.ts';
import { layoutOf, orderFieldsOf, orderSources } from '../../shared/channels/sheet-layouts.ts';
import type { NumberedRow } from '../../shared/contract/sheet.ts';
import { Refusal } from '../../shared/refusal/refusal.ts';
import { assertCurrency, repeatOf } from '../../shared/sales/intake.rules.ts';
import { type ImportedOrder, zImportedOrder } from '../../shared/sales/order-import.contract.ts';
import { getShop } from '../company/company.queries.ts';
import type { Outcome, Plan, SheetKind } from '../company/sheets/kind.ts';
import type { Reader, Tx } from '../database/handles.ts';
import { importOrders } from '../sales/order-import.service.ts';
import { variantsBySku } from '../sales/sold-variants.queries.ts';
import { findSheetOrder, refundsTold } from './channel-sheet.queries.ts';
import { getChannel } from './channel.statements.ts';
import { storePayload } from './payload.service.ts';
import { noteRound } from './round.service.ts';
import { getSheetChannel } from './sheet-channel.statements.ts';
import { importedOf } from './sheet-order.mapping.ts';
import { noteAddress } from './conflict-seen.service.ts';
import { endTrouble } from './trouble.service.ts';

/** Orders as the sheets of a platform tell them: they enter by the same door as those of a connector. */
export const channelSheet: SheetKind<SheetOrder> = {
  roles: ['owner', 'manager'],
  fields: orderFieldsOf('other'),
  fieldsOf: orderFieldsOf,
  sources: orderSources,
  tables: ['salesOrder'],
  admit: admitSheet,
  inspect: refuseDamage,
  groupOf: (row) => bareCell(row['orderId']),
  read: readOrder,
  claims: () => [],
  keep: (order, parts) => (parts.length === 0 ? undefined : order),
  plan: (reader, order) => planOf(reader, order),
  apply: takeOrder,
  finish: noteSheet,
  takeBack: () => {
    throw new Refusal('sheet.ordersStay', {});
  },
};

/** A sheet of another platform would make every order twice, under two channels. @throws Refusal sheet.noChannel, sheet.notItsChannel, sheet.otherPlatform */
function admitSheet(reader: Reader, { channelId, source }: { channelId: number | null; source: string }): void {
  if (channelId === null) throw new Refusal('sheet.noChannel', {});
  getChannel(reader, channelId);
  const { platform } = getSheetChannel(reader, channelId);
  const found = layoutOf(source).platform;
  if (platform !== 'other' && found !== 'other' && found !== platform) throw new Refusal('sheet.otherPlatform', { platform, found });
}

/** @throws Refusal sheet.idScientific, sheet.idRounded, sheet.idZerosLost, sheet.idDateMade: nothing of such a sheet can be trusted */
function refuseDamage(reader: Reader, rows: readonly NumberedRow[]): void {
  const cellsOf = (field: string) => rows.map(({ number, cells }) => ({ row: number, text: cells[field] }));
  for (const field of ['orderId', 'lineId']) refuse(field, damagedId(cellsOf(field)));
  refuse('sku', damagedSku(cellsOf('sku'), (skus) => new Set(variantsBySku(reader, skus).keys())));
}

const codes = { scientific: 'sheet.idScientific', rounded: 'sheet.idRounded', zerosLost: 'sheet.idZerosLost', dateMade: 'sheet.idDateMade' } as const;

function refuse(column: string, found: DamagedCell | undefined): void {
  if (found) throw new Refusal(codes[found.damage], { column, row: found.row, value: found.value });
}

/** The order as the sales room takes it, with the refunds told before it. @throws Refusal sheet.orderUnreadable */
function itemOf(reader: Reader, order: SheetOrder): ImportedOrder {
  const { versionAt, ...content } = order;
  const contentHash = createHash('sha256').update(JSON.stringify({ ...content, lines: content.lines.toSorted((a, b) => (a.id < b.id ? -1 : 1)) })).digest('hex');
  const told = refundsTold(reader, order);
  const parsed = zImportedOrder.safeParse({ ...importedOf(reader, order, getSheetChannel(reader, order.channelId), told), contentHash, versionAt });
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new Refusal('sheet.orderUnreadable', { field: issue?.path.join('.') ?? '', says: issue?.message ?? '' });
}

/** @throws Refusal currency.mismatch, sheet.orderUnreadable */
function planOf(reader: Reader, order: SheetOrder): Plan {
  assertCurrency(order.currency, getShop(reader).baseCurrency);
  const item = itemOf(reader, order);
  const stored = findSheetOrder(reader, order);
  const parts = order.lines.map(() => ({ isNew: stored === undefined, changes: [] }));
  if (!stored) return { outcome: 'created', changes: [], parts };
  const repeat = repeatOf(stored, item);
  if (repeat === 'unchanged' || repeat === 'older') return { outcome: 'unchanged', changes: [], parts };
  const changes = repeat === 'confirmed' || stored.channelStatus === item.channelStatus ? [] : [{ field: 'status', before: stored.channelStatus ?? '', after: item.channelStatus }];
  const different = repeat === 'changed' && changes.length === 0 ? [{ field: 'orderId', before: order.externalId, after: order.externalId }] : changes;
  return { outcome: 'updated', changes: different, parts };
}

/** @throws Refusal as importing any order */
function takeOrder(tx: Tx, order: SheetOrder): Outcome {
  const { outcome } = planOf(tx, order);
  const { channelId, externalId, versionAt } = order;
  const { goLiveAt } = getChannel(tx, channelId);
  const { locationId } = getSheetChannel(tx, channelId);
  storePayload(tx, { channelId, externalId, modifiedAt: versionAt, body: JSON.stringify(order) });
  const [result] = importOrders(tx, { channelId, goLiveAt, items: [itemOf(tx, order)], ...(locationId !== null && { locationId }) }).results;
  if (result && !result.ok) throw new Refusal(result.refusal.code, result.refusal.details as never);
  if (result?.value.outcome === 'changed') noteAddress(tx, channelId, result.value.orderId);
  endTrouble(tx, channelId, externalId);
  return outcome;
}

/** The sheet is what a round is to a channel that answers: it says how old its numbers are. */
function noteSheet(tx: Tx, { channelId, written }: { channelId: number | null; written: number }): void {
  if (channelId !== null) noteRound(tx, { channelId, startedAt: tx.now, pulled: written, sent: 0, fault: null, random: 0 });
}
