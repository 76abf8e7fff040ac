import { Refusal } from '../refusal/refusal.ts';
import { decodeEntities, requireNoEntities } from './markup.rules.ts';
import { compactDay, machineAmount, requireFewLines, type Statement, type StatementLine, tidyText } from './statement.rules.ts';

/** A part of an OFX file: SGML of version 1 leaves its leaves open, XML of version 2 closes them; both make the same tree. */
interface Node {
  tag: string;
  text: string;
  children: Node[];
}

const deepest = 64;

/**
 * Statements of an OFX file, version 1 (SGML) or 2 (XML). Source: OFX 2.2, §11 (bank) and §11.13 (cards).
 * @throws Refusal bankFile.cutOff, bankFile.entities, bankFile.badDate, bankFile.badAmount, bankFile.tooManyLines
 */
export function readOfx(text: string): Statement[] {
  requireNoEntities(text, 'OFX');
  if (!/<\/OFX>\s*$/i.test(text)) throw new Refusal('bankFile.cutOff', { format: 'OFX' });
  const root = treeOf(text.slice(text.search(/<OFX>/i)));
  return all(root, 'STMTRS').concat(all(root, 'CCSTMTRS')).map(statementOf);
}

function treeOf(text: string): Node {
  const closed = new Set([...text.matchAll(/<\/([A-Z0-9._]+)>/gi)].map(([, tag = '']) => tag.toUpperCase()));
  const root: Node = { tag: '', text: '', children: [] };
  const open = [root];
  for (const [, slash, name = '', inside = ''] of text.matchAll(/<(\/?)([A-Z0-9._]+)>([^<]*)/gi)) {
    const tag = name.toUpperCase();
    if (slash) close(open, tag);
    else {
      const node = { tag, text: tidyText(decodeEntities(inside)), children: [] };
      open.at(-1)?.children.push(node);
      if (node.text === '' && closed.has(tag)) open.push(node);
      if (open.length > deepest) throw new Refusal('bankFile.damaged', { format: 'OFX', where: tag });
    }
  }
  return root;
}

/** Ends the nearest open part of that name, with all inside it; the end of a leaf ends nothing. */
function close(open: Node[], tag: string): void {
  const at = open.findLastIndex((node) => node.tag === tag);
  if (at > 0) open.length = at;
}

const all = (node: Node, tag: string): Node[] => node.children.flatMap((child) => (child.tag === tag ? [child] : all(child, tag)));

/** The first part of that name, also inside a leaf that was left open before it. */
function find(node: Node, tag: string): Node | undefined {
  for (const child of node.children) {
    const found = child.tag === tag ? child : find(child, tag);
    if (found) return found;
  }
  return undefined;
}

const textIn = (node: Node | undefined, tag: string): string => (node && find(node, tag)?.text) ?? '';

function statementOf(node: Node): Statement {
  const currency = textIn(node, 'CURDEF').toUpperCase();
  const list = find(node, 'BANKTRANLIST');
  const rows = list ? all(list, 'STMTTRN') : [];
  requireFewLines(rows.length);
  const balance = find(node, 'LEDGERBAL');
  const closing = textIn(balance, 'BALAMT');
  const dayOf = (text: string) => (text === '' ? null : compactDay(text, 'OFX'));
  return {
    account: textIn(node, 'ACCTID') || null,
    currency: currency || null,
    number: '',
    fromOn: dayOf(textIn(list, 'DTSTART')),
    throughOn: dayOf(textIn(balance, 'DTASOF') || textIn(list, 'DTEND')),
    // The format has no opening balance, and its closing one may be of a later day than its last line.
    opening: null,
    closing: closing === '' ? null : machineAmount(closing, currency, 'LEDGERBAL'),
    lines: rows.flatMap((row, index) => lineOf(row, currency, `STMTTRN ${index + 1}`)),
  };
}

function lineOf(row: Node, currency: string, where: string): StatementLine[] {
  const amount = machineAmount(textIn(row, 'TRNAMT'), currency, where);
  // Some banks send their words as lines of nothing.
  if (amount === 0) return [];
  const payee = textIn(row, 'NAME');
  return [
    {
      bookedOn: compactDay(textIn(row, 'DTPOSTED'), where),
      amount,
      externalId: textIn(row, 'FITID') || null,
      payee,
      text: textIn(row, 'MEMO'),
      reference: textIn(row, 'CHECKNUM') || textIn(row, 'REFNUM'),
      counterparty: textIn(find(row, 'BANKACCTTO') ?? find(row, 'BANKACCTFROM'), 'ACCTID'),
    },
  ];
}
