import type { DocumentKind } from '../../shared/documents/document.rules.ts';
import { blankLetterhead, type DocumentLook, type Letterhead, usualLook } from '../../shared/documents/document-look.rules.ts';
import { getShop } from '../company/company.queries.ts';
import type { Reader } from '../database/handles.ts';
import { read } from '../database/statement.ts';

const settingByName = read((db, p: { name: string }) => db.selectFrom('documentSetting').select('value').where('name', '=', p.name));

// What stands there was parsed by the contract when it was set.
const settingOf = <T>(reader: Reader, name: string, usual: T): T => ({ ...usual, ...(JSON.parse(settingByName.get(reader, { name })?.value ?? '{}') as Partial<T>) });

export const letterheadOf = (reader: Reader): Letterhead => settingOf(reader, 'letterhead', blankLetterhead);
export const lookOf = (reader: Reader, kind: DocumentKind): DocumentLook => settingOf(reader, kind, usualLook(kind, getShop(reader).country));
