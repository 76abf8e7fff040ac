import type { AtHandFigures } from './at-hand.ts';
import type { PaperFigures } from './papers.ts';
import { figure, table, type Target, thousands } from './report-parts.ts';

const ways = ['html', 'window', 'windowless'] as const;
const waySays = { html: 'as a page', window: 'as PDF through a window', windowless: 'as PDF without a window' } as const;

/** Milliseconds. A PDF waits for a window of its own and for the characters of a Chinese face to be cut out, some 200 ms each, and is saved, not looked at while typing. */
const limits = { html: 200, window: 1_000, windowless: 1_000 } as const;

/** What is promised of what somebody waits for: a paper of a kind is held to its median, for whoever prints prints one. */
export function ofAtHand({ sale, visible, warranty, papers }: AtHandFigures): Target[] {
  return [
    { says: 'a counter sale of three lines until it is durable, over the port of a window, p99 in ms', measured: sale.p99, limit: 50 },
    { says: 'an order from the connector to the list of a window, p99 in ms', measured: visible.p99, limit: 1_000 },
    { says: 'from a serial number to its warranty, p99 in ms', measured: warranty.p99, limit: 1_000 },
    ...ways.flatMap((way) => slowest(papers, way)),
  ];
}

function slowest(papers: readonly PaperFigures[], way: (typeof ways)[number]): Target[] {
  const made = papers.flatMap(({ kind, [way]: measured }) => (measured ? [{ kind, p50: measured.p50 }] : []));
  const worst = made.toSorted((a, b) => b.p50 - a.p50)[0];
  return worst ? [{ says: `a paper ${waySays[way]}, the slowest of ${made.length} kinds (${worst.kind}), p50 in ms`, measured: worst.p50, limit: limits[way] }] : [];
}

const paperRow = (paper: PaperFigures): string[] => [paper.kind, ...ways.flatMap((way) => [figure(paper[way]?.p50 ?? Number.NaN), figure(paper[way]?.p99 ?? Number.NaN)])];

export const atHandSection = ({ orders, sale, visible, warranty, serials, papers }: AtHandFigures): string => `In a shop of its own with ${thousands(orders)} orders. A counter sale of three lines (\`order.sell\`) over the port of a window, durable when it is answered: p50
${figure(sale.p50)} ms, p99 ${figure(sale.p99)} ms. From the command of a connector until its order stands in the list a window asks for when it hears of a change: p50
${figure(visible.p50)} ms, p99 ${figure(visible.p99)} ms. From one of ${serials} serial numbers to its warranty, over the port: p50 ${figure(warranty.p50)} ms, p99 ${figure(warranty.p99)} ms. Papers of twelve lines in
Chinese, from the question over the port to the page, and on to PDF through a window or, as the command line makes it, without one; empty where this
machine has no Chromium or no Chinese face.

${table(['', 'page p50 ms', 'p99', 'PDF, window p50 ms', 'p99', 'PDF, windowless p50 ms', 'p99'], papers.map(paperRow))}`;
