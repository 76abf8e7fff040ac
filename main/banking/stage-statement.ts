import { createHash } from 'node:crypto';
import { headingsKey } from '../../shared/company/sheet-headings.rules.ts';
import type { CsvField } from '../../shared/banking/csv-profiles.ts';
import type { DayOrder } from '../../shared/banking/dates.rules.ts';
import { contentOf, numbered } from '../../shared/banking/line-key.rules.ts';
import type { Statement, StatementLine } from '../../shared/banking/statement.rules.ts';
import { Refusal } from '../../shared/refusal/refusal.ts';
import { addDays } from '../../shared/units/calendar.ts';
import type { Day } from '../../shared/units/day.ts';
import { type Minor, minor, sumMinor } from '../../shared/units/minor.ts';
import { getShop } from '../company/company.queries.ts';
import { type Stage, sheetFileOf } from '../company/sheets/stage.ts';
import type { Reader } from '../database/handles.ts';
import { isSameAccount } from './bank-account.service.ts';
import { type BankAccountRow, lastLineOf, requireBankAccount, statementBalance } from './bank-account.statements.ts';
import { isKnownLine, mappingOf } from './bank-statement.statements.ts';
import { type ReadFile, readStatementFile } from './read-bank-file.ts';

export interface StagedLine extends StatementLine {
  key: string;
}

export interface StagedStatement extends Omit<Statement, 'lines'> {
  lines: StagedLine[];
}

/** What waits on a stage between a file and the shop. */
export interface StagedFile extends Pick<ReadFile, 'format' | 'profile' | 'headings' | 'mapping'> {
  bankAccountId: number;
  fileName: string;
  /** What the account began with, where this file is the first that says so. */
  opening: { openedOn: Day; openingBalance: Minor } | null;
  statements: StagedStatement[];
}

export interface ReadStatement {
  bankAccountId: number;
  mapping?: (CsvField | null)[];
  dayOrder?: DayOrder;
}

const shown = 20;

/** Reads a bank's file onto its stage and says what of it is new. The shop is only asked. @throws Refusal bankFile.…, sheet.…, record.missing */
export async function readOntoStage(stage: Stage, folder: string, { bankAccountId, mapping, dayOrder }: ReadStatement, reader: Reader) {
  const account = requireBankAccount(reader, bankAccountId);
  const file = await readStatementFile(sheetFileOf(folder), {
    currency: account.currency,
    dayOrder: dayOrder ?? (getShop(reader).country === 'US' ? 'mdy' : 'dmy'),
    mappingFor: (headings) => mapping ?? mappingOf(reader, bankAccountId, headingsKey(headings)),
  });
  const statements = withKeys(ofAccount(file.statements, account));
  const opening = openingFrom(reader, account, statements);
  const staged: StagedFile = { ...pick(file), bankAccountId, fileName: stage.fact<string>('fileName') ?? '', opening, statements };
  stage.note('bank', staged);
  return previewOf(reader, { ...account, ...opening }, staged, file.skipped);
}

const pick = ({ format, profile, headings, mapping }: ReadFile) => ({ format, profile, headings, mapping });

/** The statements of this account; a file of another one is refused before anything of it is kept. */
function ofAccount(statements: readonly Statement[], account: BankAccountRow): Statement[] {
  const { number } = account;
  const own = number === null ? [...statements] : statements.filter((one) => one.account === null || isSameAccount(one.account, number));
  const others = new Set(own.map((one) => one.account));
  if (own.length === 0 || (number === null && others.size > 1)) throw new Refusal('bankFile.otherAccount', { file: statements.map((one) => one.account ?? '').join(', '), account: account.name });
  const foreign = own.find((one) => one.currency !== null && one.currency !== account.currency);
  if (foreign) throw new Refusal('bankFile.otherCurrency', { file: foreign.currency ?? '', account: account.currency });
  return own;
}

const digest = (text: string): string => createHash('sha256').update(text).digest('hex').slice(0, 32);

function withKeys(statements: readonly Statement[]): StagedStatement[] {
  const keys = numbered(statements.flatMap(({ lines }) => lines.map((line) => digest(contentOf(line)))));
  let next = 0;
  return statements.map((statement) => ({ ...statement, lines: statement.lines.map((line) => ({ ...line, key: keys[next++] ?? '' })) }));
}

/** Nothing is known of an account before its first file: it began with what that file begins with, said or computed back from its end. */
function openingFrom(reader: Reader, account: BankAccountRow, statements: readonly StagedStatement[]): StagedFile['opening'] {
  if (account.openedOn !== null || lastLineOf.get(reader, { bankAccountId: account.id })) return null;
  const [first] = statements.toSorted((a, b) => (firstDay(a) < firstDay(b) ? -1 : 1));
  const lines = first?.lines ?? [];
  if (!first || lines.length === 0) return null;
  const balance = first.opening ?? (first.closing === null ? null : minor(first.closing - sumMinor(lines.map(({ amount }) => amount))));
  return balance === null ? null : { openedOn: addDays(firstDay(first), -1), openingBalance: balance };
}

const firstDay = ({ lines, fromOn, throughOn }: StagedStatement): Day =>
  lines.reduce<Day>((first, { bookedOn }) => (bookedOn < first ? bookedOn : first), lines[0]?.bookedOn ?? fromOn ?? throughOn ?? ('9999-12-31' as Day));

function previewOf(reader: Reader, account: BankAccountRow, staged: StagedFile, skipped: ReadFile['skipped']) {
  const known = (line: StagedLine): boolean => isKnownLine(reader, staged.bankAccountId, line.key);
  const statements = staged.statements.map(({ number, fromOn, throughOn, opening, closing, lines }, index) => ({
    number, fromOn, throughOn, opening, closing, lines: lines.length, added: lines.filter((line) => !known(line)).length, gap: gapAfter(reader, account, staged.statements.slice(0, index + 1)),
  }));
  const lines = staged.statements.flatMap((statement) => statement.lines);
  const added = statements.reduce((sum, one) => sum + one.added, 0);
  return {
    ...pick(staged as unknown as ReadFile),
    statements,
    added,
    known: lines.length - added,
    skipped: skipped.slice(0, 1000),
    preview: lines.slice(0, shown).map((line) => ({ bookedOn: line.bookedOn, amount: line.amount, payee: line.payee, text: line.text, known: known(line) })),
  };
}

/** What the last of some statements says its account holds at its end, less what the shop would then know of it. */
export function gapAfter(reader: Reader, account: Pick<BankAccountRow, 'id' | 'openingBalance'>, statements: readonly StagedStatement[]): Minor {
  const last = statements.at(-1);
  if (!last || last.closing === null || last.throughOn === null) return minor(0);
  const through = last.throughOn;
  const added = statements.flatMap(({ lines }) => lines).filter((line) => line.bookedOn <= through && !isKnownLine(reader, account.id, line.key));
  return minor(last.closing - statementBalance(reader, account, through) - sumMinor(added.map(({ amount }) => amount)));
}
