import type { ChannelReturn, ReturnReason } from '../connector.ts';
import type { ReturnAnswer } from './answers.ts';

/** Shopify's words for why; what the customer wrote stands in the note. */
const reasons: Readonly<Record<string, ReturnReason>> = {
  SIZE_TOO_LARGE: 'doesNotFit',
  SIZE_TOO_SMALL: 'doesNotFit',
  WRONG_ITEM: 'wrongItem',
  NOT_AS_DESCRIBED: 'notAsDescribed',
  DEFECTIVE: 'defective',
};

const states: Readonly<Record<string, ChannelReturn['state']>> = { REQUESTED: 'asked', OPEN: 'asked', CLOSED: 'done', CANCELED: 'ended', DECLINED: 'ended' };

/** A return as it was asked for there. A piece nobody can say is of this order is in the note alone. */
export function returnOf({ id, name, status, returnLineItems }: ReturnAnswer): ChannelReturn {
  const notes = returnLineItems.flatMap((line) => [line.customerNote, line.returnReasonNote]).filter((note) => note !== '');
  return {
    externalId: id,
    name,
    state: states[status] ?? 'done',
    lines: returnLineItems.flatMap((line) => {
      const lineId = line.fulfillmentLineItem?.lineItem.id;
      return lineId === undefined || line.quantity === 0 ? [] : [{ lineId, pieces: line.quantity, reason: reasons[line.returnReason] ?? 'changedMind' }];
    }),
    note: [...new Set(notes)].join(' · '),
  };
}
