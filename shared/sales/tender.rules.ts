import { Refusal } from '../refusal/refusal.ts';
import { type Minor, minor, sumMinor } from '../units/minor.ts';

/** Where the money of a sale over the counter goes: into the drawer, or to the bank by whatever machine took it. */
export type TenderAccount = 'till' | 'bank';

/** One way of paying as it was keyed in: without an amount it takes what the others leave. */
export interface AskedTender {
  account: TenderAccount;
  method: string;
  amount?: Minor;
  /** The notes and coins that were handed over; what is too much of it goes back as change. */
  given?: Minor;
}

export interface Tender {
  account: TenderAccount;
  method: string;
  amount: Minor;
  given: Minor | null;
}

/** What of a total is paid otherwise than in cash: that part is paid to the last cent, and only the rest is rounded to a coin. */
export const cashlessOf = (tenders: readonly AskedTender[]): Minor => sumMinor(tenders.flatMap(({ account, amount }) => (account === 'bank' && amount !== undefined ? [amount] : [])));

export const paysCash = (tenders: readonly AskedTender[]): boolean => tenders.some(({ account }) => account === 'till');

/**
 * The tenders of a sale with what each pays; together exactly what is due.
 * @throws Refusal tender.differs when they come to another amount, tender.tooLittle when less was handed over than a tender pays.
 */
export function settleTenders(asked: readonly AskedTender[], due: Minor): Tender[] {
  const named = sumMinor(asked.map(({ amount }) => amount ?? minor(0)));
  const rest = minor(due - named);
  const open = asked.filter(({ amount }) => amount === undefined).length;
  if (open > 1 || rest < 0 || (open === 0 && rest !== 0)) throw new Refusal('tender.differs', { due, tendered: named });
  return asked.map(({ account, method, amount = rest, given }) => ({ account, method, amount, given: given ?? null })).filter(({ amount }) => amount !== 0).map(handedOver);
}

function handedOver(tender: Tender): Tender {
  if (tender.given !== null && tender.given < tender.amount) throw new Refusal('tender.tooLittle', { due: tender.amount, given: tender.given });
  return tender;
}

/** What goes back over the counter. */
export const changeOf = (tenders: readonly Pick<Tender, 'amount' | 'given'>[]): Minor => sumMinor(tenders.map(({ amount, given }) => minor((given ?? amount) - amount)));
