import { useState } from 'react';
import { cashStepOf, roundedForCash } from '../../shared/sales/cash-rounding.rules.ts';
import { type AskedTender, cashlessOf } from '../../shared/sales/tender.rules.ts';
import { type Minor, minor, sumMinor } from '../../shared/units/minor.ts';

/** The ways of paying at the counter, each with the key that takes it. */
export const payMethods = [
  { method: 'cash', account: 'till', keys: 'enter' },
  { method: 'card', account: 'bank', keys: 'f3' },
  { method: 'qr', account: 'bank', keys: 'f4' },
  { method: 'transfer', account: 'bank', keys: 'f6' },
] as const;
export type PayMethod = (typeof payMethods)[number];

export interface Tenders {
  readonly tenders: readonly AskedTender[];
  /** Still to pay by card, and in cash, where coins may ask for a little more or less. */
  readonly left: Minor;
  readonly leftInCash: Minor;
  /** Takes an amount, or all that is left; answers the whole list when nothing is left after it. */
  take(by: PayMethod, amount: Minor | null): readonly AskedTender[] | undefined;
  drop(index: number): void;
}

/** What was paid so far of a total, and what is left. @param total before any rounding to coins */
export function useTenders(total: Minor, currency: string): Tenders {
  const [tenders, setTenders] = useState<readonly AskedTender[]>([]);
  const paid = sumMinor(tenders.map(({ amount }) => amount ?? minor(0)));
  const left = minor(total - paid);
  const inCash = minor(roundedForCash(total, cashlessOf(tenders), cashStepOf(currency)) - paid);
  const take = ({ method, account }: PayMethod, amount: Minor | null): readonly AskedTender[] | undefined => {
    const due = account === 'till' ? inCash : left;
    const whole = amount === null || (account === 'till' ? amount >= due : amount === due);
    const tender: AskedTender = { account, method, ...(!whole && { amount }), ...(whole && amount !== null && account === 'till' && { given: amount }) };
    if (whole) return [...tenders, tender];
    if (amount > 0 && amount < due) setTenders([...tenders, tender]);
    return undefined;
  };
  return { tenders, left, leftInCash: inCash, take, drop: (index) => setTenders(tenders.filter((_, place) => place !== index)) };
}
