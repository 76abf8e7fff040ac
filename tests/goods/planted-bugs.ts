import type { PlantedBug } from '../support/planted.ts';

const costLayers = 'shared/inventory/cost-layer.rules.ts';
const lots = 'shared/inventory/lot.rules.ts';

/**
 * Chosen before the model was let loose on them, but for two of lots ('freed of lots that hold none', 'sells of lots it does not
 * have'): they stand for two of counting by lot that it did not notice in ten thousand operations, what another count corrected
 * of a lot being corrected twice, and goods sold without a lot explaining nothing that is missing.
 */
export const plantedBugs: readonly PlantedBug[] = [
  // Costing
  { name: 'last in, first out', file: costLayers, from: 'for (let layer = book.open[0]; layer && missing > 0; layer = book.open[0]) {', to: 'for (let layer = book.open.at(-1); layer && missing > 0; layer = book.open.at(-1)) {' },
  { name: 'a draw is rounded down instead of half away from zero', file: costLayers, from: 'const value = mulDiv(layer.value, taken, layer.quantity);', to: 'const value = Math.floor((layer.value * taken) / layer.quantity);' },
  { name: 'the draw that empties a layer leaves a remainder', file: costLayers, from: 'const value = mulDiv(layer.value, taken, layer.quantity);', to: 'const value = mulDiv(layer.value, taken, layer.quantity + 1);' },
  { name: 'owed goods give their estimate back twice', file: costLayers, from: 'quantity: quantity(settled), value: minor(-estimate) });', to: 'quantity: quantity(settled), value: minor(-2 * estimate) });' },
  { name: 'owed goods cost nothing until they come', file: costLayers, from: 'const value = lastCost ? mulDiv(lastCost.value, missing, lastCost.quantity) : 0;', to: 'const value = 0;' },
  { name: 'the newest debt is settled first', file: costLayers, from: 'for (let owed = book.owed[0], layer = book.open[0]; owed && layer; owed = book.owed[0], layer = book.open[0]) {', to: 'for (let owed = book.owed.at(-1), layer = book.open[0]; owed && layer; owed = book.owed.at(-1), layer = book.open[0]) {' },
  { name: 'goods of one day are costed as they were recorded', file: 'shared/inventory/costing-event.rules.ts', from: 'return a.occurredAt - b.occurredAt || a.id - b.id;', to: 'return a.id - b.id;' },
  { name: 'a late price does not follow the draws', file: 'main/inventory/costing.service.ts', from: 'markDirty(tx, receipt.variantId, receipt);', to: '' },
  { name: 'a correction enters a closed period', file: 'shared/inventory/recosting.rules.ts', from: '=> (postedOn < firstOpenOn ? firstOpenOn : postedOn);', to: '=> postedOn;' },
  { name: 'found goods cost what somebody says', file: 'shared/inventory/adjustment.rules.ts', from: 'return latest ? minor(mulDiv(latest.value, found, latest.quantity)) : said;', to: 'return said;' },
  // Movements
  { name: 'goods on hold may leave', file: 'main/inventory/shortage.service.ts', from: 'change: change + movement.quantity - movement.held,', to: 'change: change + movement.quantity,' },
  { name: 'a cancelled draw forgets what was on hold', file: 'main/inventory/stock.service.ts', from: ': quantity(-draw.held),', to: ': quantity(0),' },
  { name: 'what arrived of a transfer is still on its way', file: 'main/inventory/transfer.service.ts', from: 'for (const line of expected) settleLine.run(tx, { ...line, stockTransferId: id });', to: '' },
  { name: 'what expires last leaves first', file: lots, from: 'return a.expiresOn < b.expiresOn ? -1 : 1;', to: 'return a.expiresOn < b.expiresOn ? 1 : -1;' },
  { name: 'a lot expires a day early', file: lots, from: 'lot.expiresOn !== null && lot.expiresOn < today;', to: 'lot.expiresOn !== null && lot.expiresOn <= today;' },
  { name: 'a lot on recall is sold', file: lots, from: '=> !lot.held && !expired(lot, today);', to: '=> !expired(lot, today);' },
  { name: 'what is on hold of a lot leaves as if it were free', file: lots, from: 'const ofFree = Math.min(free, lot.onHand - lot.onHold);', to: 'const ofFree = Math.min(free, lot.onHand);' },
  { name: 'what is freed is freed of lots that hold none', file: lots, from: 'held > 0 ? lot.onHand - lot.onHold : lot.onHold);', to: 'held > 0 ? lot.onHand - lot.onHold : lot.onHand);' },
  { name: 'a warehouse sells of lots it does not have', file: 'main/inventory/lot-choice.service.ts', from: '!(sold && mayOwe)', to: '!sold' },
  // Allocation and sales
  { name: 'cancelling a part sets everything free', file: 'main/sales/cancellation.service.ts', from: "releaseLines(tx, order.id, 'open');", to: "releaseLines(tx, order.id, 'nothing');" },
  { name: 'a shipment leaves its promise standing', file: 'main/sales/shipment.service.ts', from: 'if (setAside.some((row) => row.orderLineId === part.orderLineId)) part.setAside = consumeAllocation(tx, part);', to: '' },
  { name: 'missing goods cost the oldest promise', file: 'main/inventory/allocation.service.ts', from: ".orderBy('allocatedAt', 'desc')", to: ".orderBy('allocatedAt', 'asc')" },
  { name: 'a part does not count what was cancelled', file: 'shared/sales/order-part.rules.ts', from: 'const reached = line.shipped + line.cancelled + part;', to: 'const reached = line.shipped + part;' },
  // Purchasing
  { name: 'each delivery rounds for itself', file: 'main/purchasing/receipt-plan.ts', from: 'const whole = costOf(lineFigures(line, quantity(known.quantity + arrived), digits), deductible(reader, receiving));', to: 'const whole = minor(known.value + costOf(lineFigures(line, arrived, digits), deductible(reader, receiving)));' },
  { name: 'a bill changes goods of a closed period', file: 'shared/purchasing/match.rules.ts', from: ' || receipt.postedOn < rule.firstOpenOn;', to: ';' },
  { name: 'each return takes its share anew', file: 'shared/purchasing/purchase-return.rules.ts', from: 'line.returnedBilled.quantity + billed, line.billed.quantity, line.returnedBilled[of]);', to: 'billed, line.billed.quantity, minor(0));' },
  { name: 'freight is spread over goods that went back', file: 'main/purchasing/landed-cost-parts.ts', from: 'const kept = quantity(line.quantity - line.returned);', to: 'const kept = line.quantity;' },
  { name: 'a bill taken back leaves its price with the goods', file: 'main/purchasing/supplier-bill.service.ts', from: "revalueReceipt(tx, { movementId: match.movementId, delta: minor(-match.difference), postedOn });", to: ';' },
  // Counting
  { name: 'a late scan is netted by its arrival', file: 'main/counting/scan-instant.ts', from: 'return { scannedAt: instant(Math.min(at, now)), trusted: 1 };', to: 'return { scannedAt: now, trusted: 1 };' },
  { name: 'a scan taken back still counts', file: 'main/counting/counted-lines.queries.ts', from: ".whereRef('undo.undoesSequence', '=', 'scan.sequence')", to: ".whereRef('undo.undoesSequence', '<', 'scan.sequence')" },
  { name: 'what another count corrected is corrected twice', file: 'shared/counting/variance.rules.ts', from: 'if (correction || at <= first) book += moved;', to: 'if (at <= first) book += moved;' },
  { name: 'goods sold amid a count leave from the side still to count', file: 'shared/counting/variance.rules.ts', from: 'const fromCounted = Math.min(-moved, scannedBy(counts, at) - leftMeanwhile);', to: 'const fromCounted = 0;' },
  // Posting
  { name: 'the books open again a day late', file: 'main/accounting/period.queries.ts', from: "day('0001-01-01') : addDays(through, 1);", to: "day('0001-01-01') : addDays(through, 2);" },
  { name: 'a key asked again is carried out again', file: 'main/app/dispatch.ts', from: 'if (!known) return undefined;', to: 'return undefined;' },
];
