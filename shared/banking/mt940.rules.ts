import { Refusal } from '../refusal/refusal.ts';
import { isCurrency } from '../units/currency.ts';
import type { Day } from '../units/day.ts';
import { type Minor, minor } from '../units/minor.ts';
import { compactDay, machineAmount, requireFewLines, type Statement, type StatementLine, tidyText } from './statement.rules.ts';

interface Field {
  tag: string;
  value: string;
}

/**
 * Statements of an MT940 file, with or without its envelope. Source: SWIFT Standards MT, Category 9; field 86 as German (?20)
 * and Dutch (/EREF/) banks write it. @throws Refusal bankFile.cutOff, bankFile.badDate, bankFile.badAmount, bankFile.tooManyLines
 */
export function readMt940(text: string): Statement[] {
  const statements: Statement[] = [];
  let fields: Field[] = [];
  for (const field of fieldsOf(text)) {
    if (field.tag === '20' && fields.length > 0) throw new Refusal('bankFile.cutOff', { format: 'MT940' });
    fields.push(field);
    if (field.tag !== '62F' && field.tag !== '62M') continue;
    statements.push(statementOf(fields));
    fields = [];
  }
  // What follows the closing balance (64, 65, 86) belongs to nobody's movements.
  if (fields.some(({ tag }) => tag === '60F' || tag === '60M' || tag === '61')) throw new Refusal('bankFile.cutOff', { format: 'MT940' });
  requireFewLines(statements.reduce((sum, { lines }) => sum + lines.length, 0));
  return statements;
}

/** `:61:…` and the lines that carry it on; the envelope's braces and the final dash are none. */
function fieldsOf(text: string): Field[] {
  const fields: Field[] = [];
  for (const line of text.split(/\r\n|\n|\r/)) {
    const [, tag, value = ''] = /^(?:\{.*\{4:)?:(\d{2}[A-Z]?):(.*)$/.exec(line) ?? [];
    if (tag !== undefined) fields.push({ tag, value });
    else if (/^(-\}?|\{.*)$/.test(line.trim())) continue;
    else if (fields.at(-1)) fields.at(-1)!.value += `\n${line}`;
  }
  // After a closing balance 64 and 65 may follow before the next statement begins.
  return fields.filter(({ tag }) => !['64', '65', '13D', '34F', '90D', '90C'].includes(tag));
}

function statementOf(fields: readonly Field[]): Statement {
  const valueOf = (...tags: string[]): string => fields.find(({ tag }) => tags.includes(tag))?.value ?? '';
  const opening = balanceOf(valueOf('60F', '60M'), '60F');
  const closing = balanceOf(valueOf('62F', '62M'), '62F');
  const lines = fields.flatMap((field, index) => {
    if (field.tag !== '61') return [];
    const next = fields[index + 1];
    return lineOf(field.value, next?.tag === '86' ? next.value : '', closing.currency, `:61: ${index + 1}`);
  });
  return { account: tidyText(valueOf('25', '25P')) || null, currency: closing.currency, number: tidyText(valueOf('28C', '28')), fromOn: opening.on, throughOn: closing.on, opening: opening.amount, closing: closing.amount, lines };
}

function balanceOf(value: string, where: string): { on: Day; currency: string; amount: Minor } {
  const [, sign, day = '', currency = '', amount = ''] = /^([CD])(\d{6})([A-Z]{3})([\d,]+)/.exec(value.trim()) ?? [];
  if (!isCurrency(currency)) throw new Refusal('bankFile.badAmount', { where, text: value.slice(0, 40) });
  const size = machineAmount(amount, currency, where);
  return { on: compactDay(`20${day}`, where), currency, amount: minor(sign === 'D' ? -size : size) };
}

const movement = /^(\d{6})(\d{4})?(R?[CD])[A-Z]?([\d,]+)([A-Z][A-Z0-9]{3})([^\n]*)([\s\S]*)$/;

function lineOf(value: string, details: string, currency: string, where: string): StatementLine[] {
  const [, valued = '', booked, mark = '', written = '', , reference = '', more = ''] = movement.exec(value) ?? [];
  if (valued === '') throw new Refusal('bankFile.damaged', { format: 'MT940', where });
  const size = machineAmount(written, currency, where);
  if (size === 0) return [];
  const [ours = '', bank = ''] = reference.split('//');
  const said = detailsOf(details);
  const ref = [said.reference, ours, bank].find((one) => one !== '' && !/^(NONREF|NOTPROVIDED)$/i.test(one)) ?? '';
  // A reversed credit takes away, a reversed debit gives back.
  const isIn = mark === 'C' || mark === 'RD';
  return [{ bookedOn: bookedOn(valued, booked, where), amount: minor(isIn ? size : -size), externalId: null, payee: said.payee, text: said.text || tidyText(more), reference: tidyText(ref), counterparty: said.counterparty }];
}

/** The booking day has no year: it is the one that lies nearest to the value day. */
function bookedOn(valued: string, booked: string | undefined, where: string): Day {
  const on = compactDay(`20${valued}`, where);
  if (booked === undefined) return on;
  const year = Number(on.slice(0, 4));
  const nearest = [year, year - 1, year + 1].map((one) => `${one}${booked}`).sort((a, b) => apart(a, on) - apart(b, on))[0] ?? '';
  return compactDay(nearest, where);
}

const apart = (compact: string, on: Day): number => Math.abs(Date.UTC(Number(compact.slice(0, 4)), Number(compact.slice(4, 6)) - 1, Number(compact.slice(6, 8))) - Date.parse(`${on}T00:00:00Z`));

interface Details {
  payee: string;
  text: string;
  reference: string;
  counterparty: string;
}

function detailsOf(value: string): Details {
  const joined = value.replaceAll('\n', '');
  if (/^\d{3}\?|\?20/.test(joined)) return german(joined);
  if (/^\/[A-Z]{2,8}\//.test(joined)) return slashed(joined);
  return { payee: '', text: tidyText(value), reference: '', counterparty: '' };
}

function german(value: string): Details {
  const parts = new Map([...value.matchAll(/\?(\d{2})([^?]*)/g)].map(([, code = '', text = '']) => [code, text]));
  const of = (from: number, to: number): string => [...parts].filter(([code]) => Number(code) >= from && Number(code) <= to).map(([, text]) => text).join('');
  const text = of(20, 29) + of(60, 63);
  const [, reference = ''] = /EREF\+(.*?)(?=(?:[A-Z]{4}\+)|$)/.exec(text) ?? [];
  const [, purpose = text] = /SVWZ\+(.*)$/.exec(text) ?? [];
  return { payee: tidyText(of(32, 33)), text: tidyText(purpose), reference: tidyText(reference), counterparty: tidyText(parts.get('31') ?? '') };
}

function slashed(value: string): Details {
  const of = (code: string): string => tidyText(new RegExp(`/${code}/(.*?)(?=/(?:TRTP|IBAN|BIC|NAME|REMI|EREF|MARF|CSID|ORDP|BENM|CNTP)/|$)`).exec(value)?.[1]?.replace(/^USTD\/\//, '') ?? '');
  return { payee: of('NAME'), text: of('REMI') || tidyText(value), reference: of('EREF').replace(/^NOTPROVIDED$/, ''), counterparty: of('IBAN') };
}
