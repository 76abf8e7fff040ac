import { Refusal } from '../../shared/refusal/refusal.ts';
import { type CreditKind, goodwillEntry } from '../../shared/sales/store-credit.rules.ts';
import type { Instant } from '../../shared/units/instant.ts';
import { type Minor, minor } from '../../shared/units/minor.ts';
import { postEntry } from '../accounting/journal.service.ts';
import type { Reader, Tx } from '../database/handles.ts';
import { familyOf, requireCustomer, survivorOf } from '../parties/customer.queries.ts';
import { postedDay } from './posting-day.ts';
import { creditById, creditMovements, creditOfCustomer, insertCredit, insertCreditMovement } from './store-credit.statements.ts';

/** The credits of a customer and of those merged into it, the fullest first. */
const creditsOf = (reader: Reader, customerId: number) =>
  familyOf(reader, survivorOf(reader, customerId).id)
    .flatMap((id) => creditOfCustomer.get(reader, { customerId: id }) ?? [])
    .sort((a, b) => b.balance - a.balance);

/** The credit a customer's refund goes to; made at its first use. @throws Refusal record.missing */
export function creditFor(tx: Tx, customerId: number): number {
  const { id } = survivorOf(tx, customerId);
  const known = creditOfCustomer.get(tx, { customerId: id });
  return known?.id ?? insertCredit.run(tx, { customerId: id, commandId: tx.commandId }).lastId;
}

/** The credit an order may be paid from. @throws Refusal storeCredit.tooLittle */
export function creditToSpend(tx: Tx, customerId: number | null, asked: Minor): number {
  const fullest = customerId === null ? undefined : creditsOf(tx, customerId)[0];
  if (!fullest || fullest.balance < asked) throw new Refusal('storeCredit.tooLittle', { balance: fullest?.balance ?? 0, asked });
  return fullest.id;
}

export interface CreditMove {
  storeCreditId: number;
  kind: CreditKind;
  amount: Minor;
  refundId?: number;
  paymentId?: number;
  reason?: string;
  occurredAt?: Instant;
}

/** Moves store credit; its document's entry holds the other side. */
export function moveCredit(tx: Tx, { refundId, paymentId, reason, ...move }: CreditMove): number {
  const occurredAt = move.occurredAt ?? tx.now;
  const at = { occurredAt, postedOn: postedDay(tx, occurredAt), commandId: tx.commandId };
  const { lastId } = insertCreditMovement.run(tx, { ...move, ...at, refundId: refundId ?? null, paymentId: paymentId ?? null, reason: reason ?? '' });
  tx.changed('storeCredit', move.storeCreditId);
  return lastId;
}

/** Gives a customer credit for goodwill. @throws Refusal record.missing, period.locked */
export const grantCredit = (tx: Tx, input: { customerId: number; amount: Minor; reason: string }) => goodwill(tx, input, 'goodwill', input.amount);

/** Takes goodwill back, as far as it is not spent. @throws Refusal record.missing, storeCredit.tooLittle, period.locked */
export function withdrawCredit(tx: Tx, input: { customerId: number; amount: Minor; reason: string }) {
  const balance = creditOfCustomer.get(tx, { customerId: survivorOf(tx, input.customerId).id })?.balance ?? minor(0);
  if (balance < input.amount) throw new Refusal('storeCredit.tooLittle', { balance, asked: input.amount });
  return goodwill(tx, input, 'withdrawn', minor(-input.amount));
}

function goodwill(tx: Tx, input: { customerId: number; reason: string }, kind: CreditKind, amount: Minor): { storeCreditId: number; balance: Minor } {
  const customer = requireCustomer(tx, input.customerId);
  const storeCreditId = creditFor(tx, input.customerId);
  const id = moveCredit(tx, { storeCreditId, kind, amount, reason: input.reason });
  postEntry(tx, goodwillEntry({ postedOn: postedDay(tx, tx.now), occurredAt: tx.now }, { id, storeCreditId, customer: customer.number, amount }));
  return { storeCreditId, balance: creditById.get(tx, { id: storeCreditId })?.balance ?? minor(0) };
}

/** What a customer may spend, and what moved it. */
export function getStoreCredit(reader: Reader, { customerId }: { customerId: number }) {
  const credits = creditsOf(reader, customerId);
  return {
    balance: minor(credits.reduce((sum, credit) => sum + credit.balance, 0)),
    movements: credits.flatMap(({ id }) => creditMovements.all(reader, { storeCreditId: id })).sort((a, b) => b.id - a.id),
  };
}
