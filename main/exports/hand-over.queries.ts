import { hash } from 'node:crypto';
import { toSVG } from 'bwip-js/node';
import { sql } from 'kysely';
import type { DrawSymbol } from '../../shared/documents/sheet-codes.rules.ts';
import { type HandOverData, handOverFile, type HandOverStatement, scriptJson } from '../../shared/exports/hand-over/file.rules.ts';
import { narration } from '../../shared/accounting/export/narration.rules.ts';
import { type PackFile, textFile } from '../../shared/exports/pack.rules.ts';
import { minorDigits } from '../../shared/units/currency.ts';
import type { Day } from '../../shared/units/day.ts';
import { listAccounts } from '../accounting/account.queries.ts';
import { digestedLines } from '../accounting/entry-digest.ts';
import { getTrialBalance } from '../accounting/trial-balance.queries.ts';
import { getShop } from '../company/company.queries.ts';
import type { Reader } from '../database/handles.ts';
import { read } from '../database/statement.ts';
import { knownVoucher, voucherNamed } from '../accounting/journal.queries.ts';
import { memoOf, typedText } from '../accounting/journal.statements.ts';
import type { PackDays } from './pack.queries.ts';
import { getStatement } from '../reporting/report.queries.ts';
import { partiesOf } from './party.queries.ts';

const pageSize = 500;

/** Everything an entry's digest covers, in its order; the postings as the digest has them. */
const entryPage = read((db, p: { to: Day; postedOn: Day; id: number }) =>
  db
    .selectFrom('journalEntry as e')
    .selectAll('e')
    .select([
      typedText.as('text'),
      digestedLines.as('lines'),
      knownVoucher.as('voucherNumber'),
    ])
    .where('e.postedOn', '<=', p.to)
    .where(sql<boolean>`(e.postedOn, e.id) > (${p.postedOn}, ${p.id})`)
    .orderBy('e.postedOn')
    .orderBy('e.id')
    .limit(pageSize),
);

const firstCommand = read((db, p: { from: Day; to: Day }) =>
  db.selectFrom('journalEntry').select(({ fn }) => fn.min('commandId').as('id')).where('postedOn', '>=', p.from).where('postedOn', '<=', p.to),
);
const commandPage = read((db, p: { after: number }) => db.selectFrom('command').selectAll().where('id', '>', p.after).where('hash', '<>', '').orderBy('id').limit(pageSize));
const hashOf = read((db, p: { id: number }) => db.selectFrom('command').select('hash').where('id', '=', p.id));

/** The books of some days as one page that opens anywhere and proves itself. */
export function handOver(reader: Reader, days: PackDays, seen: () => void): PackFile {
  const { language, name } = getShop(reader);
  const entries = entriesJson(reader, days, seen);
  const chain = chainJson(reader, days);
  const balance = getTrialBalance(reader, days).rows;
  const data: HandOverData = {
    language,
    meta: metaJson(reader, days, chain),
    accounts: scriptJson(listAccounts(reader).map(({ ledgerAccountId, code, name: named, type }) => ({ id: ledgerAccountId, code, name: named, type }))),
    trialBalance: scriptJson(balance.map(({ ledgerAccountId, code, opening, debit, credit, closing }) => ({ id: ledgerAccountId, code, opening, debit, credit, closing }))),
    statements: scriptJson(statementsOf(reader, days)),
    entries,
    chain: chain.text,
  };
  const plain = name.normalize('NFC').replaceAll(/[^\p{L}\p{N}._-]+/gu, '-');
  return textFile(`${plain}-${days.from}-${days.to}.html`, [handOverFile(data, (text) => hash('sha256', text))]);
}

const told = ['profitAndLoss', 'balanceSheet', 'cashFlow'] as const;

/** The statements of the days, in the shop's language, as the program shows them. */
function statementsOf(reader: Reader, { from, to }: PackDays): HandOverStatement[] {
  const { language } = getShop(reader);
  return told.map((name) => {
    const report = getStatement(reader, { name, from, to, language, compare: 'none', by: 'period', method: 'direct', basis: 'accrual' });
    return {
      title: report.title,
      columns: report.columns.map(({ heading }) => heading),
      rows: report.rows.map(({ kind, level, cells, ledgerAccountId }) => ({ kind, level, cells, account: ledgerAccountId })),
      ties: report.controls.map(({ label, left, right }) => ({ label, left, right })),
    };
  });
}

function entriesJson(reader: Reader, { from, to }: PackDays, seen: () => void): string {
  const { language } = getShop(reader);
  const texts: string[] = [];
  for (let after: { postedOn: Day; id: number } | undefined = { postedOn: from, id: 0 }; after; ) {
    const page = entryPage.all(reader, { to, ...after });
    const parties = partiesOf(reader, page.map(({ id }) => id));
    for (const e of page) {
      seen();
      // As entryDigest writes it: the verifier digests this very text.
      const head = [e.id, e.number, e.postedOn, e.occurredAt, e.recordedAt, e.sourceKind, e.sourceId, e.ruleId, e.ruleVersion, e.memoKey, e.memoValues, e.terms, e.textDigest, e.reversesId];
      const said = narration({ memo: memoOf(e.memoKey, e.memoValues, e.text) }, language);
      const voucher = voucherNamed(e.voucherNumber);
      texts.push(scriptJson({ ...(voucher !== null && { v: voucher }), d: [...head, JSON.parse(e.lines) as unknown], h: e.digest, c: e.commandId, s: said, p: parties.get(e.id)?.name ?? '' }));
    }
    const last = page.at(-1);
    after = last && { postedOn: last.postedOn, id: last.id };
  }
  return `[${texts.join(',')}]`;
}

interface Chain {
  text: string;
  from: number;
  before: string;
  head: string;
  headId: number;
}

/** The record from the command of the period's first entry to the head: what came before is one hash. */
function chainJson(reader: Reader, days: PackDays): Chain {
  const from = firstCommand.get(reader, days)?.id ?? 1;
  const before = hashOf.get(reader, { id: from - 1 })?.hash ?? '';
  const texts: string[] = [];
  let [head, headId]: [string, number] = [before, from - 1];
  for (let page = commandPage.all(reader, { after: headId }); page.length > 0; page = commandPage.all(reader, { after: headId })) {
    for (const { id, method, recordedAt, userId, role, deviceId, via, inputDigest, changes, proofs, hash: own } of page) {
      texts.push(scriptJson([id, method, recordedAt, userId, role, deviceId, via, inputDigest, changes, proofs, own]));
      [head, headId] = [own, id];
    }
  }
  return { text: `[${texts.join(',')}]`, from, before, head, headId };
}

function metaJson(reader: Reader, { from, to, madeOn }: PackDays, { from: first, before, head, headId }: Chain): string {
  const { name, baseCurrency } = getShop(reader);
  const draw: DrawSymbol = toSVG;
  const qr = draw({ bcid: 'qrcode', text: ['SW1', 'books', from, to, headId, head].join('|'), scale: 3, eclevel: 'M', paddingwidth: 4, paddingheight: 4 });
  return scriptJson({ shop: name, from, to, madeOn, currency: baseCurrency, digits: minorDigits(baseCurrency), chain: { from: first, before, head, headId }, qr });
}
