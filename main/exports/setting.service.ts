import type { DatevSetting } from '../../shared/exports/datev.rules.ts';
import type { VoucherLayout, VoucherVersion } from '../../shared/exports/voucher.rules.ts';
import { Refusal } from '../../shared/refusal/refusal.ts';
import type { Tx } from '../database/handles.ts';
import { write } from '../database/statement.ts';
import { datevOf, taxNamesOf, voucherLayoutOf, voucherName } from './setting.queries.ts';

const putSetting = write((db, p: { name: string; value: string; commandId: number }) =>
  db
    .insertInto('exportSetting')
    .values({ name: p.name, value: p.value, commandId: p.commandId })
    .onConflict((conflict) => conflict.column('name').doUpdateSet({ value: p.value, commandId: p.commandId })),
);

const put = (tx: Tx, name: string, value: unknown): void => void putSetting.run(tx, { name, value: JSON.stringify(value), commandId: tx.commandId });

/** Columns without which a sheet is no voucher: what it is posted to, and both sides. */
const needed = ['accountCode', 'debit', 'credit'] as const;

/** @throws Refusal export.columnMissing when a voucher could not be read back from the sheet */
export function setVoucher(tx: Tx, { version, layout }: { version: VoucherVersion; layout: VoucherLayout }): { version: VoucherVersion; before: VoucherLayout } {
  const missing = needed.find((field) => !layout.columns.some((column) => column.field === field));
  if (missing) throw new Refusal('export.columnMissing', { version, field: missing });
  const before = voucherLayoutOf(tx, version);
  put(tx, voucherName(version), layout);
  return { version, before };
}

/** What the tax adviser said. */
export function setDatev(tx: Tx, { datev }: { datev: DatevSetting }): { before: DatevSetting } {
  const before = datevOf(tx);
  put(tx, 'datev', datev);
  return { before };
}

/** What tax rates are called elsewhere. */
export function setTaxNames(tx: Tx, { taxNames }: { taxNames: Record<string, string> }): { before: Record<string, string> } {
  const before = taxNamesOf(tx);
  put(tx, 'taxNames', taxNames);
  return { before };
}
