import path from 'node:path';
import { randomUUID } from 'node:crypto';
import type Database from 'better-sqlite3';
import type { Core } from '../../main/app/core.ts';
import { makeStageFolder, withStage } from '../../main/company/sheets/stage.ts';
import type { Screen } from './screens.ts';

const owner = { userId: 1, role: 'owner', deviceId: null, via: 'cli' } as const;

const dayOf = (core: Core): string => core.writer.raw.prepare('select max(postedOn) from posting').pluck().get() as string;

/** A bank account beside a long history, with one line in the books and one that waits. */
export function benchBank(core: Core): void {
  const command = (method: string, input: object) => core.command(owner, method, input) as Record<string, number>;
  const { bankAccountId } = command('bankAccount.add', { name: 'Bank' });
  const folder = path.dirname((core.writer.raw.pragma('database_list') as { file: string }[])[0]!.file);
  const importId = randomUUID();
  const on = dayOf(core);
  const line = { bookedOn: on, externalId: null, payee: 'Telecom', text: 'R-1', reference: '', counterparty: '' };
  makeStageFolder(folder, importId);
  const statement = { account: null, currency: null, number: '1', fromOn: null, throughOn: null, opening: null, closing: null, lines: [{ ...line, amount: -500, key: 'a' }, { ...line, amount: 2_260, key: 'b' }, { ...line, amount: -700, key: 'c' }] };
  withStage(folder, importId, (stage) => stage.note('bank', { bankAccountId, fileName: 'bench.ofx', format: 'ofx', profile: '', headings: [], mapping: [], opening: null, statements: [statement] }));
  command('bankStatement.bringIn', { importId });
  const ledgerAccountId = Number(core.writer.raw.prepare("select ledgerAccountId from accountRole where role = 'gatewayFees'").pluck().get());
  command('bankLine.accept', { bankLineId: 1, parts: [{ kind: 'account', ledgerAccountId, amount: -500 }] as never });
}

/** What the bank, receivables and payables ask, of a file that has an account. */
export function bankScreens(raw: Database.Database): Screen[] {
  const bankAccountId = raw.prepare('select max(id) from bankAccount').pluck().get() as number | null;
  if (bankAccountId === null) return [];
  const on = raw.prepare('select max(postedOn) from posting').pluck().get() as string;
  const customerId = Number(raw.prepare('select customerId from salesOrder where id = (select max(id) from salesOrder where customerId is not null)').pluck().get());
  const supplierId = Number(raw.prepare('select max(supplierId) from supplierBill').pluck().get());
  return [
    { name: 'bank: accounts', method: 'bankAccount.list', input: {} },
    { name: 'bank: lines to decide, with proposals', method: 'bankLine.list', input: { bankAccountId } },
    { name: 'bank: all lines', method: 'bankLine.list', input: { bankAccountId, view: 'all' } },
    { name: 'bank: one line with what it could be', method: 'bankLine.get', input: { bankLineId: 2 } },
    { name: 'bank: money out with what it could be', method: 'bankLine.get', input: { bankLineId: 3 } },
    { name: 'bank: statements', method: 'bankStatement.list', input: { bankAccountId } },
    { name: 'bank: what was learned', method: 'bankRule.list', input: {} },
    { name: 'bank: statement against books', method: 'bankReconciliation.get', input: { bankAccountId, throughOn: on } },
    { name: 'receivables by age', method: 'receivable.ageing', input: { on } },
    { name: 'receivables: items', method: 'receivable.items', input: { on } },
    { name: 'receivables: the account of a customer', method: 'receivable.statement', input: { customerId, to: on } },
    { name: 'payables by age', method: 'payable.ageing', input: { on } },
    { name: 'payables: items', method: 'payable.items', input: { on } },
    { name: 'payables: the account of a supplier', method: 'payable.statement', input: { supplierId, to: on } },
  ];
}
