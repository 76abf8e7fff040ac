import { Refusal } from '../../shared/refusal/refusal.ts';
import type { Day } from '../../shared/units/day.ts';
import type { Instant } from '../../shared/units/instant.ts';
import { type Minor, minor } from '../../shared/units/minor.ts';
import type { Tx } from '../database/handles.ts';
import { read, write } from '../database/statement.ts';
import { reconciledThrough, requireBankAccount } from './bank-account.statements.ts';
import { netOpposites } from './posting-link.service.ts';
import { standingAt } from './reconciliation.queries.ts';

interface NewReconciliation {
  bankAccountId: number;
  throughOn: Day;
  statementBalance: Minor;
  ledgerBalance: Minor;
  outstanding: Minor;
  reconciledAt: Instant;
}

const insertReconciliation = write((db, p: NewReconciliation & { commandId: number }) =>
  db.insertInto('bankReconciliation').values({
    bankAccountId: p.bankAccountId,
    throughOn: p.throughOn,
    statementBalance: p.statementBalance,
    ledgerBalance: p.ledgerBalance,
    outstanding: p.outstanding,
    reconciledAt: p.reconciledAt,
    commandId: p.commandId,
  }),
);
const reconciliationById = read((db, p: { id: number }) => db.selectFrom('bankReconciliation').selectAll().where('id', '=', p.id));
const undoRow = write((db, p: { id: number; commandId: number }) => db.updateTable('bankReconciliation').set({ undoneById: p.commandId }).where('id', '=', p.id));

/**
 * Says that statement and books agree through a day: the figure is the bank's, every line through the day is accounted for,
 * the opening agrees, and what only the books have is outstanding. What was voided takes itself off first.
 * @throws Refusal record.missing, bank.reconciled, reconciliation.balance, reconciliation.opening, reconciliation.lines
 */
export function recordReconciliation(tx: Tx, { bankAccountId, throughOn, statementBalance }: { bankAccountId: number; throughOn: Day; statementBalance: Minor }) {
  const account = requireBankAccount(tx, bankAccountId);
  const through = reconciledThrough(tx, bankAccountId);
  if (through !== null && throughOn <= through) throw new Refusal('bank.reconciled', { throughOn: through });
  netVoided(tx, account.ledgerAccountId, standingAt(tx, account, throughOn).postings.map(({ entryId }) => entryId));
  const at = standingAt(tx, account, throughOn);
  if (statementBalance !== at.statementBalance) throw new Refusal('reconciliation.balance', { stated: statementBalance, lines: at.statementBalance, gap: minor(statementBalance - at.statementBalance) });
  if (at.openingDifference !== 0) throw new Refusal('reconciliation.opening', { difference: at.openingDifference });
  if (at.lines.length > 0) throw new Refusal('reconciliation.lines', { count: at.lines.length, open: at.linesOpen });
  const figures = { statementBalance, ledgerBalance: at.ledgerBalance, outstanding: at.postingsOpen };
  const { lastId } = insertReconciliation.run(tx, { bankAccountId, throughOn, ...figures, reconciledAt: tx.now, commandId: tx.commandId });
  tx.changed('bankReconciliation', lastId);
  return { bankReconciliationId: lastId, outstanding: at.postingsOpen };
}

const sourceOf = read((db, p: { entryId: number }) => db.selectFrom('journalEntry').select(['sourceKind', 'sourceId']).where('id', '=', p.entryId));

function netVoided(tx: Tx, ledgerAccountId: number, entryIds: readonly number[]): void {
  const sources = new Map(entryIds.flatMap((entryId) => {
    const source = sourceOf.get(tx, { entryId });
    return source ? [[`${source.sourceKind} ${source.sourceId}`, source] as const] : [];
  }));
  for (const { sourceKind, sourceId } of sources.values()) netOpposites(tx, sourceKind, sourceId, ledgerAccountId);
}

/** Opens a reconciliation again; only the last one of an account. @throws Refusal record.missing, bank.undone, reconciliation.notLast */
export function undoReconciliation(tx: Tx, { bankReconciliationId }: { bankReconciliationId: number }) {
  const row = reconciliationById.get(tx, { id: bankReconciliationId });
  if (!row) throw new Refusal('record.missing', { kind: 'bankReconciliation', id: bankReconciliationId });
  if (row.undoneById !== null) throw new Refusal('bank.undone', {});
  const { bankAccountId, throughOn, statementBalance } = row;
  const last = reconciledThrough(tx, bankAccountId);
  if (last !== throughOn) throw new Refusal('reconciliation.notLast', { throughOn: last ?? throughOn });
  undoRow.run(tx, { id: bankReconciliationId, commandId: tx.commandId });
  tx.changed('bankReconciliation', bankReconciliationId);
  return { bankReconciliationId, before: { bankAccountId, throughOn, statementBalance } };
}
