import { type DatevSetting, usualDatev } from '../../shared/exports/datev.rules.ts';
import { usualLayouts, type VoucherLayout, type VoucherVersion, voucherVersions } from '../../shared/exports/voucher.rules.ts';
import { listAccounts } from '../accounting/account.queries.ts';
import type { Reader } from '../database/handles.ts';
import { read } from '../database/statement.ts';

const settingByName = read((db, p: { name: string }) => db.selectFrom('exportSetting').select('value').where('name', '=', p.name));

// What stands there was parsed by the contract when it was set.
function settingOf<T>(reader: Reader, name: string, usual: T): T {
  const row = settingByName.get(reader, { name });
  return row ? (JSON.parse(row.value) as T) : usual;
}

export const voucherName = (version: VoucherVersion): string => `voucher:${version}`;

/** How one version's voucher sheet is written: as the shop said, else as public guides have it. */
export const voucherLayoutOf = (reader: Reader, version: VoucherVersion): VoucherLayout => settingOf(reader, voucherName(version), usualLayouts[version]);
export const datevOf = (reader: Reader): DatevSetting => settingOf(reader, 'datev', usualDatev);
export const taxNamesOf = (reader: Reader): Record<string, string> => settingOf(reader, 'taxNames', {});

export const getExportSettings = (reader: Reader) => ({
  vouchers: voucherVersions.map((version) => ({ version, layout: voucherLayoutOf(reader, version), own: settingByName.get(reader, { name: voucherName(version) }) !== undefined })),
  datev: datevOf(reader),
  taxNames: taxNamesOf(reader),
  accounts: listAccounts(reader).map(({ code, name }) => ({ code, name })),
});
