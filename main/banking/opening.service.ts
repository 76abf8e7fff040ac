import { isCredit, type KnownRow, mayPost, openingEntry, type OpeningPlan, planOpening, proveOpening } from '../../shared/banking/opening.rules.ts';
import { Refusal } from '../../shared/refusal/refusal.ts';
import { addDays } from '../../shared/units/calendar.ts';
import type { Day } from '../../shared/units/day.ts';
import { type Minor, minor } from '../../shared/units/minor.ts';
import { requireRate } from '../accounting/exchange-rate.statements.ts';
import type { ForeignTotal } from '../accounting/foreign-item.service.ts';
import { postEntry, reverseEntry } from '../accounting/journal.service.ts';
import { listAccounts } from '../accounting/account.queries.ts';
import { refuseLockedDay } from '../accounting/period.service.ts';
import type { Tx } from '../database/handles.ts';
import { createCustomer } from '../parties/customer.service.ts';
import { requireSupplier } from '../parties/supplier.queries.ts';
import { createSupplier } from '../parties/supplier.service.ts';
import { takeBackOpeningBill, takeOpeningBill } from '../purchasing/opening-bill.service.ts';
import { takeBackOpeningPrepayment, takeOpeningPrepayment } from '../purchasing/opening-prepayment.service.ts';
import { takeBackOpeningDeposit, takeOpeningDeposit } from '../sales/opening-deposit.service.ts';
import { takeBackOpeningInvoice, takeOpeningInvoice } from '../sales/opening-invoice.service.ts';
import { updateBankAccount } from './bank-account.service.ts';
import { knownRows, openingFacts, partiesOf } from './opening.queries.ts';
import { bankCalled, bankOfEntry, entryOfOpening, insertOpening, insertRow, openingById, removeRow, rowById, rowsOf, settleRow, takeBackRow, type WrittenRow } from './opening.statements.ts';

/** Writes rows down; they may stand for others that are taken out. @throws Refusal record.missing, opening.rowPosted */
export function addOpeningRows(tx: Tx, { rows, replaces }: { rows: readonly WrittenRow[]; replaces: readonly number[] }) {
  for (const id of replaces) turnRow(tx, id, tx.commandId);
  return { openingRowIds: rows.map((row) => writeRow(tx, row)) };
}

/** @throws nothing: a row is proved with all others, when they are posted */
export function writeRow(tx: Tx, row: WrittenRow): number {
  const { lastId } = insertRow.run(tx, { ...row, commandId: tx.commandId });
  tx.changed('openingRow', lastId);
  return lastId;
}

/** Takes rows out, and puts back those they had replaced. @throws Refusal record.missing, opening.rowPosted */
export function removeOpeningRows(tx: Tx, { openingRowIds, restores }: { openingRowIds: number[]; restores: readonly number[] }) {
  for (const id of openingRowIds) turnRow(tx, id, tx.commandId);
  for (const id of restores) turnRow(tx, id, null);
  return { openingRowIds };
}

/** @throws Refusal record.missing, opening.rowPosted */
export function restoreOpeningRows(tx: Tx, { openingRowIds }: { openingRowIds: number[] }) {
  for (const id of openingRowIds) turnRow(tx, id, null);
  return { openingRowIds };
}

function turnRow(tx: Tx, id: number, removedById: number | null): void {
  const row = rowById.get(tx, { id });
  if (!row) throw new Refusal('record.missing', { kind: 'openingRow', id });
  if (row.openingId !== null) throw new Refusal('opening.rowPosted', { name: [row.account, row.party, row.number].filter(Boolean).join(' ') });
  removeRow.run(tx, { id, removedById });
  tx.changed('openingRow', id);
}

/**
 * Posts what waits, all of it or nothing: balances no document keeps in one entry, each open item as an order or a bill of its own,
 * what the bank says as its account's beginning. Afterwards opening equity is zero. Source: DOMAIN §5 "opening balances", INV-X1.
 * @throws Refusal opening.notProved (a promise is not kept), opening.remainder (opening equity would keep something and nobody said where
 * it goes), opening.notEquity, chart.missing, period.locked, rate.missing
 */
export function postOpening(tx: Tx, { openingOn, remainderTo }: { openingOn: Day; remainderTo: number | null }) {
  const facts = openingFacts(tx, openingOn, tx.now);
  refuseLockedDay(tx, openingOn);
  const rows = knownRows(tx, facts);
  const proofs = proveOpening(rows, facts);
  if (!mayPost(proofs)) throw new Refusal('opening.notProved', { proofs: proofs.flatMap(({ id, faults }) => (id !== 'zero' && faults.length > 0 ? [id] : [])) });
  const plan = planOpening(rows, facts);
  const to = remainderAccount(tx, plan.remainder, remainderTo);
  const { lastId: openingId } = insertOpening.run(tx, { openingOn, remainder: plan.remainder, remainderTo: to, recordedAt: tx.now, commandId: tx.commandId });
  const entry = postEntry(tx, openingEntry({ openingId, openingOn, occurredAt: tx.now, lines: plan.lines, remainder: plan.remainder, remainderTo: to }));
  for (const row of rows) settle(tx, { openingId, openingOn, plan }, row);
  tx.changed('opening', openingId);
  const count = (list: KnownRow['list']): number => rows.filter((row) => row.list === list && !isCredit(row)).length;
  return { openingId, number: entry?.number ?? null, invoices: count('receivable'), bills: count('payable'), remainder: plan.remainder };
}

