import type { SheetSource } from '../company/sheet-headings.rules.ts';
import { cellText, type NumberedRow, parsedCell, readCell, type ReadGroup, type SheetField, type SheetRow, SheetProblem, type SheetSettings } from '../contract/sheet.ts';
import { Refusal } from '../refusal/refusal.ts';
import { isCurrency } from '../units/currency.ts';
import type { Day } from '../units/day.ts';
import { type Minor, minor } from '../units/minor.ts';
import { parseMinor } from '../units/parse.ts';
import { dayOrderOf, writtenDay } from './dates.rules.ts';
import type { NewOpeningRow } from './opening.contract.ts';

const field = (name: string, ...headings: string[]): SheetField => ({ name, needed: false, headings: [name, ...headings] });

/** The columns of a trial balance and of lists of open items, as other programs head them. */
export const openingFields: readonly SheetField[] = [
  field('account', 'Account code', 'Account number', 'Account no', 'Code', 'Ledger account', 'Konto', '科目代码', '科目编码', '科目编号', '科目', '科目代號', '科目編號', '會計科目'),
  field('debit', 'Debit balance', 'Dr', 'Soll', '借方', '借方余额', '期末借方', '借方餘額', '期末借方余额'),
  field('credit', 'Credit balance', 'Cr', 'Haben', '贷方', '贷方余额', '期末贷方', '貸方', '貸方餘額', '期末贷方余额'),
  field('customer', 'Customer name', 'Client', 'Debtor', '客户', '客户名称', '客戶', '客戶名稱'),
  field('supplier', 'Supplier name', 'Vendor', 'Vendor name', 'Creditor', '供应商', '供应商名称', '供應商', '供應商名稱'),
  field('bank', 'Bank account', 'Bank name', '银行账户', '开户行', '銀行帳戶', '銀行帳號'),
  field('number', 'Invoice number', 'Invoice no', 'Bill number', 'Document number', 'Reference', '单号', '发票号', '发票号码', '账单号', '單號', '發票號碼', '帳單號碼'),
  field('issuedOn', 'Date', 'Invoice date', 'Bill date', 'Document date', '日期', '开票日期', '单据日期', '開立日期', '單據日期'),
  field('dueOn', 'Due date', 'Due', '到期日', '到期日期'),
  field('amount', 'Amount due', 'Open amount', 'Outstanding', 'Amount', '金额', '未付金额', '余额', '金額', '未付金額', '未結金額'),
  field('balance', 'Balance', 'Amount in base currency', 'Base amount', '本位币金额', '本位幣金額', '餘額'),
  field('currency', 'Currency code', '币种', '幣別', '幣種'),
  field('foreignAmount', 'Foreign amount', 'Currency amount', 'Amount in currency', '原币金额', '外币金额', '原幣金額', '外幣金額'),
];

export const openingSources: readonly SheetSource[] = [];

/**
 * One row of a sheet as one row of an opening: of a customer, of a supplier, of a bank account, else of the trial balance. An
 * amount with a currency beside it is in that; `balance` then says what it is worth. @throws SheetProblem
 */
export function openingOfRow(row: SheetRow, settings: SheetSettings): NewOpeningRow {
  const [customer, supplier, bank] = [cellText(row, 'customer'), cellText(row, 'supplier'), cellText(row, 'bank')];
  if (customer !== undefined) return { list: 'receivable', party: customer, ...itemOf(row, settings) };
  if (supplier !== undefined) return { list: 'payable', party: supplier, ...itemOf(row, settings) };
  if (bank !== undefined) return { list: 'bank', account: bank, ...amountOf(row, settings) };
  return { list: 'balance', account: readCell(row, 'account'), ...balanceOf(row, settings) };
}

const itemOf = (row: SheetRow, settings: SheetSettings) => ({ number: readCell(row, 'number'), issuedOn: dayOf(row, 'issuedOn', settings), dueOn: cellText(row, 'dueOn') === undefined ? null : dayOf(row, 'dueOn', settings), ...amountOf(row, settings) });

/** An unclear 03/02 is read as the numbers are written: with a decimal comma the day stands first. */
function dayOf(row: SheetRow, column: string, { locale }: SheetSettings): Day {
  const text = readCell(row, column);
  try {
    return writtenDay(text, dayOrderOf([text], locale === 'de-DE' ? 'dmy' : 'mdy'), column);
  } catch (error) {
    if (error instanceof Refusal) throw new SheetProblem(column, 'unknown');
    throw error;
  }
}

function currencyOf(row: SheetRow, { currency: home }: SheetSettings): string | null {
  const currency = cellText(row, 'currency')?.toUpperCase() ?? home;
  if (!isCurrency(currency)) throw new SheetProblem('currency', 'unknown');
  return currency === home ? null : currency;
}

const moneyIn = (row: SheetRow, column: string, currency: string, { locale }: SheetSettings): Minor | undefined =>
  cellText(row, column) === undefined ? undefined : parsedCell(column, parseMinor(readCell(row, column), currency, locale));

/** What an item or a bank account comes to. */
function amountOf(row: SheetRow, settings: SheetSettings) {
  const currency = currencyOf(row, settings);
  const home = moneyIn(row, 'balance', settings.currency, settings) ?? null;
  if (currency === null) return { home: moneyIn(row, 'amount', settings.currency, settings) ?? home ?? parsedCell('amount', parseMinor(readCell(row, 'amount'), settings.currency, settings.locale)), currency: null, foreignAmount: null };
  const foreignAmount = moneyIn(row, 'foreignAmount', currency, settings) ?? parsedCell('amount', parseMinor(readCell(row, 'amount'), currency, settings.locale));
  return { home, currency, foreignAmount };
}

/** Debit less credit, or one column with signs. */
function balanceOf(row: SheetRow, settings: SheetSettings) {
  const [debit, credit, balance] = (['debit', 'credit', 'balance'] as const).map((column) => moneyIn(row, column, settings.currency, settings));
  if (debit === undefined && credit === undefined && balance === undefined) throw new SheetProblem('debit', 'empty');
  const home = debit === undefined && credit === undefined ? (balance ?? minor(0)) : minor((debit ?? 0) - (credit ?? 0));
  const currency = currencyOf(row, settings);
  if (currency === null) return { home, currency, foreignAmount: null };
  const foreignAmount = moneyIn(row, 'foreignAmount', currency, settings) ?? parsedCell('foreignAmount', parseMinor(readCell(row, 'amount'), currency, settings.locale));
  // The amount in the currency stands on the same side as its worth, whether or not the sheet wrote a sign.
  return { home, currency, foreignAmount: home < 0 && foreignAmount > 0 ? minor(-foreignAmount) : foreignAmount };
}

/** Every row stands for itself. */
export function readOpening(rows: readonly NumberedRow[], settings: SheetSettings): ReadGroup<NewOpeningRow> {
  const [{ number, cells }] = rows as [NumberedRow];
  try {
    return { item: openingOfRow(cells, settings), partRows: [number], speakerRow: number, problems: [] };
  } catch (error) {
    if (!(error instanceof SheetProblem)) throw error;
    return { item: undefined, partRows: [], speakerRow: number, problems: [{ number, problem: error }] };
  }
}
