import type { Day } from '../units/day.ts';
import type { Language } from '../units/language.ts';
import type { Minor } from '../units/minor.ts';

/** What a cell holds, which says how every format writes it: money in minor units, quantities in thousandths, rates in millionths; `percent` is a rate that is written as per cent. */
export type ReportUnit = 'code' | 'text' | 'day' | 'money' | 'quantity' | 'rate' | 'percent' | 'count';

export interface ReportColumn {
  id: string;
  heading: string;
  unit: ReportUnit;
  /** The days its figures are of; `from` is null for a balance. */
  from: Day | null;
  to: Day | null;
  /** In a report by cost centre: which one, or 0 for what belongs to none. */
  centreId: number | null;
}

export interface ReportRow {
  id: string;
  kind: 'heading' | 'line' | 'sum' | 'total' | 'account';
  level: number;
  cells: (string | number | null)[];
  /** The ledger account whose postings a cell opens. */
  ledgerAccountId: number | null;
  /** The line an account's row stands under. */
  under: string | null;
  /** The lines this one adds up. */
  parts: string[];
  /** Those of them it takes off: costs of a profit. */
  deducts?: string[];
}

/** Two figures that must be one: it travels with the report, into every format. */
export interface ReportControl {
  id: string;
  label: string;
  left: Minor;
  right: Minor;
}

/** Every report of the program, whatever it is about: the screen, the command line and every file are made of this alone. */
export interface Report {
  name: string;
  title: string;
  shop: string;
  currency: string;
  language: Language;
  from: Day | null;
  to: Day;
  columns: ReportColumn[];
  rows: ReportRow[];
  controls: ReportControl[];
  /** What its paper is sealed with: a code to scan, and what it is. */
  seal?: { code: string; text: string };
}

/** A column that is no figure of some days. */
export const plainColumn = (id: string, heading: string, unit: ReportUnit): ReportColumn => ({ id, heading, unit, from: null, to: null, centreId: null });

/** A row of a list. */
export const plainRow = (id: string, cells: ReportRow['cells'], kind: ReportRow['kind'] = 'line'): ReportRow => ({ id, kind, level: 1, cells, ledgerAccountId: null, under: null, parts: [] });

/** Whether everything that must be one is one. */
export const holds = (report: Pick<Report, 'controls'>): boolean => report.controls.every(({ left, right }) => left === right);
