import { type GoodsEnd, goodsEnds } from '../../shared/returns/disposition.rules.ts';
import { rmaViews } from '../../shared/returns/rma.contract.ts';
import { type Day, isDay } from '../../shared/units/day.ts';

export type RmaView = (typeof rmaViews)[number];

export interface ReturnSearch {
  readonly view?: RmaView;
  readonly text?: string;
  /** Goods that came from one day to another and ended so: all three or none. */
  readonly end?: GoodsEnd;
  readonly from?: Day;
  readonly to?: Day;
}

export function readReturnSearch({ view, text, ...ended }: Record<string, unknown>): ReturnSearch {
  const known = rmaViews.find((one) => one === view);
  return { ...(known && known !== 'open' && { view: known }), ...(typeof text === 'string' && text !== '' && { text }), ...readEnded(ended) };
}

function readEnded({ end, from, to }: Record<string, unknown>): Pick<ReturnSearch, 'end' | 'from' | 'to'> {
  const known = goodsEnds.find((one) => one === end);
  return known && typeof from === 'string' && typeof to === 'string' && isDay(from) && isDay(to) ? { end: known, from, to } : {};
}

/** What the list is asked by, of a search that names an end. */
export const endedOf = ({ end, from, to }: ReturnSearch): { end: GoodsEnd; from: Day; to: Day } | undefined => (end && from && to ? { end, from, to } : undefined);
export const withoutEnd = ({ view, text }: ReturnSearch): ReturnSearch => ({ ...(view && { view }), ...(text !== undefined && { text }) });

export const readOrder = ({ order }: Record<string, unknown>): { order?: number } => (typeof order === 'number' ? { order } : {});
export const readRma = ({ rma }: Record<string, unknown>): { rma?: number } => (typeof rma === 'number' ? { rma } : {});
export const readRepair = ({ serial, view }: Record<string, unknown>): { serial?: string; view?: 'all' } => ({ ...(typeof serial === 'string' && serial !== '' && { serial }), ...(view === 'all' && { view }) });
