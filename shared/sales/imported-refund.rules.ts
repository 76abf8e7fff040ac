import { type Minor, minor } from '../units/minor.ts';
import { mulDiv } from '../units/mul-div.ts';
import type { Figures, TaxBy } from './order-totals.rules.ts';
import type { RefundPart } from './refund.rules.ts';

/** A part of a refund as a channel tells it: money for a line, for shipping and fees, or for nothing in particular. */
export interface ToldPart extends Figures {
  kind: 'line' | 'charge' | 'amountOnly';
  /** Our line; null when the channel does not say, or says one we do not know. */
  orderLineId: number | null;
  /** What of this line was cancelled and not paid back yet; zero when it has no line. */
  cancelledRoom: Minor;
  wasShipped: boolean;
}

/**
 * Which kinds a channel's refund is made of: money for a line first pays what was cancelled of it; the rest was shipped, and
 * as nothing proves that goods came back, they were kept (INV-O2). Money for a line of which nothing was shipped or cancelled
 * is an amount only. Where the channel keeps the tax, only the net was ours.
 */
export function refundPartsOf(told: readonly ToldPart[], taxBy: TaxBy): RefundPart[] {
  return told.flatMap((part) => splitPart(taxBy === 'shop' ? part : { ...part, tax: minor(0), gross: part.net })).filter((part) => part.gross > 0);
}

function splitPart(part: ToldPart): RefundPart[] {
  const { orderLineId } = part;
  if (part.kind === 'charge') return [{ kind: 'shipping', orderLineId: null, ...figuresOf(part) }];
  if (part.kind === 'amountOnly' || orderLineId === null) return [{ kind: 'amountOnly', orderLineId: null, ...figuresOf(part) }];
  const cancelled = minor(Math.max(0, Math.min(part.gross, part.cancelledRoom)));
  const [paid, rest] = splitFigures(part, cancelled);
  const kept: RefundPart = part.wasShipped ? { kind: 'goodsKept', orderLineId, ...rest } : { kind: 'amountOnly', orderLineId: null, ...rest };
  return [{ kind: 'cancelled', orderLineId, ...paid }, kept];
}

const figuresOf = ({ net, tax, gross }: Figures): Figures => ({ net, tax, gross });

function splitFigures(whole: Figures, first: Minor): [Figures, Figures] {
  const tax = whole.gross === 0 ? minor(0) : minor(mulDiv(whole.tax, first, whole.gross));
  const part = { net: minor(first - tax), tax, gross: first };
  return [part, { net: minor(whole.net - part.net), tax: minor(whole.tax - tax), gross: minor(whole.gross - first) }];
}
