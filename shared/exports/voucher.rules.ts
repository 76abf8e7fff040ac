import { voucherWord } from '../accounting/voucher.rules.ts';
import { monthOf } from '../units/calendar.ts';
import type { ExportEntry } from '../accounting/export/book.rules.ts';
import { minorDigits } from '../units/currency.ts';
import { decimalText } from '../units/decimal.ts';
import { narration } from '../accounting/export/narration.rules.ts';
import { oneLine } from '../units/one-line.ts';
import { legsOf, type Pack, type PackLeg } from './pack.rules.ts';

/** The programs whose voucher sheets differ; each has its own columns, kept by the shop and changed on the mapping screen. */
export const voucherVersions = ['kingdeeKis', 'kingdeeCloud', 'yonyouT3', 'yonyouCloud'] as const;
export type VoucherVersion = (typeof voucherVersions)[number];

/** What can stand in a column. */
export const voucherFields = [
  'date', 'year', 'period', 'word', 'number', 'wordNumber', 'attachments', 'line', 'summary', 'accountCode', 'accountName', 'debit', 'credit', 'currency', 'rate', 'foreignAmount',
  'partyNumber', 'partyName', 'preparedBy', 'source', 'empty',
] as const;
export type VoucherField = (typeof voucherFields)[number];

export interface VoucherColumn {
  heading: string;
  field: VoucherField;
}

/** How one version's sheet is written. */
export interface VoucherLayout {
  sheet: string;
  columns: readonly VoucherColumn[];
  /** 凭证字, usually 记. */
  word: string;
  preparedBy: string;
  /** Our account code → theirs; what is not named keeps ours. */
  accounts: Readonly<Record<string, string>>;
}

const layout = (sheet: string, columns: Record<string, VoucherField>): VoucherLayout => ({
  sheet, word: voucherWord, preparedBy: '', accounts: {}, columns: Object.entries(columns).map(([heading, field]) => ({ heading, field })),
});

/** Columns as public guides describe them; a shop compares them with its own program's template before the first import. */
export const usualLayouts: Record<VoucherVersion, VoucherLayout> = {
  kingdeeKis: layout('凭证', {
    日期: 'date', 凭证字: 'word', 凭证号: 'number', 附单据数: 'attachments', 摘要: 'summary', 科目代码: 'accountCode', 科目名称: 'accountName', 借方金额: 'debit', 贷方金额: 'credit', 币别: 'currency', 汇率: 'rate', 原币金额: 'foreignAmount',
    数量: 'empty', 单价: 'empty', 制单人: 'preparedBy',
  }),
  kingdeeCloud: layout('凭证列表', {
    日期: 'date', 凭证字: 'word', 凭证号: 'number', 附件数: 'attachments', 分录序号: 'line', 摘要: 'summary', 科目代码: 'accountCode', 科目名称: 'accountName', 借方金额: 'debit', 贷方金额: 'credit', 客户: 'partyName', 币别: 'currency', 汇率: 'rate',
    原币金额: 'foreignAmount', 制单人: 'preparedBy',
  }),
  yonyouT3: layout('凭证', {
    制单日期: 'date', 凭证类别: 'word', 凭证编号: 'number', 附单据数: 'attachments', 摘要: 'summary', 科目编码: 'accountCode', 借方金额: 'debit', 贷方金额: 'credit', 外币金额: 'foreignAmount', 汇率: 'rate', 往来单位编码: 'partyNumber', 制单人: 'preparedBy',
  }),
  yonyouCloud: layout('凭证', {
    日期: 'date', 凭证号: 'wordNumber', 附单据数: 'attachments', 摘要: 'summary', 科目编码: 'accountCode', 科目名称: 'accountName', 借方金额: 'debit', 贷方金额: 'credit', 制单人: 'preparedBy',
  }),
};

/** Amounts are numbers in the sheet, written from whole minor units. */
export type VoucherCell = string | number;

