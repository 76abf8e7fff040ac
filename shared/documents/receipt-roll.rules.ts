import type { Written } from './written.rules.ts';

/** One line of a receipt roll. */
export type RollLine =
  | { kind: 'text'; text: string; align: 'left' | 'center'; large?: boolean; strong?: boolean }
  | { kind: 'pair'; left: string; right: string; strong?: boolean }
  | { kind: 'rule' }
  | { kind: 'barcode'; text: string }
  | { kind: 'qr'; text: string };

/** How many places a text takes: a Chinese sign two, a Latin letter one. */
export const placesOf = (text: string): number => Array.from(text).reduce((sum, sign) => sum + (isWide(sign) ? 2 : 1), 0);

const isWide = (sign: string): boolean => /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\u{20000}-\u{3fffd}]/u.test(sign);

/** Cuts a text into lines of so many places; a word is broken only where it is longer than the roll is wide. */
export function wrapped(text: string, width: number): string[] {
  const lines: string[] = [];
  let line = '';
  const push = (): void => {
    if (line.trim() !== '') lines.push(line.trimEnd());
    line = '';
  };
  for (const part of text.match(/[^\s\u2e80-\uffff]+|[\u2e80-\uffff]|\s+/gu) ?? []) {
    if (placesOf(line) + placesOf(part) > width) push();
    for (const sign of placesOf(part) > width ? part : [part]) {
      if (placesOf(line) + placesOf(sign) > width) push();
      if (line !== '' || sign.trim() !== '') line += sign;
    }
  }
  push();
  return lines;
}

/** Left and right on one line, or on two where both are too long for it. */
export function paired(left: string, right: string, width: number): string[] {
  const room = width - placesOf(right) - 1;
  const begun = wrapped(left, width);
  const last = begun.pop() ?? '';
  if (placesOf(last) <= room) return [...begun, last + ' '.repeat(width - placesOf(last) - placesOf(right)) + right];
  return [...begun, last, ' '.repeat(Math.max(0, width - placesOf(right))) + right];
}

/** A receipt as lines of a roll: the same words and figures as on the sheet. */
export function rollOf(written: Written): RollLine[] {
  const { shop, facts, columns, rows, sums, payments, note, footer, barcode, qr, labels } = written;
  const at = (id: string): number => columns.findIndex((column) => column.id === id);
  const goods = rows.flatMap((row): RollLine[] => {
    const of = (id: string): string => row[at(id)] ?? '';
    const amount = of('gross') || of('net');
    const how = [of('quantity'), of('unitPrice')].filter((part) => part !== '').join(' × ');
    return [{ kind: 'text', text: of('name'), align: 'left' }, ...(how === '' && amount === '' ? [] : [{ kind: 'pair' as const, left: `  ${how}`, right: amount }])];
  });
  return [
    { kind: 'text', text: shop.name, align: 'center', large: true },
    ...shop.lines.map((text): RollLine => ({ kind: 'text', text, align: 'center' })),
    ...(shop.taxNumber ? [{ kind: 'text' as const, text: `${written.taxNumber} ${shop.taxNumber}`, align: 'center' as const }] : []),
    { kind: 'rule' },
    { kind: 'pair', left: written.title, right: written.number, strong: true },
    ...facts.map(([left, right]): RollLine => ({ kind: 'pair', left, right })),
    { kind: 'rule' },
    ...goods,
    { kind: 'rule' },
    ...sums.map(({ label, value, strong }): RollLine => ({ kind: 'pair', left: label, right: value, strong })),
    ...payments.map(([left, right]): RollLine => ({ kind: 'pair', left, right })),
    ...[note, footer].filter((text) => text !== '').map((text): RollLine => ({ kind: 'text', text, align: 'center' })),
    ...(barcode === null ? [] : [{ kind: 'barcode' as const, text: barcode }]),
    ...(qr === null ? [] : [{ kind: 'qr' as const, text: qr }]),
    ...labels.flatMap(({ code, name }): RollLine[] => [{ kind: 'rule' }, { kind: 'text', text: name, align: 'center', strong: true }, { kind: 'barcode', text: code }]),
    { kind: 'text', text: written.foot, align: 'center' },
  ];
}
