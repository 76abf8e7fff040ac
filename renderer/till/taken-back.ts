import type { FaultOf } from '../../shared/returns/policy.rules.ts';
import { settleGoods } from '../../shared/returns/settlement.rules.ts';
import { minor, sumMinor } from '../../shared/units/minor.ts';
import { pieces, type Quantity, quantity } from '../../shared/units/quantity.ts';
import { ratePpm } from '../../shared/units/rate-ppm.ts';
import type { Receipt } from './use-till-scan.ts';

interface Coming {
  back: Readonly<Record<number, Quantity>>;
  fault: FaultOf;
  waiveFee: boolean;
}

/** What each line gives: the same rule the settlement applies. */
export function credits(sale: Receipt, { back, fault, waiveFee }: Coming) {
  const lines = sale.lines.map((line) => {
    const coming = back[line.orderLineId] ?? quantity(0);
    const feeRate = waiveFee || fault !== 'customer' ? ratePpm(0) : line.policy.restockingFee;
    return { line, coming, ...settleGoods({ sold: line.sold, shipped: line.shipped, before: line.settled, quantity: coming, paidBefore: minor(0), feeRate }) };
  });
  const credit = sumMinor(lines.map((line) => line.credit));
  return { lines, fee: sumMinor(lines.map((line) => line.fee)), amount: minor(Math.min(credit, sale.paid - sale.refunded)) };
}

/** Serial numbers as they were scanned or typed, one piece each. */
export function namedPieces(codes: string): { lots?: { code: string; quantity: Quantity }[] } {
  const named = codes.split(/[\s,，、]+/).filter((code) => code !== '');
  return named.length === 0 ? {} : { lots: named.map((code) => ({ code, quantity: pieces(1) })) };
}