/**
 * One row a leg, under the headings of one version. Vouchers have the numbers they have in the books.
 * Source of the columns: public guides; not the vendors' own templates.
 */
export function* voucherRows(pack: Pack, { columns, word, preparedBy, accounts }: VoucherLayout, entries: Iterable<ExportEntry>): Generator<VoucherCell[]> {
  const toLegs = legsOf(pack.book);
  const money = moneyCell(pack.book.currency);
  yield columns.map(({ heading }) => heading);
  for (const entry of byNumber(entries)) {
    const { voucherNumber: number } = entry;
    const voucher = { word, number, wordNumber: `${word}-${number}`, preparedBy };
    yield* toLegs(entry).map((leg, index) => columns.map(({ field }) => cellOf(field, { pack, entry, leg, index, voucher, accounts, money })));
  }
}

/** Months one after another, each in the order of its numbers; entries come by day. */
function* byNumber(entries: Iterable<ExportEntry>): Generator<ExportEntry> {
  const inOrder = (month: ExportEntry[]): ExportEntry[] => month.toSorted((one, other) => one.voucherNumber - other.voucherNumber);
  let month: ExportEntry[] = [];
  for (const entry of entries) {
    if (month[0] && monthOf(month[0].postedOn) !== monthOf(entry.postedOn)) {
      yield* inOrder(month);
      month = [];
    }
    month.push(entry);
  }
  yield* inOrder(month);
}

interface Row {
  pack: Pack;
  entry: ExportEntry;
  leg: PackLeg;
  index: number;
  voucher: { word: string; number: number; wordNumber: string; preparedBy: string };
  accounts: Readonly<Record<string, string>>;
  money: (amount: number) => number;
}

function cellOf(field: VoucherField, { pack, entry, leg, index, voucher, accounts, money }: Row): VoucherCell {
  const foreign = leg.currency !== null && leg.foreignAmount !== null && leg.foreignAmount !== 0;
  const cells: Record<VoucherField, () => VoucherCell> = {
    date: () => entry.postedOn,
    year: () => Number(entry.postedOn.slice(0, 4)),
    period: () => Number(entry.postedOn.slice(5, 7)),
    word: () => voucher.word,
    number: () => voucher.number,
    wordNumber: () => voucher.wordNumber,
    attachments: () => entry.papers,
    line: () => index + 1,
    summary: () => narration(entry, pack.shop.language, 120),
    accountCode: () => accounts[leg.account.code] ?? leg.account.code,
    accountName: () => oneLine(leg.account.name, 100),
    debit: () => (leg.amount > 0 ? money(leg.amount) : ''),
    credit: () => (leg.amount < 0 ? money(-leg.amount) : ''),
    currency: () => (foreign ? (leg.currency ?? '') : pack.book.currency),
    rate: () => (foreign ? rateText(leg, pack.book.currency) : 1),
    foreignAmount: () => (foreign ? moneyCell(leg.currency ?? '')(Math.abs(leg.foreignAmount ?? 0)) : money(Math.abs(leg.amount))),
    partyNumber: () => entry.party?.number ?? '',
    partyName: () => oneLine(entry.party?.name ?? '', 60),
    preparedBy: () => voucher.preparedBy || entry.writtenBy,
    source: () => entry.number,
    empty: () => '',
  };
  return cells[field]();
}

/** Exact for every amount a sheet can show: fifteen digits survive the way through a spreadsheet's number. */
const moneyCell = (currency: string) => (amount: number): number => Number(decimalText(amount, minorDigits(currency)));

/** What one unit of the other currency was booked at, to six places; the amounts beside it are exact, this is their quotient. */
function rateText({ amount, currency, foreignAmount }: PackLeg, base: string): number {
  const scale = 10n ** BigInt(6 + minorDigits(currency ?? base));
  const quotient = (BigInt(Math.abs(amount)) * scale) / (BigInt(Math.abs(foreignAmount ?? 1)) * 10n ** BigInt(minorDigits(base)));
  return Number(decimalText(Number(quotient), 6));
}
