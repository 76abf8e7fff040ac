import { type RawBuilder, sql } from 'kysely';
import type { ReportAsked } from '../../shared/reporting/report.contract.ts';
import { centreField, isCentreKind } from '../../shared/accounting/centre.rules.ts';
import { yearStart } from '../../shared/accounting/fiscal-period.rules.ts';
import { isMoney } from '../../shared/reporting/statement.rules.ts';
import type { Day } from '../../shared/units/day.ts';
import { type Minor, minor } from '../../shared/units/minor.ts';
import { knownVoucher, voucherNamed } from '../accounting/journal.queries.ts';
import { memoOf, typedText } from '../accounting/journal.statements.ts';
import { db } from '../database/builder.ts';
import type { Reader } from '../database/handles.ts';
import type { Restated } from './cash-basis.queries.ts';
import { type Frame, frameOf } from './statement-frame.ts';

interface Cursor {
  postedOn: Day;
  entryId: number;
  lineNo: number;
}

interface Cell {
  name: ReportAsked['name'];
  method: 'direct' | 'indirect';
  basis: ReportAsked['basis'];
  ledgerAccountId: number;
  from: Day | null;
  to: Day;
  by: ReportAsked['by'];
  centreId: number | null;
  after?: Cursor;
  limit: number;
}

const start: Cursor = { postedOn: '' as Day, entryId: 0, lineNo: 0 };

/**
 * One page of what a cell of an account is made of: its postings, less those its statement leaves out. On the cash basis each with
 * how much of it counts, and beside them those of other days, or of other accounts, that count here: a sale paid for now, money
 * ahead of its goods. @throws Refusal chart.missing, report.noCashBasis
 */
export function listCellPostings(reader: Reader, cell: Cell) {
  const { after = start, limit } = cell;
  const frame = frameOf(reader, { name: cell.name, to: cell.to, compare: 'none', by: 'period', method: cell.method, basis: cell.basis, language: 'en' });
  const restated = byPosting(frame.restatedIn(cell.from, cell.to).filter((one) => isOfCell(one, cell)));
  let own = pageAfter(after, limit).where(isOwn(cell));
  for (const condition of conditionsOf(frame, cell)) own = own.where(condition);
  const others = restated.size === 0 ? [] : reader.all(pageAfter(after, limit).where(isAmong([...restated.keys()])).where(sql<boolean>`not ${isOwn(cell)}`));
  const counting = (posting: { entryId: number; lineNo: number }) => restated.get(keyOf(posting)) ?? minor(0);
  const found = [
    ...reader.all(own).map((row) => ({ ...row, posted: row.amount, amount: minor(row.amount + counting(row)) })),
    ...others.map((row) => ({ ...row, posted: row.amount, amount: counting(row) })),
  ].sort((a, b) => (a.postedOn === b.postedOn ? a.entryId - b.entryId || a.lineNo - b.lineNo : a.postedOn < b.postedOn ? -1 : 1));
  const rows = found.slice(0, limit).map(({ memoKey, memoValues, text, voucherNumber, ...row }) => ({ ...row, voucher: voucherNamed(voucherNumber), memo: memoOf(memoKey, memoValues, text) }));
  const last = rows.at(-1);
  return { rows, next: last && found.length > limit ? { postedOn: last.postedOn, entryId: last.entryId, lineNo: last.lineNo } : null };
}

const pageAfter = ({ postedOn, entryId, lineNo }: Cursor, limit: number) =>
  db
    .selectFrom('posting as p')
    .innerJoin('journalEntry as e', 'e.id', 'p.entryId')
    .select(['p.entryId', 'p.lineNo', 'p.postedOn', 'p.amount', 'e.number', 'e.memoKey', 'e.memoValues', typedText.as('text'), knownVoucher.as('voucherNumber')])
    .where(sql<boolean>`(p.postedOn, p.entryId, p.lineNo) > (${postedOn}, ${entryId}, ${lineNo})`)
    .orderBy('p.postedOn')
    .orderBy('p.entryId')
    .orderBy('p.lineNo')
    .limit(limit + 1);

const isOwn = ({ ledgerAccountId, from, to }: Cell) => sql<boolean>`(p.ledgerAccountId = ${ledgerAccountId} and p.postedOn between ${from ?? ''} and ${to})`;

/** A posting as a text that SQLite and we write alike. */
const keyOf = ({ entryId, lineNo }: { entryId: number; lineNo: number }): string => `[${entryId},${lineNo}]`;
const isAmong = (keys: readonly string[]) => sql<boolean>`(p.entryId, p.lineNo) in (select value ->> 0, value ->> 1 from json_each(${`[${keys.join(',')}]`}))`;

const isOfCell = (one: Restated, { ledgerAccountId, by, centreId }: Cell): boolean =>
  one.ledgerAccountId === ledgerAccountId && (centreId === null || !isCentreKind(by) || (one[centreField[by]] ?? 0) === centreId);

/** What the basis adds by posting; what begins and ends in the days adds nothing. */
function byPosting(restated: readonly Restated[]): Map<string, Minor> {
  const sums = new Map<string, Minor>();
  for (const one of restated) sums.set(keyOf(one), minor((sums.get(keyOf(one)) ?? 0) + one.amount));
  return new Map([...sums].filter(([, amount]) => amount !== 0));
}

/** A budget for goods is about what was bought of them. */
const ofItsBudget = sql<boolean>`(e.sourceKind in ('goodsReceipt', 'purchaseReturn', 'supplierBill', 'landedCost') or not exists (select 1 from accountRole r where r.role = 'inventory' and r.ledgerAccountId = p.ledgerAccountId))`;

function ofCentre(by: ReportAsked['by'], centreId: number | null): RawBuilder<boolean>[] {
  if (centreId === null || !isCentreKind(by)) return [];
  return [sql<boolean>`${sql.ref(`p.${centreField[by]}`)} is ${centreId === 0 ? null : centreId}`];
}

function conditionsOf({ layouts, accounts, shop }: Frame, { name, method, to, by, centreId }: Cell): RawBuilder<boolean>[] {
  const business = sql<boolean>`e.sourceKind <> 'resultClosing'`;
  if (name === 'profitAndLoss') return [business, ...ofCentre(by, centreId)];
  if (name === 'budget') return [business, ofItsBudget, ...ofCentre(by, centreId)];
  if (name !== 'cashFlow' && name !== 'balanceSheet') return [];
  // A balance sheet leaves out the closings of its own year alone.
  if (name === 'balanceSheet') return [sql<boolean>`(e.sourceKind <> 'resultClosing' or e.postedOn < ${yearStart(to, shop.fiscalYearStartMonth)})`];
  if (method === 'indirect') return [business];
  const money = JSON.stringify(accounts.filter((account) => isMoney(layouts.balanceSheet, account)).map(({ ledgerAccountId }) => ledgerAccountId));
  return [sql<boolean>`(select sum(m.amount) from posting m where m.entryId = p.entryId and m.ledgerAccountId in (select value from json_each(${money}))) <> 0`];
}
