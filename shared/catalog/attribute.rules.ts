import type { NewAttribute } from './attribute.contract.ts';

/** A value as it is stored: text trimmed, a number written shortest, a choice as it is offered; undefined for anything else. */
export function readAttribute({ kind, choices }: { kind: NewAttribute['kind']; choices: readonly string[] }, typed: string): string | undefined {
  const text = typed.normalize('NFKC').trim();
  if (kind === 'choice') return choices.find((choice) => choice.normalize('NFKC') === text);
  if (kind === 'text') return text === '' ? undefined : typed.trim();
  return shortestNumber(text);
}

/** Fifteen digits are as many as a number of this program keeps exactly. */
function shortestNumber(text: string): string | undefined {
  const [, sign = '', whole = '', part = ''] = /^([-−]?)(\d{1,12})(?:[.,](\d{1,6}))?$/.exec(text) ?? [];
  if (whole === '' || whole.length + part.length > 15) return undefined;
  const decimals = part.replace(/0+$/, '');
  const digits = `${whole.replace(/^0+(?=\d)/, '')}${decimals === '' ? '' : `.${decimals}`}`;
  return sign !== '' && digits !== '0' ? `-${digits}` : digits;
}
