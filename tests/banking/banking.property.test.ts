import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { LinePart } from '../../shared/banking/fields.ts';
import { addDays } from '../../shared/units/calendar.ts';
import { day } from '../../shared/units/day.ts';
import { minor } from '../../shared/units/minor.ts';
import { Refusal } from '../../shared/refusal/refusal.ts';
import { accept, accountId, type BankShop, bringLines, expenseBill, held, newBankShop, orderOf } from './support.ts';

/**
 * Random statements on two accounts, decided in any order, undone in any order. The oracle is a sheet of paper: a column for
 * each account and each open item, changed by what the step says and never by what the shop says.
 */
type Step =
  | { do: 'line'; wallet: boolean; amount: number; late: number }
  | { do: 'order' }
  | { do: 'bill'; amount: number }
  | { do: 'payOrder' | 'payBill' | 'expense' | 'split' | 'transfer' | 'proposal'; line: number; item: number; part: number }
  | { do: 'undo'; decision: number }
  | { do: 'capture'; order: number };

/** Where the bills of this shop are booked: general expense. */
const generalExpense = '6900';

const pick = { line: fc.nat(9), item: fc.nat(5), part: fc.integer({ min: 1, max: 100 }) };
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 3, arbitrary: fc.record({ do: fc.constant('line' as const), wallet: fc.boolean(), amount: fc.oneof(fc.integer({ min: -5_000, max: 12_000 }).filter((n) => n !== 0), fc.constantFrom(11_300, -1_000)), late: fc.nat(20) }) },
  fc.record({ do: fc.constant('order' as const) }),
  fc.record({ do: fc.constant('bill' as const), amount: fc.oneof(fc.integer({ min: 1, max: 4_000 }), fc.constant(1_000)) }),
  { weight: 5, arbitrary: fc.record({ do: fc.constantFrom('payOrder' as const, 'payBill' as const, 'expense' as const, 'split' as const, 'transfer' as const, 'proposal' as const), ...pick }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('undo' as const), decision: fc.nat(9) }) },
  fc.record({ do: fc.constant('capture' as const), order: fc.nat(5) }),
);

interface Line {
  id: number;
  wallet: boolean;
  amount: number;
  open: number;
}

/** What a decision changed, to be turned round by its undo. */
interface Done {
  id: number;
  line: Line;
  taken: number;
  back: () => void;
}

class Run {
  readonly shop: BankShop;
  readonly lines: Line[] = [];
  readonly orders: { id: number; owes: number }[] = [];
  readonly bills: { id: number; total: number; open: number }[] = [];
  readonly standing: Done[] = [];
  readonly paper = { bank: 0, wallet: 0, expense: 0, income: 0 };
  private named = 0;

  constructor(shop: BankShop) {
    this.shop = shop;
  }

  async take(one: Step): Promise<void> {
    if (one.do === 'line') return this.line(one);
    if (one.do === 'order') {
      if (this.orders.length < 6) this.orders.push({ id: orderOf(this.shop, 1).orderId, owes: 11_300 });
      return undefined;
    }
    if (one.do === 'bill') return void this.bills.push({ id: expenseBill(this.shop, `X${this.bills.length}`, one.amount), total: one.amount, open: one.amount });
    if (one.do === 'undo') return this.undo(one.decision);
    if (one.do === 'capture') return this.capture(one.order);
    return this.decide(one);
  }

  private async line({ wallet, amount, late }: Extract<Step, { do: 'line' }>): Promise<void> {
    if (this.lines.length >= 10) return;
    this.named += 1;
    await bringLines(this.shop, wallet ? this.shop.walletId : this.shop.bankId, [{ id: `L${this.named}`, on: addDays(day('2026-03-03'), late), amount, payee: `P${this.named}` }]);
    const id = Number(this.shop.raw.prepare('select max(id) from bankLine').pluck().get());
    this.lines.push({ id, wallet, amount, open: amount });
  }

  /** Money that came and stands in the books before its line. */
  private capture(at: number): void {
    const order = this.orders[at];
    if (!order || order.owes < 500) return;
    this.shop.call('payment.capture', { orderId: order.id, amount: minor(500), account: 'bank' });
    order.owes -= 500;
    this.paper.bank += 500;
  }

  private decide({ do: how, line: at, item, part }: Extract<Step, { item: number }>): void {
    const line = this.lines[at];
    if (!line || line.open === 0) return;
    const size = Math.max(1, Math.floor((Math.abs(line.open) * part) / 100));
    const amount = line.open < 0 ? -size : size;
    const place = line.wallet ? 'wallet' : 'bank';
    const { paper } = this;
    if (how === 'payOrder') {
      const order = this.orders[item];
      if (!order || amount < 0 || order.owes < amount) return;
      this.write(line, amount, [{ kind: 'order', orderId: order.id, amount: minor(amount) }], (sign) => {
        order.owes -= sign * amount;
        paper[place] += sign * amount;
      });
    } else if (how === 'payBill') {
      const bill = this.bills[item];
      if (!bill || amount > 0 || bill.open < -amount) return;
      this.write(line, amount, [{ kind: 'bill', supplierBillId: bill.id, amount: minor(amount) }], (sign) => {
        bill.open += sign * amount;
        paper[place] += sign * amount;
      });
    } else if (how === 'expense') {
      this.write(line, amount, [{ kind: 'account', ledgerAccountId: accountId(this.shop, '6000'), amount: minor(amount) }], (sign) => {
        paper.expense -= sign * amount;
        paper[place] += sign * amount;
      });
    } else if (how === 'split') {
      const parts: LinePart[] = [['6000', amount - 7], ['4200', 7]].map(([code, value]) => ({ kind: 'account', ledgerAccountId: accountId(this.shop, String(code)), amount: minor(Number(value)) }));
      if (amount === 7) return;
      this.write(line, amount, parts, (sign) => {
        paper.expense -= sign * (amount - 7);
        paper.income -= sign * 7;
        paper[place] += sign * amount;
      });
    } else if (how === 'transfer') {
      this.write(line, amount, [{ kind: 'transfer', bankAccountId: line.wallet ? this.shop.bankId : this.shop.walletId, amount: minor(amount) }], (sign) => {
        paper[place] += sign * amount;
        paper[line.wallet ? 'bank' : 'wallet'] -= sign * amount;
      });
    } else this.linkWhatStands(line);
  }

