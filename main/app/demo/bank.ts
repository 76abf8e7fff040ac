import { addMonths, monthEnd } from '../../../shared/accounting/fiscal-period.rules.ts';
import { addDays } from '../../../shared/units/calendar.ts';
import { type Day, day } from '../../../shared/units/day.ts';
import { decimalText } from '../../../shared/units/decimal.ts';
import { type Minor, minor, sumMinor } from '../../../shared/units/minor.ts';
import type { OutputOf } from '../../database/handlers.ts';
import type { Contract } from '../../../shared/app/contract.ts';
import type { Clerk } from './clerk.ts';

/** What the bank has and the books have not: the rent, on the last day of the month. */
const rent = { amount: minor(-350_000), payee: '湖畔物业 Lakeside Property', memo: '房租 Rent' };
/** Freight of the month whose bill comes later. */
const freight = minor(86_000);

export interface BankFile {
  name: string;
  text: string;
}

/**
 * The demo's bank account, opened where the month before the last whole one ended; the statement of that month, as the bank would
 * send it, for somebody to bring in; and an accrual that comes again. What a month's end needs and nobody did yet.
 */
export function keepBank(clerk: Clerk, until: Day): BankFile {
  const to = addDays(monthStart(until), -1);
  const openedOn = monthEnd(addMonths(to, -1));
  const accounts = clerk.call('account.list', undefined);
  const accountOf = (role: string): number => accounts.find(({ roles }) => (roles as string[]).includes(role))!.ledgerAccountId;
  const bank = accountOf('bank');
  const rows = ledgerRows(clerk, bank, addDays(openedOn, 1), to);
  const opening = clerk.call('ledger.list', { ledgerAccountId: bank, from: addDays(openedOn, 1), limit: 1 }).opening;
  clerk.call('bankAccount.add', { name: '工商银行 ICBC', kind: 'bank', number: '6222 0234 5678 1234', openedOn, openingBalance: opening } as never);
  clerk.call('recurring.add', {
    name: '运费暂估 Freight accrued', everyMonths: 1, dayOfMonth: 31, startsOn: monthStart(to), endsOn: null, reverses: true,
    lines: [{ ledgerAccountId: accountOf('freightIn'), amount: freight }, { ledgerAccountId: accountOf('accruedLandedCost'), amount: minor(0 - freight) }],
  });
  const lines = [...rows.map(lineOf), { id: `R${to}`, on: to, ...rent }];
  return { name: `bank-${to.slice(0, 7)}.ofx`, text: ofx(lines, to, minor(opening + sumMinor(lines.map(({ amount }) => amount)))) };
}

const monthStart = (on: Day): Day => day(`${on.slice(0, 7)}-01`);

type Row = OutputOf<Contract, 'ledger.list'>['rows'][number];

function ledgerRows(clerk: Clerk, ledgerAccountId: number, from: Day, to: Day): Row[] {
  const rows: Row[] = [];
  let after: { postedOn: Day; entryId: number; lineNo: number } | null = null;
  do {
    const page: OutputOf<Contract, 'ledger.list'> = clerk.call('ledger.list', { ledgerAccountId, from, to, limit: 200, ...(after && { after }) });
    rows.push(...page.rows);
    after = page.next;
  } while (after !== null);
  return rows;
}

interface Line {
  id: string;
  on: Day;
  amount: Minor;
  payee: string;
  memo: string;
}

/** The payer wrote the number of what was paid. */
function lineOf({ entryId, lineNo, postedOn, number, amount, memo: { values } }: Row): Line {
  const { supplier = '', ...others } = values;
  const said = Object.values(others).filter((value) => typeof value === 'string' && value !== '');
  return { id: `${entryId}-${lineNo}`, on: postedOn, amount, payee: String(supplier), memo: said.length > 0 ? said.join(' ') : number };
}

const xml = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
const compact = (on: Day): string => on.replaceAll('-', '');

/** OFX 2, as banks write it. */
function ofx(lines: readonly Line[], to: Day, closing: Minor): string {
  const rows = lines.map(({ id, on, amount, payee, memo }) =>
    `<STMTTRN><TRNTYPE>OTHER</TRNTYPE><DTPOSTED>${compact(on)}</DTPOSTED><TRNAMT>${decimalText(amount, 2)}</TRNAMT><FITID>${id}</FITID><NAME>${xml(payee)}</NAME><MEMO>${xml(memo)}</MEMO></STMTTRN>`);
  return `<?xml version="1.0" encoding="UTF-8"?>
<?OFX OFXHEADER="200" VERSION="220" SECURITY="NONE" OLDFILEUID="NONE" NEWFILEUID="NONE"?>
<OFX><BANKMSGSRSV1><STMTTRNRS><STMTRS><CURDEF>CNY</CURDEF><BANKTRANLIST>
${rows.join('\n')}
</BANKTRANLIST><LEDGERBAL><BALAMT>${decimalText(closing, 2)}</BALAMT><DTASOF>${compact(to)}</DTASOF></LEDGERBAL></STMTRS></STMTTRNRS></BANKMSGSRSV1></OFX>
`;
}
