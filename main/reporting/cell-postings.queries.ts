import { type RawBuilder, sql } from 'kysely';
import type { ReportAsked } from '../../shared/reporting/report.contract.ts';
import { centreField, isCentreKind } from '../../shared/accounting/centre.rules.ts';
import { yearStart } from '../../shared/accounting/fiscal-period.rules.ts';
import { isMoney } from '../../shared/reporting/statement.rules.ts';
import type { Day } from '../../shared/units/day.ts';
import { knownVoucher, voucherNamed } from '../accounting/journal.queries.ts';
import { memoOf, typedText } from '../accounting/journal.statements.ts';
import { db } from '../database/builder.ts';
import type { Reader } from '../database/handles.ts';
import { frameOf } from './statement-frame.ts';

interface Cursor {
  postedOn: Day;
  entryId: number;
  lineNo: number;
}

interface Cell {
  name: ReportAsked['name'];
  method: 'direct' | 'indirect';
  ledgerAccountId: number;
  from: Day | null;
  to: Day;
  by: ReportAsked['by'];
  centreId: number | null;
  after?: Cursor;
  limit: number;
}

/** One page of what a cell of an account is made of: its postings, less those its statement leaves out. @throws Refusal chart.missing */
export function listCellPostings(reader: Reader, cell: Cell) {
  const after = cell.after ?? { postedOn: cell.from ?? ('' as Day), entryId: 0, lineNo: 0 };
  let page = db
    .selectFrom('posting as p')
    .innerJoin('journalEntry as e', 'e.id', 'p.entryId')
    .select(['p.entryId', 'p.lineNo', 'p.postedOn', 'p.amount', 'e.number', 'e.memoKey', 'e.memoValues', typedText.as('text'), knownVoucher.as('voucherNumber')])
    .where('p.ledgerAccountId', '=', cell.ledgerAccountId)
    .where('p.postedOn', '<=', cell.to)
    .where(sql<boolean>`(p.postedOn, p.entryId, p.lineNo) > (${after.postedOn}, ${after.entryId}, ${after.lineNo})`)
    .orderBy('p.postedOn')
    .orderBy('p.entryId')
    .orderBy('p.lineNo')
    .limit(cell.limit + 1);
  for (const condition of conditionsOf(reader, cell)) page = page.where(condition);
  const found = reader.all(page);
  const rows = found.slice(0, cell.limit).map(({ memoKey, memoValues, text, voucherNumber, ...row }) => ({ ...row, voucher: voucherNamed(voucherNumber), memo: memoOf(memoKey, memoValues, text) }));
  const last = rows.at(-1);
  return { rows, next: last && found.length > cell.limit ? { postedOn: last.postedOn, entryId: last.entryId, lineNo: last.lineNo } : null };
}

/** A budget for goods is about what was bought of them. */
const ofItsBudget = sql<boolean>`(e.sourceKind in ('goodsReceipt', 'purchaseReturn', 'supplierBill', 'landedCost') or not exists (select 1 from accountRole r where r.role = 'inventory' and r.ledgerAccountId = p.ledgerAccountId))`;

function ofCentre(by: ReportAsked['by'], centreId: number | null): RawBuilder<boolean>[] {
  if (centreId === null || !isCentreKind(by)) return [];
  return [sql<boolean>`${sql.ref(`p.${centreField[by]}`)} is ${centreId === 0 ? null : centreId}`];
}

function conditionsOf(reader: Reader, { name, method, to, by, centreId }: Cell): RawBuilder<boolean>[] {
  const business = sql<boolean>`e.sourceKind <> 'resultClosing'`;
  if (name === 'profitAndLoss') return [business, ...ofCentre(by, centreId)];
  if (name === 'budget') return [business, ofItsBudget, ...ofCentre(by, centreId)];
  if (name !== 'cashFlow' && name !== 'balanceSheet') return [];
  const { layouts, accounts, shop } = frameOf(reader, { name, to, compare: 'none', by: 'period', method, language: 'en' });
  // A balance sheet leaves out the closings of its own year alone.
  if (name === 'balanceSheet') return [sql<boolean>`(e.sourceKind <> 'resultClosing' or e.postedOn < ${yearStart(to, shop.fiscalYearStartMonth)})`];
  if (method === 'indirect') return [business];
  const money = JSON.stringify(accounts.filter((account) => isMoney(layouts.balanceSheet, account)).map(({ ledgerAccountId }) => ledgerAccountId));
  return [sql<boolean>`(select sum(m.amount) from posting m where m.entryId = p.entryId and m.ledgerAccountId in (select value from json_each(${money}))) <> 0`];
}
