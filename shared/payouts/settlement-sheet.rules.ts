import { bare, keyed, money, numbersLocale } from '../banking/csv-statement.rules.ts';
import { type DayOrder, dayOrderOf, writtenDay } from '../banking/dates.rules.ts';
import { guessMapping, headingKey } from '../company/sheet-headings.rules.ts';
import { Refusal } from '../refusal/refusal.ts';
import type { Day } from '../units/day.ts';
import { type Minor, minor, sumMinor } from '../units/minor.ts';
import type { FeeKind, LineKind } from './line-kind.rules.ts';
import { type KindRule, type SettlementProfile, settlementProfiles, type SheetField, sheetFields } from './settlement-profiles.ts';

/** A line of a settlement as its channel tells it; what raises the payout is positive. */
export interface ToldLine {
  kind: LineKind;
  feeKind: FeeKind | null;
  amount: Minor;
  occurredOn: Day | null;
  orderRef: string;
  reference: string;
  about: string;
  label: string;
}

/** A settlement as a sheet holds it. `number` is empty where the sheet gives it none. */
export interface ToldSettlement {
  number: string;
  currency: string;
  fromOn: Day | null;
  throughOn: Day | null;
  paidOn: Day;
  payout: Minor;
  /** The channel's ids of the movements that sent it. */
  sentReferences: string[];
  lines: ToldLine[];
}

export interface SheetReading {
  profile: SettlementProfile;
  headingRow: number;
  headings: string[];
}

/** A row that is no part of a payout yet: not paid out, or a state in which no money moved. */
export interface SkippedRow {
  row: number;
  why: 'notPaid' | 'status';
}

/** How far down a table may begin below what a program says about itself. */
const preambleAtMost = 60;

/** Whose export a sheet is, by its headings; any sheet with a kind and an amount is the shop's own. Undefined for no table. */
export function understandSettlement(rows: readonly string[][]): SheetReading | undefined {
  const beginning = rows.slice(0, preambleAtMost);
  for (const profile of settlementProfiles) {
    const headingRow = beginning.findIndex((row) => fits(profile, row));
    if (headingRow >= 0) return { profile, headingRow, headings: (rows[headingRow] ?? []).map(bare) };
  }
  return undefined;
}

function fits(profile: SettlementProfile, row: readonly string[]): boolean {
  if (profile.headings.length > 0) return profile.headings.every((heading) => keyed(row).includes(headingKey(heading)));
  const mapping = mappingOf(profile, row.map(bare));
  return mapping.includes('type') && mapping.includes('amount');
}

// guessMapping answers the names it was given.
const mappingOf = (profile: SettlementProfile, headings: readonly string[]): (SheetField | null)[] =>
  guessMapping(headings, sheetFields.map((name) => ({ name, needed: false, headings: profile.fields[name] ?? [] }))) as (SheetField | null)[];

type Cells = Partial<Record<SheetField, string>>;

interface Row {
  row: number;
  cells: Cells;
  /** What fee columns say that the amount is already less of. */
  included: { kind: 'fee' | 'advertising'; feeKind: FeeKind | null; text: string; label: string }[];
}

interface Reading {
  profile: SettlementProfile;
  order: DayOrder;
  locale: string;
  currency: string;
}

export interface SheetChoice {
  /** For a sheet that names none. */
  currency: string;
  dayOrder: DayOrder;
  /** Whether the shop has a movement already, by the channel's id of it. */
  isKnown: (reference: string) => boolean;
}

/**
 * The settlements of a sheet, each with its lines in the sheet's order. A row whose date or amount cannot be read refuses the
 * file: half a settlement is none. Where movements are not counted by payout, those the shop has are left out, so that sheets may
 * overlap; `known` says how many. @throws Refusal bankFile.badDate, bankFile.badAmount, bankFile.empty, settlementFile.currencies
 */
export function readSettlements(rows: readonly string[][], { profile, headingRow, headings }: SheetReading, choice: SheetChoice): { settlements: ToldSettlement[]; skipped: SkippedRow[]; known: number } {
  const told = rows.slice(headingRow + 1).flatMap((row, index) => rowOf(profile, headings, row, headingRow + 2 + index) ?? []);
  const reading = {
    profile,
    order: dayOrderOf(told.map(({ cells }) => cells.occurredOn ?? cells.paidOn ?? ''), choice.dayOrder),
    locale: numbersLocale(told.map(({ cells }) => cells.amount ?? cells.total ?? '')),
  };
  const skipped: SkippedRow[] = [];
  const paid = told.filter((row) => {
    const why = whySkipped(profile, row, told);
    if (why) skipped.push({ row: row.row, why });
    return why === null;
  });
  const fresh = paid.filter((row) => numberOf(profile, row) !== '' || row.cells.reference === undefined || !choice.isKnown(row.cells.reference));
  const groups = Map.groupBy(fresh, (row) => numberOf(profile, row));
  const settlements = [...groups].map(([number, own]) => settlementOf(number, own, { ...reading, currency: currencyOf(own, profile.currency ?? choice.currency) }));
  if (paid.length === 0) throw new Refusal('bankFile.empty', {});
  return { settlements, skipped, known: paid.length - fresh.length };
}

