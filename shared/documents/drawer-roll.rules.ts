import type { z } from 'zod';
import type { drawerQueries } from '../till/drawer.contract.ts';
import type { Instant } from '../units/instant.ts';
import type { Language } from '../units/language.ts';
import { type Minor, minor } from '../units/minor.ts';
import { documentWords } from './document-words.rules.ts';
import { drawerWords } from './drawer-words.rules.ts';
import type { RollLine } from './receipt-roll.rules.ts';
import { writerOf } from './written.rules.ts';

/** An X or Z report as the till tells it. */
export type DrawerReport = z.output<NonNullable<(typeof drawerQueries.report)['~orpc']['outputSchema']>>;

interface Printed {
  shopName: string;
  language: Language;
  timeZone: string;
  printedAt: Instant;
}

/** The X or Z report of a drawer as lines of a roll: its cash by cause, ways of paying, taxes and the count, as on its screen. */
export function drawerRoll(report: DrawerReport, { shopName, language, timeZone, printedAt }: Printed): RollLine[] {
  const [words, papers] = [drawerWords[language], documentWords[language]];
  const write = writerOf({ language, currency: report.currency, timeZone });
  const pair = (left: string, right: string, strong = false): RollLine => ({ kind: 'pair', left, right, ...(strong && { strong }) });
  const money = (left: string, amount: Minor, strong = false): RollLine => pair(left, write.money(amount), strong);
  const rule: RollLine = { kind: 'rule' };
  const { count } = report;
  return [
    { kind: 'text', text: shopName, align: 'center', large: true },
    { kind: 'text', text: words.report[report.kind], align: 'center', strong: true },
    rule,
    pair(words.drawer, report.number, true),
    pair(words.who, report.userName),
    pair(words.opened, write.moment(report.openedAt)),
    ...(report.closedAt === null ? [] : [pair(words.closed, write.moment(report.closedAt))]),
    rule,
    money(words.float, report.float),
    ...report.cash.filter(({ amount }) => amount !== 0).map(({ cause, amount }) => money(words.causes[cause], amount)),
    money(words.expected, report.expected, true),
    ...(count ? [money(words.counted, count.counted), money(words.difference, count.difference, true)] : []),
    ...(count ? count.pieces.map(({ denomination, pieces }) => pair(`  ${pieces} × ${write.money(denomination)}`, write.money(minor(pieces * denomination)))) : []),
    ...report.movements.flatMap(({ direction, reason, amount, note, occurredAt }) => [pair(`${direction === 'in' ? words.into : words.out}: ${words.reasons[reason]}`, write.money(direction === 'in' ? amount : minor(-amount))), text([write.moment(occurredAt), note].filter((part) => part !== '').join(' · '))]),
    rule,
    ...report.tenders.map(({ method, amount }) => money(papers.methods[method] ?? method, amount)),
    money(words.sales(String(report.sales.count)), report.sales.total, true),
    ...(report.refunds.count === 0 ? [] : [money(words.refunds(String(report.refunds.count)), minor(-report.refunds.amount))]),
    ...report.taxes.map(({ taxRate, net, tax }) => money(taxRate === null || taxRate === 0 ? words.untaxed(write.money(net)) : words.taxOf(write.rate(taxRate), write.money(net)), tax)),
    rule,
    ...(count && count.note !== '' ? [text(count.note)] : []),
    ...(report.kind === 'z' ? [text(''), pair(words.signature, '_'.repeat(24))] : []),
    { kind: 'text', text: papers.printedAt(write.moment(printedAt)), align: 'center' },
  ];
}

const text = (said: string): RollLine => ({ kind: 'text', text: said, align: 'left' });
