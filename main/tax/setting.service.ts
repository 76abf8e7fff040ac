import type { TaxSetting, TaxStatus } from '../../shared/tax/setting.contract.ts';
import { paperOfCountry, usualPeriod } from '../../shared/tax/papers/papers.ts';
import type { Day } from '../../shared/units/day.ts';
import type { RatePpm } from '../../shared/units/rate-ppm.ts';
import { getShop } from '../company/company.queries.ts';
import { db } from '../database/builder.ts';
import type { Reader, Tx } from '../database/handles.ts';
import { read } from '../database/statement.ts';
import { listStatuses } from './status.queries.ts';

const settingRow = read((db) => db.selectFrom('taxSetting').select(['paper', 'periodMonths', 'firstMonth', 'dueMonths', 'dueDay']));
const partRows = read((db) => db.selectFrom('taxPart').select(['country', 'region', 'validFromOn', 'name', 'rate']).orderBy('country').orderBy('region').orderBy('validFromOn').orderBy('id'));

/** The shop's return: what it set, else what its country files most often. */
export function taxSetting(reader: Reader): TaxSetting {
  // Only setTaxSetting writes the row, from a whole setting.
  const row = settingRow.get(reader, {}) as TaxSetting | undefined;
  if (row) return row;
  const status = listStatuses(reader).at(-1)?.status ?? 'registered';
  const paper = paperOfCountry(getShop(reader).country, status === 'registered');
  return { paper, firstMonth: 1, ...usualPeriod[paper] };
}

/** Whose tax the rates of places are. */
export const taxParts = (reader: Reader) => partRows.all(reader, {});

export const getTaxSetting = (reader: Reader) => ({ setting: taxSetting(reader), statuses: listStatuses(reader), parts: taxParts(reader) });

/** Says which return the shop files, how often and when it is due. Filed periods keep theirs. */
export function setTaxSetting(tx: Tx, setting: TaxSetting): { before: TaxSetting } {
  const before = taxSetting(tx);
  tx.run(db.deleteFrom('taxSetting'));
  tx.run(db.insertInto('taxSetting').values({ id: 1, ...setting }));
  tx.changed('taxSetting', 1);
  return { before };
}

/** Says what the shop is to the tax office from a day on. Documents of before keep the tax they were made with. */
export function setTaxStatus(tx: Tx, { validFromOn, status }: { validFromOn: Day; status: TaxStatus | null }): { before: TaxStatus | null } {
  const known = tx.get(db.selectFrom('taxStatus').select(['id', 'status']).where('validFromOn', '=', validFromOn));
  if (known) tx.run(db.deleteFrom('taxStatus').where('id', '=', known.id));
  if (status !== null) tx.run(db.insertInto('taxStatus').values({ validFromOn, status, commandId: tx.commandId }));
  tx.changed('taxSetting', 1);
  return { before: known?.status ?? null };
}

interface PartsAsked {
  country: string;
  region: string;
  validFromOn: Day;
  parts: { name: string; rate: RatePpm }[];
}

/** Says whose tax the rate of a place is from a day on; no parts take that day's line away. */
export function setTaxParts(tx: Tx, { country, region, validFromOn, parts }: PartsAsked): { before: PartsAsked['parts'] } {
  const place = { country, region, validFromOn };
  const before = tx.all(db.selectFrom('taxPart').select(['name', 'rate']).where((eb) => eb.and(place)).orderBy('id'));
  tx.run(db.deleteFrom('taxPart').where((eb) => eb.and(place)));
  for (const { name, rate } of parts) tx.run(db.insertInto('taxPart').values({ ...place, name, rate }));
  tx.changed('taxSetting', 1);
  return { before };
}
