import type { Reader } from '../database/handles.ts';
import { statementsOf } from './bank-statement.statements.ts';

/** What was imported into an account, newest first. */
export const listStatements = (reader: Reader, { bankAccountId }: { bankAccountId: number }) => ({
  rows: statementsOf.all(reader, { bankAccountId }).map(({ id, fileName, format, profile, number, fromOn, throughOn, opening, closing, lines, added, gap, importedAt, takenBackById }) => ({
    id, fileName, format, profile, number, fromOn, throughOn, opening, closing, lines, added, gap, importedAt, takenBack: takenBackById !== null,
  })),
});