function rowOf(profile: SettlementProfile, headings: readonly string[], row: readonly string[], number: number): Row | undefined {
  const cells: Cells = {};
  mappingOf(profile, headings).forEach((field, index) => {
    const cell = bare(row[index] ?? '');
    if (field !== null && cell !== '' && cell !== '/' && cell !== '-') cells[field] = cell;
  });
  const hasMoney = [cells.amount, cells.moneyIn, cells.moneyOut, cells.total].some((cell) => cell !== undefined);
  // A line of totals below a table has no day of its own.
  if (!hasMoney || !/\d/.test(`${cells.occurredOn ?? ''}${cells.paidOn ?? ''}${cells.payoutId ?? ''}`)) return undefined;
  const included = (profile.includedFees ?? []).flatMap(({ headings: spelled, kind, feeKind }) => {
    const column = headings.findIndex((heading) => spelled.includes(heading));
    const text = bare(row[column] ?? '');
    return /[1-9]/.test(text) ? [{ kind, feeKind: kind === 'fee' ? (feeKind ?? 'other') : null, text, label: spelled[0] ?? '' }] : [];
  });
  return { row: number, cells, included };
}

function whySkipped(profile: SettlementProfile, { cells }: Row, all: readonly Row[]): SkippedRow['why'] | null {
  if (profile.done && cells.status !== undefined && !profile.done.some((state) => cells.status?.toLowerCase().startsWith(state.toLowerCase()))) return 'status';
  return !profile.isWallet && cells.payoutId === undefined && all.some((row) => row.cells.payoutId !== undefined) ? 'notPaid' : null;
}

const numberOf = (profile: SettlementProfile, { cells }: Row): string => (profile.isWallet ? '' : (cells.payoutId ?? (profile.isByDay ? cells.paidOn : undefined) ?? ''));

/** @throws Refusal settlementFile.currencies: what is paid out together is paid in one currency */
function currencyOf(rows: readonly Row[], otherwise: string): string {
  const currencies = [...new Set(rows.flatMap(({ cells }) => cells.currency?.toUpperCase() ?? []))];
  if (currencies.length > 1) throw new Refusal('settlementFile.currencies', { currencies: currencies.join(', ') });
  return currencies[0] ?? otherwise;
}

function settlementOf(number: string, rows: readonly Row[], reading: Reading): ToldSettlement {
  const pieces = rows.flatMap((row) => piecesOf(row, reading));
  const lines = pieces.flatMap(({ kind, ...line }) => (kind === 'payout' || kind === 'none' || line.amount === 0 ? [] : [{ ...line, kind }]));
  const days = rows.flatMap(({ cells, row }) => (cells.occurredOn === undefined ? [] : [writtenDay(cells.occurredOn, reading.order, `${row}`)])).toSorted();
  const payout = payoutOf(rows, pieces, lines, reading);
  const kept = minor(payout - sumMinor(lines.map(({ amount }) => amount)));
  return {
    number,
    currency: reading.currency,
    fromOn: dayIn(rows, 'fromOn', reading.order) ?? days[0] ?? null,
    throughOn: dayIn(rows, 'throughOn', reading.order) ?? days.at(-1) ?? null,
    paidOn: dayIn(rows, 'paidOn', reading.order) ?? days.at(-1) ?? writtenDay('', reading.order, `${rows[0]?.row ?? 0}`),
    payout,
    sentReferences: pieces.flatMap(({ kind, reference }) => (kind === 'payout' && reference !== '' ? [reference] : [])),
    lines: reading.profile.isWallet && kept !== 0 ? [...lines, keptLine(kept)] : lines,
  };
}

const dayIn = (rows: readonly Row[], field: 'paidOn' | 'fromOn' | 'throughOn', order: DayOrder): Day | null => {
  const row = rows.find(({ cells }) => cells[field] !== undefined);
  return row ? writtenDay(row.cells[field] ?? '', order, `${row.row}`) : null;
};

/** What a wallet neither paid out nor used stays with the channel; what it paid out beyond that came from there. */
const keptLine = (amount: Minor): ToldLine => ({ kind: amount < 0 ? 'reserveHeld' : 'reserveReleased', feeKind: null, amount, occurredOn: null, orderRef: '', reference: '', about: '', label: 'balance' });

