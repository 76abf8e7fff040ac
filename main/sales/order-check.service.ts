import { caughtBy, type CheckFix, type CheckTerm, type Condition, type OrderFact } from '../../shared/sales/order-check.rules.ts';
import type { Tx } from '../database/handles.ts';
import { raiseException, settleByItself } from './exception.service.ts';
import { activeRules, checksOf } from './order-check.statements.ts';
import { type GatheredFacts, gatherFacts, type KnownOfNew, shopFacts, type ShopFacts } from './order-facts.queries.ts';

/** A rule as it is applied: its row with the conditions read. */
export interface StandingRule {
  id: number;
  code: string | null;
  name: string;
  conditions: readonly Condition[];
  fix: CheckFix;
}

/** What an exception says of a rule that fired: which, why, and what is proposed. */
export interface CheckFinding {
  ruleId: number;
  code: string | null;
  name: string;
  fix: CheckFix;
  terms: CheckTerm[];
  double?: { id: number; number: string };
}

interface Checks {
  rules: StandingRule[];
  needed: Set<OrderFact>;
  shop: ShopFacts;
}

const checksKey = Symbol('rules orders are checked by');

// Written by this room as a list of conditions.
const conditionsIn = (text: string): Condition[] => JSON.parse(text) as Condition[];

export const factsNeeded = (rules: readonly { conditions: readonly Condition[] }[]): Set<OrderFact> => new Set(rules.flatMap(({ conditions }) => conditions.map(({ fact }) => fact)));

/** The rules, read once for a whole batch. */
const checksIn = (tx: Tx): Checks =>
  tx.once(checksKey, () => {
    const rules = activeRules.all(tx, {}).map((row) => ({ ...row, conditions: conditionsIn(row.conditions) }));
    return { rules, needed: factsNeeded(rules), shop: shopFacts(tx, tx.now) };
  });

/** What the rules find in what is known of an order. */
export function findingsOf(rules: readonly StandingRule[], { facts, double }: GatheredFacts): CheckFinding[] {
  return rules.flatMap(({ id, code, name, fix, conditions }) => {
    const terms = caughtBy({ conditions }, facts);
    if (!terms) return [];
    const like = double && terms.some(({ fact }) => fact === 'duplicateScore') ? { double } : {};
    return [{ ruleId: id, code, name, fix, terms, ...like }];
  });
}

/**
 * Holds an order against the shop's rules as it now stands: what a rule finds is put before a person, what no rule finds any
 * more is settled by itself, and what a person said of the same finding holds. The order is taken either way (D5, D13).
 */
export function checkOrder(tx: Tx, orderId: number): void {
  const found = findingsIn(tx, orderId);
  const known = checksOf.all(tx, { orderId });
  const wanted = new Set(found.map((finding) => JSON.stringify(finding)));
  for (const { id, details, resolvedAt } of known) if (resolvedAt === null && !wanted.has(details)) settleByItself(tx, id, orderId);
  const said = new Set(known.filter(({ resolution }) => resolution !== null).map(({ details }) => details));
  for (const finding of found) if (!said.has(JSON.stringify(finding))) raiseException(tx, { orderId, kind: 'check', details: { ...finding } });
}

/** The first look at an order just taken: nothing was found or said of it yet, and who took it has its lines at hand. */
export function checkNew(tx: Tx, orderId: number, known: KnownOfNew): void {
  for (const finding of findingsIn(tx, orderId, known)) raiseException(tx, { orderId, kind: 'check', details: { ...finding } });
}

function findingsIn(tx: Tx, orderId: number, known?: KnownOfNew): CheckFinding[] {
  const { rules, needed, shop } = checksIn(tx);
  const gathered = rules.length > 0 ? gatherFacts(tx, orderId, needed, shop, tx.now, known) : undefined;
  return gathered && !gathered.isOver ? findingsOf(rules, gathered) : [];
}

const waitingKey = Symbol('orders to check again');

/** An order that stands under a check and changed: whether it still does is seen before the commit. */
export function checkAgainLater(tx: Tx, orderId: number): void {
  tx.once(waitingKey, () => new Set<number>()).add(orderId);
  tx.beforeCommit(waitingKey, () => {
    const waiting = tx.once(waitingKey, () => new Set<number>());
    for (const id of waiting) checkOrder(tx, id);
    waiting.clear();
  });
}
