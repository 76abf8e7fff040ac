import type { RefusalData } from '../../shared/refusal/refusal.ts';
import { assertCurrency, awaiting, claimsGoods, type Intake, intakeOf, repeatOf } from '../../shared/sales/intake.rules.ts';
import type { ImportedOrder, importOutcomes } from '../../shared/sales/order-import.contract.ts';
import { openQuantity } from '../../shared/sales/order-part.rules.ts';
import type { Instant } from '../../shared/units/instant.ts';
import { minor } from '../../shared/units/minor.ts';
import { shopOf } from '../company/company.queries.ts';
import { withNumbersDrawn } from '../company/series.service.ts';
import type { Tx } from '../database/handles.ts';
import { allocateLines } from './allocation.service.ts';
import { settleLeftBefore } from './before-go-live.service.ts';
import { customerOfImport } from './customer-of-import.ts';
import { raiseUnknownSku } from './exception.service.ts';
import { changeImported } from './imported-change.service.ts';
import { type GoodsMeant, goodsMeant, importedRows, type ImportedRows, moneyBefore, raiseRounding, splitRows } from './imported-rows.ts';
import { takeImportedPayments, takeImportedState } from './imported-state.service.ts';
import { checkNew } from './order-check.service.ts';
import { type LineRow, refreshStates } from './order-record.ts';
import { confirmVersion, findImported } from './order.statements.ts';
import { placeOrder } from './place-order.service.ts';

type Outcome = (typeof importOutcomes)[number];

interface ImportBatch {
  channelId: number;
  goLiveAt: Instant | null;
  /** Where the goods are set aside; any place that sells when left out. */
  locationId?: number;
  items: readonly ImportedOrder[];
}

type Result = { ok: true; value: { orderId: number; outcome: Outcome } } | { ok: false; refusal: RefusalData };

/**
 * Takes orders of a channel, each in a savepoint of its own: one that is refused never blocks the next, and the same order
 * again, in whatever order versions arrive, leaves the same rows (INV-C1, D13).
 */
export function importOrders(tx: Tx, batch: ImportBatch): { results: Result[] } {
  const prepared = { ...batch, meant: goodsMeant(tx, batch.items) };
  const results = withNumbersDrawn(tx, ['salesOrder', 'journalEntry'], batch.items.length, () => batch.items.map((item) => tx.attempt(() => importOrder(tx, prepared, item))));
  return { results };
}

type PreparedBatch = ImportBatch & { meant: GoodsMeant };

function importOrder(tx: Tx, batch: PreparedBatch, item: ImportedOrder): { orderId: number; outcome: Outcome } {
  assertCurrency(item.currency, shopOf(tx).baseCurrency);
  const stored = findImported.get(tx, { channelId: batch.channelId, externalId: item.externalId });
  if (!stored) return takeNew(tx, batch, item);
  const repeat = repeatOf({ contentHash: stored.contentHash ?? '', versionAt: stored.versionAt ?? item.versionAt }, item);
  if (repeat === 'confirmed') confirmVersion.run(tx, { orderId: stored.id, versionAt: item.versionAt });
  if (repeat === 'changed') changeImported(tx, stored.id, item, goLiveOf(tx, batch), batch.locationId);
  return { orderId: stored.id, outcome: repeat === 'confirmed' ? 'unchanged' : repeat };
}

/** Orders finished before go-live are history, open ones are taken over, later ones are ours (DOMAIN §4). */
function takeNew(tx: Tx, batch: PreparedBatch, item: ImportedOrder): { orderId: number; outcome: Outcome } {
  const goLiveAt = goLiveOf(tx, batch);
  const intake = intakeOf(item, goLiveAt);
  const rows = splitRows(tx, importedRows(item, intake, batch.meant), batch.meant, item, intake);
  const { customerId, created: isNewCustomer } = customerOfImport(tx, item);
  const { orderId, lines: taken } = placeOrder(tx, { ...item, ...awaiting(item), channelId: batch.channelId, shownNumber: item.number, customerId, intake, ...rows, ...moneyBefore(item) });
  if (intake === 'history') return { orderId, outcome: 'history' };
  raiseDoubts(tx, orderId, rows, taken);
  takeImportedPayments(tx, { ...nothingPaid, id: orderId, shownNumber: item.number, channelId: batch.channelId, intake }, item, goLiveAt);
  if (intake === 'takenOver') settleLeftBefore(tx, orderId, rows.lines.map((line) => line.shippedBefore), item.orderedAt);
  const lines = isUntouched(item, intake, taken) ? taken : takeImportedState(tx, orderId, item, goLiveAt);
  const standing = claimsGoods(item) ? allocateLines(tx, lines, batch.locationId) : lines;
  refreshStates(tx, orderId, standing);
  checkNew(tx, orderId, { lines: standing, isNewCustomer });
  return { orderId, outcome: intake === 'takenOver' ? 'takenOver' : 'created' };
}

const nothingPaid = { deposits: minor(0), receivable: minor(0), owed: minor(0) };

/** Nothing has become of the order yet, as of nearly all that are new: its lines stand as they were just written. */
const isUntouched = (item: ImportedOrder, intake: Intake, lines: readonly LineRow[]): boolean =>
  intake === 'new' && item.status === 'open' && item.refunds.length === 0 && lines.some((line) => openQuantity(line) > 0);

/** A channel that joined later has a go-live of its own. */
export function goLiveOf(tx: Tx, batch: { goLiveAt: Instant | null }): Instant {
  const own = shopOf(tx).goLiveAt;
  return batch.goLiveAt !== null && batch.goLiveAt > own ? batch.goLiveAt : own;
}

/** What the order is taken with although something is wrong: a person looks at it, the order never waits (D13). */
function raiseDoubts(tx: Tx, orderId: number, rows: ImportedRows, lines: readonly LineRow[]): void {
  if (rows.suspicious) raiseRounding(tx, orderId, rows);
  for (const { id, variantId, sku, lineNo } of lines) {
    if (variantId === null) raiseUnknownSku(tx, { orderId, orderLineId: id, sku, lineNo });
  }
}
