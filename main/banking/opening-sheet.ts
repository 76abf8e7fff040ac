import type { NewOpeningRow } from '../../shared/banking/opening.contract.ts';
import { openingFields, openingSources, readOpening } from '../../shared/banking/opening-sheet.rules.ts';
import type { DoneImport, SheetKind, TakenBack } from '../company/sheets/kind.ts';
import { db } from '../database/builder.ts';
import type { Reader, Tx } from '../database/handles.ts';
import { writeRow } from './opening.service.ts';
import { removeRow, waitingRows, type WrittenRow } from './opening.statements.ts';

const wholeRow = ({ list, account = '', party = '', number = '', issuedOn = null, dueOn = null, home, currency = null, foreignAmount = null }: NewOpeningRow): WrittenRow => ({
  list, account, party, number, issuedOn, dueOn, home, currency, foreignAmount,
});

const keyOf = ({ list, account, party, number }: WrittenRow): string => `${list} ${account} ${party} ${number}`;

/** Rows of an opening as a sheet brings them: they wait with those that are typed, and are proved together. */
export const openingSheet: SheetKind<NewOpeningRow> = {
  roles: ['owner', 'accountant'],
  fields: openingFields,
  sources: openingSources,
  tables: ['openingRow'],
  groupOf: () => undefined,
  read: readOpening,
  claims: (_reader, row) => [{ part: 0, column: row.list === 'balance' ? 'account' : row.list === 'bank' ? 'bank' : 'number', text: keyOf(wholeRow(row)) }],
  keep: (row, parts) => (parts.length === 0 ? undefined : row),
  plan: (reader, row) => ({ outcome: isWaiting(reader, wholeRow(row)) ? 'unchanged' : 'created', changes: [], parts: [{ isNew: !isWaiting(reader, wholeRow(row)), changes: [] }] }),
  apply: (tx, row) => {
    writeRow(tx, wholeRow(row));
    return 'created';
  },
  takeBack: takeBackRows,
};

/** The same row waits already: a sheet brought in twice changes nothing. */
const isWaiting = (reader: Reader, row: WrittenRow): boolean =>
  waitingRows.all(reader, {}).some((known) => keyOf(known) === keyOf(row) && known.home === row.home && known.currency === row.currency && known.foreignAmount === row.foreignAmount);

/** Rows that wait go; those that were posted or taken out meanwhile stay as they are. */
function takeBackRows(tx: Tx, { made }: DoneImport): TakenBack {
  const { after = 0, through = 0 } = made['openingRow'] ?? {};
  const rows = tx.all(db.selectFrom('openingRow').select(['id', 'account', 'party', 'number', 'openingId']).where('id', '>', after).where('id', '<=', through).where('removedById', 'is', null));
  const back: TakenBack = { removed: 0, restored: 0, archived: 0, kept: [] };
  for (const { id, openingId, ...row } of rows) {
    if (openingId !== null) back.kept.push({ name: [row.account, row.party, row.number].filter(Boolean).join(' '), reason: 'inUse' });
    else {
      removeRow.run(tx, { id, removedById: tx.commandId });
      tx.changed('openingRow', id);
      back.removed += 1;
    }
  }
  return back;
}
