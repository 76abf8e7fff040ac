import type { CsvField } from '../../shared/banking/csv-profiles.ts';
import type { BankFormat } from '../../shared/banking/statement.rules.ts';
import type { Day } from '../../shared/units/day.ts';
import type { Instant } from '../../shared/units/instant.ts';
import { type Minor, minor } from '../../shared/units/minor.ts';
import { db } from '../database/builder.ts';
import type { Reader, Tx } from '../database/handles.ts';
import { read, write } from '../database/statement.ts';

interface NewStatement {
  bankAccountId: number;
  fileName: string;
  format: BankFormat;
  profile: string;
  number: string;
  fromOn: Day | null;
  throughOn: Day | null;
  opening: Minor | null;
  closing: Minor | null;
  lines: number;
  added: number;
  gap: Minor;
  importedAt: Instant;
}

export const insertStatement = write((builder, p: NewStatement & { commandId: number }) =>
  builder.insertInto('bankStatement').values({
    bankAccountId: p.bankAccountId,
    fileName: p.fileName,
    format: p.format,
    profile: p.profile,
    number: p.number,
    fromOn: p.fromOn,
    throughOn: p.throughOn,
    opening: p.opening,
    closing: p.closing,
    lines: p.lines,
    added: p.added,
    gap: p.gap,
    importedAt: p.importedAt,
    commandId: p.commandId,
  }),
);

interface NewLine {
  bankAccountId: number;
  bankStatementId: number;
  lineNo: number;
  bookedOn: Day;
  amount: Minor;
  key: string;
  externalId: string | null;
  payee: string;
  text: string;
  reference: string;
  counterparty: string;
}

export const insertLine = write((builder, p: NewLine & { commandId: number }) =>
  builder.insertInto('bankLine').values({
    bankAccountId: p.bankAccountId,
    bankStatementId: p.bankStatementId,
    lineNo: p.lineNo,
    bookedOn: p.bookedOn,
    amount: p.amount,
    key: p.key,
    externalId: p.externalId,
    payee: p.payee,
    text: p.text,
    reference: p.reference,
    counterparty: p.counterparty,
    commandId: p.commandId,
  }),
);

const lineByKey = read((builder, p: { bankAccountId: number; key: string }) =>
  builder.selectFrom('bankLine').select('id').where('bankAccountId', '=', p.bankAccountId).where('key', '=', p.key).where('takenBackById', 'is', null),
);

export const isKnownLine = (reader: Reader, bankAccountId: number, key: string): boolean => lineByKey.get(reader, { bankAccountId, key }) !== undefined;

const mappingRow = read((builder, p: { bankAccountId: number; headings: string }) =>
  builder.selectFrom('bankMapping').select('mapping').where('bankAccountId', '=', p.bankAccountId).where('headings', '=', p.headings),
);

/** How such a sheet was understood the last time. */
export function mappingOf(reader: Reader, bankAccountId: number, headings: string): (CsvField | null)[] | undefined {
  const row = mappingRow.get(reader, { bankAccountId, headings });
  // Written by rememberMapping.
  return row && (JSON.parse(row.mapping) as (CsvField | null)[]);
}

export function rememberMapping(tx: Tx, bankAccountId: number, headings: string, mapping: readonly (CsvField | null)[]): void {
  const row = { bankAccountId, headings, mapping: JSON.stringify(mapping) };
  tx.run(db.insertInto('bankMapping').values(row).onConflict((conflict) => conflict.columns(['bankAccountId', 'headings']).doUpdateSet({ mapping: row.mapping })));
}

export const statementById = read((builder, p: { id: number }) => builder.selectFrom('bankStatement').selectAll().where('id', '=', p.id));
export const matchedLineOf = read((builder, p: { bankStatementId: number }) =>
  builder.selectFrom('bankLine').select(['id', 'bookedOn', 'amount']).where('bankStatementId', '=', p.bankStatementId).where('matched', '<>', minor(0)).limit(1),
);
export const takeLinesBack = write((builder, p: { bankStatementId: number; commandId: number }) =>
  builder.updateTable('bankLine').set({ takenBackById: p.commandId }).where('bankStatementId', '=', p.bankStatementId).where('takenBackById', 'is', null),
);
export const takeStatementBack = write((builder, p: { id: number; commandId: number }) => builder.updateTable('bankStatement').set({ takenBackById: p.commandId }).where('id', '=', p.id));
export const statementsOf = read((builder, p: { bankAccountId: number }) =>
  builder.selectFrom('bankStatement').selectAll().where('bankAccountId', '=', p.bankAccountId).orderBy('id', 'desc').limit(100),
);