/** Nothing left needs no account; what is left needs one of the owner's. */
function remainderAccount(tx: Tx, remainder: Minor, asked: number | null): number | null {
  if (remainder === 0) return null;
  if (asked === null) throw new Refusal('opening.remainder', { remainder });
  const account = listAccounts(tx).find(({ ledgerAccountId }) => ledgerAccountId === asked);
  if (!account || account.type !== 'equity' || account.control !== null || account.roles.includes('openingEquity')) throw new Refusal('opening.notEquity', { code: account?.code ?? String(asked) });
  return asked;
}

interface Posting {
  openingId: number;
  openingOn: Day;
  plan: OpeningPlan;
}

function settle(tx: Tx, { openingId, openingOn, plan }: Posting, row: KnownRow): void {
  const worth = row.worth ?? minor(0);
  const posted = row.list === 'balance' ? (plan.lines.find(({ openingRowId }) => openingRowId === row.openingRowId)?.amount ?? minor(0)) : worth;
  const ledgerAccountId = row.list === 'balance' ? (row.ledgerAccount?.ledgerAccountId ?? null) : null;
  settleRow.run(tx, { id: row.openingRowId, openingId, ledgerAccountId, posted, documentId: documentOf(tx, row, worth, openingOn) });
}

function documentOf(tx: Tx, row: KnownRow, amount: Minor, openingOn: Day): number | null {
  const item = { number: row.number, amount, openingOn, issuedOn: row.issuedOn ?? openingOn };
  if (row.list === 'receivable') {
    const customerId = partiesOf(tx, row)[0] ?? createCustomer(tx, { name: row.party }).customerId;
    if (isCredit(row)) return takeOpeningDeposit(tx, { ...item, customerId, amount: minor(-amount) }).orderId;
    return takeOpeningInvoice(tx, { ...item, customerId, dueOn: row.dueOn ?? item.issuedOn, foreign: foreignOf(tx, row, amount, openingOn) }).orderId;
  }
  if (row.list === 'payable') {
    const supplierId = partiesOf(tx, row)[0] ?? createSupplier(tx, { name: row.party }).supplierId;
    if (isCredit(row)) return takeOpeningPrepayment(tx, { ...item, supplierId, openingRowId: row.openingRowId, amount: minor(-amount) }).supplierId;
    const dueOn = row.dueOn ?? addDays(item.issuedOn, requireSupplier(tx, supplierId).paymentDays);
    return takeOpeningBill(tx, { ...item, supplierId, dueOn, foreign: foreignOf(tx, row, amount, openingOn) }).supplierBillId;
  }
  return row.list === 'bank' ? beginBank(tx, row, openingOn) : null;
}

/** An item in another currency keeps both amounts; its worth may be what the old books said. @throws Refusal rate.missing */
const foreignOf = (tx: Tx, { currency, foreignAmount }: KnownRow, homeTotal: Minor, on: Day): ForeignTotal | null =>
  currency === null || foreignAmount === null ? null : { currency, foreignTotal: foreignAmount, homeTotal, exchangeRateId: requireRate(tx, currency, on).exchangeRateId };

/** The account begins with what the bank says, unless it had begun before. */
function beginBank(tx: Tx, row: KnownRow, openedOn: Day): number | null {
  const bank = bankCalled.get(tx, { name: row.account });
  if (!bank || bank.openedOn !== null) return null;
  updateBankAccount(tx, { bankAccountId: bank.id, changes: { openedOn, openingBalance: row.foreignAmount ?? row.home ?? minor(0) } });
  return bank.id;
}

/**
 * Takes a whole opening back on its own day: its entry and its documents are reversed, and its rows wait again.
 * @throws Refusal record.missing, opening.takenBack, opening.builtUpon (an item was paid or credited, a bank line was matched),
 * shipment.invoiced, bank.reconciled, period.locked
 */
export function takeBackOpening(tx: Tx, { openingId, reason }: { openingId: number; reason: string }) {
  const opening = openingById.get(tx, { id: openingId });
  if (!opening) throw new Refusal('record.missing', { kind: 'opening', id: openingId });
  if (opening.takenBackById !== null) throw new Refusal('opening.takenBack', {});
  const on = opening.openingOn;
  refuseLockedDay(tx, on);
  const entry = entryOfOpening.get(tx, { openingId });
  const bank = entry && bankOfEntry.get(tx, { entryId: entry.id });
  if (bank) throw new Refusal('opening.builtUpon', { what: bank.name });
  if (entry) reverseEntry(tx, { entryId: entry.id, postedOn: on, reason });
  for (const row of rowsOf.all(tx, { openingId })) {
    if (row.documentId !== null) takeBackDocument(tx, { ...row, documentId: row.documentId }, { on, reason });
    writeRow(tx, row);
  }
  takeBackRow.run(tx, { id: openingId, commandId: tx.commandId });
  tx.changed('opening', openingId);
  return { openingId };
}

interface PostedRow extends WrittenRow {
  openingRowId: number;
  documentId: number;
  posted: Minor | null;
}

function takeBackDocument(tx: Tx, { openingRowId, list, number, documentId, posted }: PostedRow, { on, reason }: { on: Day; reason: string }): void {
  const credit = posted !== null && posted < 0 ? minor(-posted) : undefined;
  if (list === 'receivable' && credit !== undefined) takeBackOpeningDeposit(tx, { orderId: documentId, amount: credit, on, reason });
  else if (list === 'receivable') takeBackOpeningInvoice(tx, { orderId: documentId, on, reason });
  if (list === 'payable' && credit !== undefined) takeBackOpeningPrepayment(tx, { supplierId: documentId, openingRowId, number, amount: credit, on, reason });
  else if (list === 'payable') takeBackOpeningBill(tx, { supplierBillId: documentId, on, reason });
  if (list === 'bank') updateBankAccount(tx, { bankAccountId: documentId, changes: { openedOn: null, openingBalance: minor(0) } });
}
