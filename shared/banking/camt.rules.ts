import { Refusal } from '../refusal/refusal.ts';
import { isCurrency } from '../units/currency.ts';
import { type Day, isDay } from '../units/day.ts';
import { type Minor, minor, sumMinor } from '../units/minor.ts';
import { machineAmount, requireFewLines, type Statement, type StatementLine, tidyText } from './statement.rules.ts';
import { type Element, elementsOf } from './xml.rules.ts';

/**
 * Statements of a CAMT.053 file, messages 001.02 to 001.08: they differ in where a name or a state stands, not in what they
 * mean. Only booked entries count. Source: ISO 20022 Bank-to-Customer Cash Management.
 * @throws Refusal bankFile.entities, bankFile.cutOff, bankFile.badDate, bankFile.badAmount, bankFile.tooManyLines
 */
export function readCamt(text: string): Statement[] {
  const statements = all(elementsOf(text, 'CAMT.053'), 'Document', 'BkToCstmrStmt', 'Stmt').map(statementOf);
  requireFewLines(statements.reduce((sum, { lines }) => sum + lines.length, 0));
  return statements;
}

/** The elements under a path; on the way the first of each name is taken. */
function all(from: Element | undefined, ...path: string[]): Element[] {
  const [name, ...rest] = path;
  const found = from?.children.filter((child) => child.name === name) ?? [];
  return rest.length === 0 ? found : all(found[0], ...rest);
}

const textAt = (from: Element | undefined, ...path: string[]): string => tidyText(all(from, ...path)[0]?.text ?? '');

function dayAt(from: Element | undefined, where: string, ...path: string[]): Day {
  const written = (textAt(from, ...path, 'Dt') || textAt(from, ...path, 'DtTm')).slice(0, 10);
  if (!isDay(written)) throw new Refusal('bankFile.badDate', { where, text: written });
  return written;
}

/** An amount with its direction; money out is negative. */
function amountAt(from: Element, currency: string, where: string, direction: string = textAt(from, 'CdtDbtInd')): Minor {
  const size = machineAmount(textAt(from, 'Amt'), currency, where);
  return minor(direction === 'DBIT' && size !== 0 ? -size : size);
}

function statementOf(statement: Element): Statement {
  const [balances, entries] = [all(statement, 'Bal'), all(statement, 'Ntry')];
  const written = textAt(statement, 'Acct', 'Ccy') || (all(balances[0] ?? entries[0], 'Amt')[0]?.attributes['Ccy'] ?? '');
  if (!isCurrency(written)) throw new Refusal('bankFile.damaged', { format: 'CAMT.053', where: 'Ccy' });
  const balance = (...codes: string[]) => balances.find((one) => codes.includes(textAt(one, 'Tp', 'CdOrPrtry', 'Cd')));
  const [opening, closing] = [balance('OPBD') ?? balance('PRCD'), balance('CLBD')];
  return {
    account: textAt(statement, 'Acct', 'Id', 'IBAN') || textAt(statement, 'Acct', 'Id', 'Othr', 'Id') || null,
    currency: written,
    number: textAt(statement, 'ElctrncSeqNb') || textAt(statement, 'LglSeqNb') || textAt(statement, 'Id'),
    fromOn: opening ? dayAt(opening, 'OPBD', 'Dt') : null,
    throughOn: closing ? dayAt(closing, 'CLBD', 'Dt') : null,
    opening: opening ? amountAt(opening, written, 'OPBD') : null,
    closing: closing ? amountAt(closing, written, 'CLBD') : null,
    lines: entries.flatMap((entry, index) => linesOf(entry, written, `Ntry ${index + 1}`)),
  };
}

function linesOf(entry: Element, currency: string, where: string): StatementLine[] {
  const state = textAt(entry, 'Sts', 'Cd') || textAt(entry, 'Sts');
  if (state !== '' && state !== 'BOOK') return [];
  const amount = amountAt(entry, currency, where);
  if (amount === 0) return [];
  const base = { bookedOn: dayAt(entry, where, all(entry, 'BookgDt').length === 0 ? 'ValDt' : 'BookgDt'), counterparty: '' };
  const details = all(entry, 'NtryDtls').flatMap((one) => all(one, 'TxDtls'));
  const parts = batchParts(details, amount, currency, where);
  const bankId = textAt(entry, 'AcctSvcrRef');
  const words = textAt(entry, 'AddtlNtryInf');
  if (parts) return parts.map((part, index) => ({ ...base, ...partyOf(part.of, part.amount), amount: part.amount, externalId: idOf(part.of, bankId, index) }));
  const [only] = details;
  const said = only === undefined ? { payee: '', text: '', reference: textAt(entry, 'NtryRef'), counterparty: '' } : partyOf(only, amount);
  return [{ ...base, ...said, amount, text: said.text || words, externalId: only === undefined ? bankId || null : idOf(only, bankId, 0) }];
}

/** A batch is as many lines as it has parts, where each says its amount and together they are the entry. */
function batchParts(details: readonly Element[], whole: Minor, currency: string, where: string) {
  if (details.length < 2) return undefined;
  const parts = details.flatMap((of) => {
    const holder = all(of, 'Amt').length > 0 ? of : all(of, 'AmtDtls', 'TxAmt')[0];
    if (!holder) return [];
    const direction = textAt(of, 'CdtDbtInd') || (whole < 0 ? 'DBIT' : 'CRDT');
    return [{ of, amount: amountAt(holder, currency, where, direction) }];
  });
  const isWhole = parts.length === details.length && parts.every(({ amount }) => amount !== 0) && sumMinor(parts.map(({ amount }) => amount)) === whole;
  return isWhole ? parts : undefined;
}

/** The bank's reference is one to an entry; its parts are told apart by their own ids, or by their place. */
function idOf(part: Element, bankId: string, index: number): string | null {
  const own = [textAt(part, 'Refs', 'AcctSvcrRef'), textAt(part, 'Refs', 'TxId'), textAt(part, 'Refs', 'EndToEndId')].find(isId);
  if (isId(bankId)) return own === undefined ? (index === 0 ? bankId : `${bankId}/${index + 1}`) : `${bankId}/${own}`;
  return own ?? null;
}

const isId = (id: string): boolean => id !== '' && !/^(NOTPROVIDED|NONREF|NOTAVAILABLE)$/i.test(id);

function partyOf(part: Element, amount: Minor) {
  const [role, account] = amount > 0 ? ['Dbtr', 'DbtrAcct'] : ['Cdtr', 'CdtrAcct'];
  const texts = all(part, 'RmtInf', 'Ustrd').map(({ text }) => text);
  const structured = textAt(part, 'RmtInf', 'Strd', 'CdtrRefInf', 'Ref');
  const endToEnd = textAt(part, 'Refs', 'EndToEndId');
  return {
    payee: textAt(part, 'RltdPties', role, 'Nm') || textAt(part, 'RltdPties', role, 'Pty', 'Nm'),
    text: tidyText([...texts, textAt(part, 'AddtlTxInf')].join(' ')),
    reference: structured || (isId(endToEnd) ? endToEnd : ''),
    counterparty: textAt(part, 'RltdPties', account, 'Id', 'IBAN') || textAt(part, 'RltdPties', account, 'Id', 'Othr', 'Id'),
  };
}
