import { rmaViews } from '../../shared/returns/rma.contract.ts';

export type RmaView = (typeof rmaViews)[number];

export interface ReturnSearch {
  readonly view?: RmaView;
  readonly text?: string;
}

export function readReturnSearch({ view, text }: Record<string, unknown>): ReturnSearch {
  const known = rmaViews.find((one) => one === view);
  return { ...(known && known !== 'open' && { view: known }), ...(typeof text === 'string' && text !== '' && { text }) };
}

export const readOrder = ({ order }: Record<string, unknown>): { order?: number } => (typeof order === 'number' ? { order } : {});
export const readRma = ({ rma }: Record<string, unknown>): { rma?: number } => (typeof rma === 'number' ? { rma } : {});
export const readRepair = ({ serial, view }: Record<string, unknown>): { serial?: string; view?: 'all' } => ({ ...(typeof serial === 'string' && serial !== '' && { serial }), ...(view === 'all' && { view }) });
