import { headingsKey } from '../../shared/company/sheet-headings.rules.ts';
import { Refusal } from '../../shared/refusal/refusal.ts';
import type { Tx } from '../database/handles.ts';
import { shopFolderOf } from '../company/sheets/sheet-import.service.ts';
import { withStage } from '../company/sheets/stage.ts';
import { type BankAccountRow, lastLineOf, reconciledThrough, requireBankAccount, updateAccountRow } from './bank-account.statements.ts';
import {
  insertLine, insertStatement, isKnownLine, matchedLineOf, rememberMapping, statementById, takeLinesBack, takeStatementBack,
} from './bank-statement.statements.ts';
import { linkKnownLines } from './known-lines.service.ts';
import { gapAfter, type StagedFile, type StagedLine } from './stage-statement.ts';

/**
 * Writes what a read file has and the shop has not: the same file again, or one that overlaps, adds only what is new. Lines
 * whose amount and number the books already have once are linked at once.
 * @throws Refusal sheet.gone, bankFile.notRead, bankFile.beforeOpening, bankFile.afterReconciliation
 */
export function bringInStatements(tx: Tx, { importId }: { importId: string }): { bankStatementIds: number[]; added: number; known: number; linked: number } {
  const file = withStage(shopFolderOf(tx), importId, (stage) => stage.fact<StagedFile>('bank'));
  if (!file) throw new Refusal('bankFile.notRead', {});
  const account = openingSet(tx, requireBankAccount(tx, file.bankAccountId), file);
  const lineIds: number[] = [];
  const bankStatementIds = file.statements.flatMap((_, index) => writeStatement(tx, account, file, index, lineIds) ?? []);
  if (file.headings.length > 0) rememberMapping(tx, account.id, headingsKey(file.headings), file.mapping);
  const lines = file.statements.reduce((sum, statement) => sum + statement.lines.length, 0);
  return { bankStatementIds, added: lineIds.length, known: lines - lineIds.length, linked: linkKnownLines(tx, account, lineIds) };
}

/** The first file of an account says what it began with, unless a person did. */
function openingSet(tx: Tx, account: BankAccountRow, { opening }: StagedFile): BankAccountRow {
  if (opening === null || account.openedOn !== null || lastLineOf.get(tx, { bankAccountId: account.id })) return account;
  updateAccountRow.run(tx, { ...account, ...opening });
  tx.changed('bankAccount', account.id);
  return { ...account, ...opening };
}

function writeStatement(tx: Tx, account: BankAccountRow, file: StagedFile, index: number, lineIds: number[]): number | undefined {
  const statement = file.statements[index];
  const fresh = statement?.lines.filter((line) => !isKnownLine(tx, account.id, line.key)) ?? [];
  if (!statement || fresh.length === 0) return undefined;
  refuseEarlier(tx, account, fresh);
  const gap = gapAfter(tx, account, [statement]);
  const { number, fromOn, throughOn, opening, closing, lines } = statement;
  const head = { bankAccountId: account.id, fileName: file.fileName, format: file.format, profile: file.profile, number, fromOn, throughOn, opening, closing, gap };
  const { lastId: bankStatementId } = insertStatement.run(tx, { ...head, lines: lines.length, added: fresh.length, importedAt: tx.now, commandId: tx.commandId });
  for (const [at, line] of lines.entries()) {
    if (!fresh.includes(line)) continue;
    lineIds.push(insertLine.run(tx, { ...line, bankAccountId: account.id, bankStatementId, lineNo: at + 1, commandId: tx.commandId }).lastId);
  }
  tx.changed('bankStatement', bankStatementId);
  return bankStatementId;
}

/** What lies before the opening is in it already, and what was reconciled agreed without these lines. */
function refuseEarlier(tx: Tx, account: BankAccountRow, lines: readonly StagedLine[]): void {
  const through = reconciledThrough(tx, account.id);
  for (const { bookedOn } of lines) {
    if (account.openedOn !== null && bookedOn <= account.openedOn) throw new Refusal('bankFile.beforeOpening', { on: bookedOn, openedOn: account.openedOn });
    if (through !== null && bookedOn <= through) throw new Refusal('bankFile.afterReconciliation', { on: bookedOn, throughOn: through });
  }
}

/** Takes statements back; their lines may come in again. @throws Refusal record.missing, bankStatement.takenBack, bankStatement.matched */
export function takeBackStatements(tx: Tx, { bankStatementIds }: { bankStatementIds: readonly number[] }): { lines: number } {
  let lines = 0;
  for (const id of bankStatementIds) {
    const statement = statementById.get(tx, { id });
    if (!statement) throw new Refusal('record.missing', { kind: 'bankStatement', id });
    if (statement.takenBackById !== null) throw new Refusal('bankStatement.takenBack', { fileName: statement.fileName });
    const matched = matchedLineOf.get(tx, { bankStatementId: id });
    if (matched) throw new Refusal('bankStatement.matched', { on: matched.bookedOn, amount: matched.amount });
    lines += takeLinesBack.run(tx, { bankStatementId: id, commandId: tx.commandId }).changes;
    takeStatementBack.run(tx, { id, commandId: tx.commandId });
    tx.changed('bankStatement', id);
  }
  return { lines };
}