type Piece = Omit<ToldLine, 'kind'> & { kind: LineKind | 'payout' | 'none' };

/** What was sent: as the sheet states it, else its rows of the money itself, else all there is. */
function payoutOf(rows: readonly Row[], pieces: readonly Piece[], lines: readonly ToldLine[], reading: Reading): Minor {
  const total = rows.find(({ cells }) => cells.total !== undefined);
  if (total) return money(total.cells.total ?? '', reading.currency, reading.locale, `${total.row}`);
  const sent = pieces.filter(({ kind }) => kind === 'payout');
  return sent.length > 0 || reading.profile.isWallet ? minor(0 - sumMinor(sent.map(({ amount }) => amount))) : sumMinor(lines.map(({ amount }) => amount));
}

/** A row is its amount, the fee beside it, and the fees it is already less of. */
function piecesOf({ row, cells, included }: Row, reading: Reading): Piece[] {
  const { profile, currency, locale, order } = reading;
  const where = `${row}`;
  const amount = amountOf(cells, reading, where);
  const rule = ruleFor(profile, cells);
  const base = {
    occurredOn: cells.occurredOn === undefined ? null : writtenDay(cells.occurredOn, order, where),
    orderRef: (cells.order ?? orderIn(cells.note ?? '')).slice(0, 100),
    reference: (cells.reference ?? '').slice(0, 100),
    about: (cells.about ?? '').slice(0, 100),
    label: [cells.type, cells.detail, cells.text, cells.note].filter(Boolean).join(' · ').slice(0, 200),
  };
  const told = cells.fee === undefined || !profile.fee ? minor(0) : money(cells.fee, currency, locale, where);
  const fee = told === 0 ? minor(0) : minor(-(profile.fee?.sign ?? 1) * told);
  const less = included.map(({ text, ...one }) => ({ ...one, amount: minor((amount < 0 ? 1 : -1) * Math.abs(money(text, currency, locale, where))) }));
  const whole = minor(amount - sumMinor(less.map((one) => one.amount)));
  const kind = kindOf(rule, whole);
  return [
    { ...base, kind, feeKind: kind === 'fee' ? (rule?.feeKind ?? 'other') : null, amount: whole },
    ...(fee === 0 ? [] : [{ ...base, kind: 'fee' as const, feeKind: profile.fee?.kind ?? ('other' as const), amount: fee, label: 'fee' }]),
    ...less.map((one) => ({ ...base, kind: one.kind, feeKind: one.feeKind, amount: one.amount, label: one.label })),
  ];
}

function amountOf(cells: Cells, { profile, currency, locale }: Reading, where: string): Minor {
  const read = (cell: string | undefined): Minor => (cell === undefined ? minor(0) : money(cell, currency, locale, where));
  if (cells.amount === undefined) return minor(Math.abs(read(cells.moneyIn)) - Math.abs(read(cells.moneyOut)));
  const amount = read(cells.amount);
  if (!profile.out || cells.direction === undefined) return amount;
  return minor(profile.out.some((word) => cells.direction?.startsWith(word)) ? -Math.abs(amount) : Math.abs(amount));
}

/** The first rule whose words stand in what a row calls itself. */
const ruleFor = ({ kinds }: SettlementProfile, { type = '', detail = '', text = '' }: Cells): KindRule | undefined => kinds.find(({ says }) => says.test(`${type}|${detail}|${text}`));

function kindOf(rule: KindRule | undefined, amount: Minor): Piece['kind'] {
  if (rule?.kind === 'money') return amount < 0 ? 'refund' : 'sale';
  if (rule?.kind === 'reserve') return amount < 0 ? 'reserveHeld' : 'reserveReleased';
  return rule?.kind ?? 'adjustment';
}

/** An order's number in a sentence: "Order #1001", "订单 1001". */
const orderIn = (text: string): string => /(?:\border\b|\bord\b|订单|訂單)[\s:：#-]*([\p{L}\p{N}-]*\d[\p{L}\p{N}-]*)/iu.exec(text)?.[1] ?? '';

/** The spellings an order of ours may have of a number as a channel writes it: whole, without its sign, its letters, or a gateway's prefix. */
export function spellingsOf(orderRef: string): string[] {
  const whole = orderRef.trim();
  const bareRef = whole.replace(/^#/, '').replace(/^T\d+P/, '');
  const last = /(\d{3,})\D*$/.exec(bareRef)?.[1];
  return [...new Set([whole, bareRef, `#${bareRef}`, ...(last ? [last, `#${last}`] : [])])].filter((spelling) => spelling !== '' && spelling !== '#');
}
