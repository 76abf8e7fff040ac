import { type Quantity, quantity } from '../units/quantity.ts';
/** One line of a pick list as far as picking changes it. */
export interface PickedLine {
  readonly pickLineId: number;
  readonly quantity: Quantity;
  readonly picked: Quantity;
  readonly short: Quantity;
  readonly left: Quantity;
}

/** What was done at a line and has not reached the shop's file yet. */
export type PickDone =
  | { readonly method: 'pick.take' | 'pick.putBack'; readonly pickLineId: number; readonly quantity: Quantity }
  | { readonly method: 'pick.short' | 'pick.found'; readonly pickLineId: number };

/** A line as it will be: by the same sums as takeGoods, putGoodsBack, reportShort and findMissing. */
export function lineAfter<Line extends PickedLine>(line: Line, done: PickDone): Line {
  if (done.pickLineId !== line.pickLineId) return line;
  // What the order no longer wants stands in no field of a pick list, but it is what is missing between the others.
  const dropped = Math.max(0, line.quantity - line.short - line.picked - line.left);
  const changed = { ...line, ...changeOf(line, done) };
  return { ...changed, left: quantity(Math.max(0, changed.quantity - changed.short - dropped - changed.picked)) };
}

function changeOf(line: PickedLine, done: PickDone): Partial<PickedLine> {
  switch (done.method) {
    case 'pick.take':
      return { picked: quantity(line.picked + done.quantity) };
    case 'pick.putBack':
      return { picked: quantity(line.picked - done.quantity) };
    case 'pick.short':
      return { short: quantity(line.short + line.left) };
    case 'pick.found':
      return { short: quantity(0) };
  }
}

/** What the shop will answer, and what it will refuse: more than is left, or more than was taken. */
export function answerAhead(line: PickedLine, done: PickDone) {
  if (done.method === 'pick.take' && done.quantity > line.left) return { refusal: { code: 'pick.tooMany' as const, details: { left: line.left, asked: done.quantity } } };
  if (done.method === 'pick.putBack' && done.quantity > line.picked) return { refusal: { code: 'pick.notThere' as const, details: { there: line.picked, asked: done.quantity } } };
  if (done.method === 'pick.short' && line.left === 0) return { refusal: { code: 'pick.nothingLeft' as const, details: {} } };
  if (done.method === 'pick.found' && line.short === 0) return { refusal: { code: 'pick.notShort' as const, details: {} } };
  const after = lineAfter(line, done);
  const { pickLineId } = line;
  if (done.method === 'pick.short') return { answer: { pickLineId, short: line.left } };
  if (done.method === 'pick.found') return { answer: { pickLineId, found: line.short } };
  return { answer: { pickLineId, left: after.left } };
}