  /** Only what stands already: on the wallet it moves there from the bank, on the bank it moves nothing. */
  private linkWhatStands(line: Line): void {
    const found = this.shop.call('bankLine.get', { bankLineId: line.id }).proposals.find(({ kind }) => kind === 'posting');
    const [part] = found?.parts ?? [];
    if (part?.kind !== 'posting') return;
    const onBank = Number(this.shop.raw.prepare('select p.ledgerAccountId = r.ledgerAccountId from posting p, accountRole r where r.role = ? and p.entryId = ? and p.lineNo = ?').pluck().get('bank', part.entryId, part.postingNo));
    this.write(line, part.amount, [part], (sign) => {
      if (!line.wallet || !onBank) return;
      this.paper.bank -= sign * part.amount;
      this.paper.wallet += sign * part.amount;
    });
  }

  private write(line: Line, taken: number, parts: LinePart[], change: (sign: 1 | -1) => void): void {
    const { bankDecisionId, left } = accept(this.shop, line.id, parts);
    change(1);
    line.open -= taken;
    if (left !== line.open) throw new Error(`the shop says ${left} of a line is open, the paper ${line.open}`);
    this.standing.push({ id: bankDecisionId, line, taken, back: () => change(-1) });
  }

  private undo(at: number): void {
    const done = this.standing[at];
    if (!done) return;
    try {
      this.shop.call('bankLine.undo', { bankDecisionId: done.id });
    } catch (error) {
      // A later decision may stand on what this one posted; then nothing changes, on paper neither.
      if (error instanceof Refusal && error.code === 'bank.linkedElsewhere') return;
      throw error;
    }
    this.standing.splice(at, 1);
    done.back();
    done.line.open += done.taken;
  }

  /** What the paper says, in the shape the shop is asked in. */
  said() {
    const standing = (wallet: boolean) => ({ statementBalance: sum(this.lines.filter((line) => line.wallet === wallet).map(({ amount }) => amount)), ledgerBalance: wallet ? this.paper.wallet : this.paper.bank, unexplained: 0 });
    return {
      // What bills are for is general expense.
      accounts: { ...this.paper, bills: sum(this.bills.map(({ total }) => total)), payable: 0 - sum(this.bills.map(({ open }) => open)), receivable: sum(this.orders.map(({ owes }) => owes)) },
      orders: this.orders.map(({ owes }) => owes),
      bills: this.bills.map(({ open }) => open),
      lines: this.lines.map(({ open }) => open),
      bank: standing(false),
      wallet: standing(true),
    };
  }

  /** The same, from the shop. */
  found() {
    const { shop } = this;
    const one = (sql: string, id: number): number => Number(shop.raw.prepare(sql).pluck().get(id));
    const standing = (bankAccountId: number) => {
      const { statementBalance, ledgerBalance, unexplained } = shop.call('bankReconciliation.get', { bankAccountId, throughOn: day('2026-04-01') });
      return { statementBalance, ledgerBalance, unexplained };
    };
    return {
      accounts: { bank: held(shop, '1010'), wallet: held(shop, '1012'), expense: held(shop, '6000'), income: held(shop, '4200'), bills: held(shop, generalExpense), payable: held(shop, '2000'), receivable: held(shop, '1100') },
      orders: this.orders.map(({ id }) => one('select receivable from salesOrder where id = ?', id)),
      bills: this.bills.map(({ id }) => one('select open from supplierBill where id = ?', id)),
      lines: this.lines.map(({ id }) => one('select amount - matched from bankLine where id = ?', id)),
      bank: standing(shop.bankId),
      wallet: standing(shop.walletId),
    };
  }
}

const sum = (amounts: readonly number[]): number => amounts.reduce((total, amount) => total + amount, 0);

test('random statements, decided and undone in any order: every open item, bank balance and control account is what the paper says', { timeout: 600_000 }, async () => {
  const numRuns = Number(process.env['BANKING_RUNS'] ?? 4);
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 10, maxLength: 30 }), async (steps) => {
      const run = new Run(newBankShop());
      try {
        // One step after another: each changes what the next finds.
        // oxlint-disable-next-line no-await-in-loop
        for (const one of steps) await run.take(one);
        expect(run.found()).toEqual(run.said());
        run.shop.check();
      } finally {
        run.shop.close();
      }
    }),
    { numRuns },
  );
});
