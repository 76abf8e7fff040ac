import type { TaxStatus } from '../../shared/tax/setting.contract.ts';
import type { Day } from '../../shared/units/day.ts';
import type { Reader } from '../database/handles.ts';
import { read } from '../database/statement.ts';

const statusOn = read((db, p: { on: Day }) => db.selectFrom('taxStatus').select('status').where('validFromOn', '<=', p.on).orderBy('validFromOn', 'desc').limit(1));
const statusRows = read((db) => db.selectFrom('taxStatus').select(['validFromOn', 'status']).orderBy('validFromOn'));

/** What the shop is to the tax office on a day; null where nobody said it. */
export const taxStatusOn = (reader: Reader, on: Day): TaxStatus | null => statusOn.get(reader, { on })?.status ?? null;

/** Every change of status, oldest first. */
export const listStatuses = (reader: Reader) => statusRows.all(reader, {});
