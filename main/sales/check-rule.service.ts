import { Refusal } from '../../shared/refusal/refusal.ts';
import type { CheckFix, Condition } from '../../shared/sales/order-check.rules.ts';
import type { Reader, Tx } from '../database/handles.ts';
import { changeRule, insertRule, ruleById, setRemoved } from './order-check.statements.ts';

interface Rule {
  name: string;
  conditions: Condition[];
  fix: CheckFix;
  active: boolean;
}

const asRow = ({ name, conditions, fix, active }: Rule) => ({ name, conditions: JSON.stringify(conditions), fix, active: active ? 1 : 0 }) as const;

export function addRule(tx: Tx, rule: Rule): { checkRuleId: number } {
  const { lastId: checkRuleId } = insertRule.run(tx, asRow(rule));
  tx.changed('checkRule', checkRuleId);
  return { checkRuleId };
}

/** Changes a rule; a rule of the program keeps its words. What it caught stays until the order is looked at again. @throws Refusal record.missing */
export function updateRule(tx: Tx, { checkRuleId, changes }: { checkRuleId: number; changes: Partial<Rule> }): { checkRuleId: number; before: Partial<Rule> } {
  const row = getRule(tx, checkRuleId);
  const before: Rule = { name: row.name, conditions: JSON.parse(row.conditions) as Condition[], fix: row.fix, active: row.active === 1 };
  const after = { ...before, ...changes, ...(row.code !== null && { name: '' }) };
  changeRule.run(tx, { id: checkRuleId, ...asRow(after) });
  tx.changed('checkRule', checkRuleId);
  const { name, ...rest } = before;
  return { checkRuleId, before: name === '' ? rest : before };
}

/** @throws Refusal record.missing */
export function removeRule(tx: Tx, { checkRuleId }: { checkRuleId: number }): { checkRuleId: number } {
  getRule(tx, checkRuleId);
  setRemoved.run(tx, { id: checkRuleId, removedAt: tx.now });
  tx.changed('checkRule', checkRuleId);
  return { checkRuleId };
}

/** @throws Refusal record.missing */
export function restoreRule(tx: Tx, { checkRuleId }: { checkRuleId: number }): { checkRuleId: number } {
  if (!ruleById.get(tx, { id: checkRuleId })) throw new Refusal('record.missing', { kind: 'checkRule', id: checkRuleId });
  setRemoved.run(tx, { id: checkRuleId, removedAt: null });
  tx.changed('checkRule', checkRuleId);
  return { checkRuleId };
}

function getRule(reader: Reader, id: number) {
  const row = ruleById.get(reader, { id });
  if (!row || row.removedAt !== null) throw new Refusal('record.missing', { kind: 'checkRule', id });
  return row;
}
