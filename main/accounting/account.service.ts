import type { AccountType, ControlKind } from '../../shared/accounting/account-role.rules.ts';
import { Refusal } from '../../shared/refusal/refusal.ts';
import type { Tx } from '../database/handles.ts';
import { read, write } from '../database/statement.ts';

const accountById = read((db, p: { id: number }) => db.selectFrom('ledgerAccount').selectAll().where('id', '=', p.id));
const accountByCode = read((db, p: { code: string }) => db.selectFrom('ledgerAccount').select('id').where('code', '=', p.code));
const roleOfAccount = read((db, p: { id: number }) =>
  db.selectFrom('accountRole').select('role').where('ledgerAccountId', '=', p.id).limit(1),
);
const postingOfAccount = read((db, p: { id: number }) =>
  db.selectFrom('posting').select('entryId').where('ledgerAccountId', '=', p.id).limit(1),
);
const renameRow = write((db, p: { id: number; name: string }) =>
  db.updateTable('ledgerAccount').set({ name: p.name }).where('id', '=', p.id),
);
const blockRow = write((db, p: { id: number; blocked: number }) =>
  db.updateTable('ledgerAccount').set({ blocked: p.blocked }).where('id', '=', p.id),
);
const currencyRow = write((db, p: { id: number; currency: string }) => db.updateTable('ledgerAccount').set({ currency: p.currency }).where('id', '=', p.id));
const removeRow = write((db, p: { id: number }) => db.deleteFrom('ledgerAccount').where('id', '=', p.id));

interface NewAccount {
  code: string;
  name: string;
  type: AccountType;
  control: ControlKind | null;
}

const insertRow = write((db, p: NewAccount & { commandId: number }) =>
  db.insertInto('ledgerAccount').values({ code: p.code, name: p.name, type: p.type, control: p.control, commandId: p.commandId }),
);

/** @throws Refusal account.codeTaken */
export function insertAccount(tx: Tx, account: NewAccount): number {
  if (accountByCode.get(tx, { code: account.code })) throw new Refusal('account.codeTaken', { code: account.code });
  const { lastId } = insertRow.run(tx, { ...account, commandId: tx.commandId });
  tx.changed('ledgerAccount', lastId);
  return lastId;
}

/** Adds an account of the shop's own. Control accounts come with the chart only. @throws Refusal account.codeTaken */
export function addAccount(tx: Tx, input: { code: string; name: string; type: AccountType }) {
  return { ledgerAccountId: insertAccount(tx, { ...input, control: null }) };
}

/** @throws Refusal record.missing */
export function renameAccount(tx: Tx, input: { ledgerAccountId: number; name: string }) {
  const account = existing(tx, input.ledgerAccountId);
  renameRow.run(tx, { id: account.id, name: input.name });
  tx.changed('ledgerAccount', account.id);
  return { ledgerAccountId: account.id, before: account.name };
}

/** Blocks an account for new postings. @throws Refusal record.missing, account.neededByRules */
export function blockAccount(tx: Tx, input: { ledgerAccountId: number }) {
  const account = existing(tx, input.ledgerAccountId);
  refuseNeeded(tx, account);
  return setBlocked(tx, account.id, 1);
}

/** @throws Refusal record.missing */
export function unblockAccount(tx: Tx, input: { ledgerAccountId: number }) {
  return setBlocked(tx, existing(tx, input.ledgerAccountId).id, 0);
}

/** Removes an account nothing was ever posted to. @throws Refusal record.missing, account.neededByRules, account.inUse */
export function removeAccount(tx: Tx, input: { ledgerAccountId: number }) {
  const { id, code } = existing(tx, input.ledgerAccountId);
  refuseNeeded(tx, { id, code });
  if (postingOfAccount.get(tx, { id })) throw new Refusal('account.inUse', { code });
  removeRow.run(tx, { id });
  tx.changed('ledgerAccount', id);
  return { ledgerAccountId: id };
}

/** From now on the account holds another currency: each posting says both amounts. @throws Refusal record.missing, account.inUse, account.neededByRules */
export function holdCurrency(tx: Tx, { ledgerAccountId, currency }: { ledgerAccountId: number; currency: string }): void {
  const { id, code, currency: held } = existing(tx, ledgerAccountId);
  if (held === currency) return;
  refuseNeeded(tx, { id, code });
  if (postingOfAccount.get(tx, { id })) throw new Refusal('account.inUse', { code });
  currencyRow.run(tx, { id, currency });
  tx.changed('ledgerAccount', id);
}

/** Without it a posting rule would have no account to post to. */
function refuseNeeded(tx: Tx, { id, code }: { id: number; code: string }): void {
  const needed = roleOfAccount.get(tx, { id });
  if (needed) throw new Refusal('account.neededByRules', { code, role: needed.role });
}

function setBlocked(tx: Tx, id: number, blocked: 0 | 1) {
  blockRow.run(tx, { id, blocked });
  tx.changed('ledgerAccount', id);
  return { ledgerAccountId: id };
}

function existing(tx: Tx, id: number) {
  const account = accountById.get(tx, { id });
  if (!account) throw new Refusal('record.missing', { kind: 'ledgerAccount', id });
  return account;
}
