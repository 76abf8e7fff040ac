import type { ReturnKind } from '../fulfilment/notice.rules.ts';
import type { RmaState } from './rma-state.rules.ts';

/** What a customer is most likely to be told next, by where the return stands; a person may choose otherwise. */
export const answerFor = (state: RmaState): ReturnKind => answers[state];

const answers: Record<RmaState, ReturnKind> = {
  requested: 'returnAllowed',
  authorised: 'returnAllowed',
  received: 'returnReceived',
  inspected: 'returnReceived',
  settled: 'returnSettled',
  declined: 'returnDeclined',
  cancelled: 'returnDeclined',
};
