import type { Language } from '../../units/language.ts';
import { pageText } from './page.text.ts';
import { handOverStyle } from './style.text.ts';
import { verifierText } from './verifier.text.ts';
import { handOverWords } from './words.rules.ts';

/** A statement as a table: texts, and amounts in minor units. A row of an account opens its postings; `ties` are two figures that must be one. */
export interface HandOverStatement {
  title: string;
  columns: readonly string[];
  rows: readonly { kind: string; level: number; cells: readonly (string | number | null)[]; account: number | null }[];
  ties: readonly { label: string; left: number; right: number }[];
}

/** Data of a hand-over as JSON texts, so that a year of entries is written once and digested as it stands. */
export interface HandOverData {
  language: Language;
  /** Shop, days, currency, the chain's beginning and head, the head's QR code as SVG. */
  meta: string;
  accounts: string;
  trialBalance: string;
  statements: string;
  /** `{ d: what the digest covers, h: digest, c: command, s: words, p: party }` each, with `v: 凭证字号` where the chart knows it. */
  entries: string;
  /** The record of commands from the first entry's to the head, as the hashes cover it. */
  chain: string;
}

/** SHA-256 of a text in UTF-8, as hexadecimal: handed in, because this floor knows no library for it. */
export type Digest = (text: string) => string;

const order = ['style', 'words', 'meta', 'accounts', 'trialBalance', 'statements', 'entries', 'chain', 'verifier', 'page'] as const;
type Section = (typeof order)[number];

const policy = "default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline'; img-src data:; form-action 'none'; base-uri 'none'";

/** JSON that can stand in a script: what would end one is written as an escape. */
export const scriptJson = (value: unknown): string => JSON.stringify(value).replaceAll('<', '\\u003c').replaceAll('\u2028', '\\u2028').replaceAll('\u2029', '\\u2029');

const tagOf: Record<Section, string> = {
  style: 'style', words: 'script type="application/json"', meta: 'script type="application/json"', accounts: 'script type="application/json"', trialBalance: 'script type="application/json"',
  statements: 'script type="application/json"', entries: 'script type="application/json"', chain: 'script type="application/json"', verifier: 'script', page: 'script',
};

const zeros = '0'.repeat(64);

/**
 * The one file of a period: data, page, verifier and seal. The markup is written as browsers write it back, so that the page
 * can prove what stands between its parts; a digest of each part, of the markup and of every byte of the file stand in the seal.
 */
export function handOverFile(data: HandOverData, digest: Digest): string {
  const texts: Record<Section, string> = {
    style: handOverStyle(data.language), words: scriptJson(handOverWords[data.language]), meta: data.meta, accounts: data.accounts, trialBalance: data.trialBalance, statements: data.statements, entries: data.entries,
    chain: data.chain, verifier: verifierText, page: pageText,
  };
  const sections = Object.fromEntries(order.map((name) => [name, digest(texts[name])]));
  const markup = digest(`CSS1Compat${markupOf(data.language, { seal: '' })}`);
  const sealText = (file: string, self: string): string => JSON.stringify({ sections, markup, file, self });
  const whole = (seal: string): string => `<!DOCTYPE html>${markupOf(data.language, { ...texts, seal })}`;
  const file = digest(whole(sealText(zeros, zeros)));
  return whole(sealText(file, digest(JSON.stringify({ sections, markup, file }))));
}

function markupOf(language: Language, texts: Partial<Record<Section, string>> & { seal: string }): string {
  const element = (name: Section): string => `<${tagOf[name]} id="${name}">${texts[name] ?? ''}</${tagOf[name].split(' ')[0]}>`;
  const head = `<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><meta http-equiv="Content-Security-Policy" content="${policy}"><title>Shopwright</title>${element('style')}</head>`;
  const body = order.filter((name) => name !== 'style').map(element).join('');
  return `<html lang="${language}">${head}<body><div id="app"></div><script type="application/json" id="seal">${texts.seal}</script>${body}</body></html>`;
}
