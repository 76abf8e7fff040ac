import { analysisFilters, analysisSorts } from '../../shared/analysis/analysis.contract.ts';
import { demandClasses, valueClasses } from '../../shared/analysis/class.rules.ts';
import { type Day, isDay } from '../../shared/units/day.ts';
import type { InputOf } from '../client/methods.ts';

type Asked = InputOf<'analysis.list'>;
export type AnalysisView = (typeof analysisFilters)[number];

/** The state of the analysis as it stands in the address. */
export interface AnalysisSearch {
  readonly view?: AnalysisView;
  readonly sort?: NonNullable<Asked['sort']>;
  readonly valueClass?: NonNullable<Asked['valueClass']>;
  readonly demandClass?: NonNullable<Asked['demandClass']>;
  readonly on?: Day;
  /** The variant open in the peek. */
  readonly variant?: number;
}

const oneOf = <Value extends string>(all: readonly Value[], value: unknown): Value | undefined => all.find((one) => one === value);

/** Reads an address; what it does not know is left out. */
export function readAnalysisSearch(raw: Record<string, unknown>): AnalysisSearch {
  const read = {
    view: oneOf(analysisFilters, raw['view']),
    sort: oneOf(analysisSorts, raw['sort']),
    valueClass: oneOf(valueClasses, raw['valueClass']),
    demandClass: oneOf(demandClasses, raw['demandClass']),
    on: typeof raw['on'] === 'string' && isDay(raw['on']) ? raw['on'] : undefined,
    variant: Number.isSafeInteger(raw['variant']) ? Number(raw['variant']) : undefined,
  };
  return Object.fromEntries(Object.entries(read).filter(([, value]) => value !== undefined));
}

/** What is asked of the shop. */
export const askedOf = ({ view = 'all', variant: _peek, ...asked }: AnalysisSearch): Asked => ({ ...asked, only: view, limit: 100 });
