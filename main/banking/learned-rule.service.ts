import type { LinePart } from '../../shared/banking/fields.ts';
import { payeeKey, payeeOf } from '../../shared/banking/proposal.rules.ts';
import { Refusal } from '../../shared/refusal/refusal.ts';
import type { RatePpm } from '../../shared/units/rate-ppm.ts';
import type { Reader, Tx } from '../database/handles.ts';
import { read, write } from '../database/statement.ts';
import { requireBill } from '../purchasing/bill.statements.ts';
import type { BankLineRow } from './decision.statements.ts';

type Direction = 'in' | 'out';

interface Lesson {
  ledgerAccountId: number | null;
  supplierId: number | null;
  taxRate: RatePpm | null;
}

const standing = read((db, p: { payeeKey: string; direction: Direction }) =>
  db.selectFrom('bankRule').selectAll().where('payeeKey', '=', p.payeeKey).where('direction', '=', p.direction).where('removedById', 'is', null),
);
const insertRule = write((db, p: Lesson & { payeeKey: string; payee: string; direction: Direction; commandId: number }) =>
  db.insertInto('bankRule').values({
    payeeKey: p.payeeKey,
    payee: p.payee,
    direction: p.direction,
    ledgerAccountId: p.ledgerAccountId,
    supplierId: p.supplierId,
    taxRate: p.taxRate,
    commandId: p.commandId,
  }),
);
const setTimes = write((db, p: { id: number; times: number }) => db.updateTable('bankRule').set({ times: p.times }).where('id', '=', p.id));
const setRemoved = write((db, p: { id: number; removedById: number | null }) => db.updateTable('bankRule').set({ removedById: p.removedById }).where('id', '=', p.id));
const ruleById = read((db, p: { id: number }) => db.selectFrom('bankRule').selectAll().where('id', '=', p.id));

const directionOf = ({ amount }: Pick<BankLineRow, 'amount'>): Direction => (amount > 0 ? 'in' : 'out');

type Payee = Pick<BankLineRow, 'payee' | 'text' | 'amount'>;

/** What lines of this payee usually are. */
export const ruleFor = (reader: Reader, line: Payee) => standing.get(reader, { payeeKey: payeeKey(payeeOf(line)), direction: directionOf(line) });

/** A decision that is one thing teaches it; one split over several says nothing of the next line. */
export function learn(tx: Tx, line: BankLineRow, parts: readonly LinePart[]): void {
  const lesson = lessonOf(tx, parts);
  const key = payeeKey(payeeOf(line));
  if (!lesson || key === '') return;
  const known = ruleFor(tx, line);
  if (known && known.ledgerAccountId === lesson.ledgerAccountId && known.supplierId === lesson.supplierId && known.taxRate === lesson.taxRate) {
    setTimes.run(tx, { id: known.id, times: known.times + 1 });
    return;
  }
  if (known) setRemoved.run(tx, { id: known.id, removedById: tx.commandId });
  const { lastId } = insertRule.run(tx, { ...lesson, payeeKey: key, payee: payeeOf(line).slice(0, 120), direction: directionOf(line), commandId: tx.commandId });
  tx.changed('bankRule', lastId);
}

function lessonOf(tx: Tx, parts: readonly LinePart[]): Lesson | undefined {
  const [first] = parts;
  if (parts.length === 1 && first?.kind === 'account') return { ledgerAccountId: first.ledgerAccountId, supplierId: null, taxRate: first.taxRate ?? null };
  const suppliers = new Set(parts.map((part) => (part.kind === 'bill' ? requireBill(tx, part.supplierBillId).supplierId : part.kind === 'prepaid' ? part.supplierId : null)));
  const [only] = suppliers;
  return suppliers.size === 1 && only ? { ledgerAccountId: null, supplierId: only, taxRate: null } : undefined;
}

/** A decision that was undone teaches nothing: the lesson it could have taught counts once less. */
export function unlearn(tx: Tx, line: BankLineRow, documents: readonly { kind: string }[]): void {
  const known = ruleFor(tx, line);
  const taught = known?.supplierId ? documents.some(({ kind }) => kind === 'supplierPayment') : documents.length > 0 && documents.every(({ kind }) => kind === 'journalEntry');
  if (!known || !taught) return;
  if (known.times > 1) setTimes.run(tx, { id: known.id, times: known.times - 1 });
  else setRemoved.run(tx, { id: known.id, removedById: tx.commandId });
}

/** @throws Refusal record.missing */
export function removeRule(tx: Tx, { bankRuleId }: { bankRuleId: number }) {
  const rule = ruleById.get(tx, { id: bankRuleId });
  if (!rule || rule.removedById !== null) throw new Refusal('record.missing', { kind: 'bankRule', id: bankRuleId });
  setRemoved.run(tx, { id: bankRuleId, removedById: tx.commandId });
  tx.changed('bankRule', bankRuleId);
  return { bankRuleId };
}

/** @throws Refusal record.missing, bankRule.learnedAnew when another lesson took its place */
export function restoreRule(tx: Tx, { bankRuleId }: { bankRuleId: number }) {
  const rule = ruleById.get(tx, { id: bankRuleId });
  if (!rule || rule.removedById === null) throw new Refusal('record.missing', { kind: 'bankRule', id: bankRuleId });
  if (standing.get(tx, { payeeKey: rule.payeeKey, direction: rule.direction })) throw new Refusal('bankRule.learnedAnew', { payee: rule.payee });
  setRemoved.run(tx, { id: bankRuleId, removedById: null });
  tx.changed('bankRule', bankRuleId);
  return { bankRuleId };
}

const rules = read((db) =>
  db
    .selectFrom('bankRule as rule')
    .leftJoin('ledgerAccount as account', 'account.id', 'rule.ledgerAccountId')
    .leftJoin('supplier', 'supplier.id', 'rule.supplierId')
    .select(['rule.id', 'rule.payee', 'rule.direction', 'account.code', 'account.name', 'supplier.name as supplier', 'rule.taxRate', 'rule.times'])
    .where('rule.removedById', 'is', null)
    .orderBy('rule.payeeKey')
    .limit(500),
);

/** What was learned, by payee. */
export const listRules = (reader: Reader) => ({
  rows: rules.all(reader, {}).map(({ code, name, ...rule }) => ({ ...rule, account: code === null ? null : `${code} ${name ?? ''}`.trim() })),
});
