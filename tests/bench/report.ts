import { execFileSync } from 'node:child_process';
import os from 'node:os';
import type { BenchFile } from './bench-file.ts';
import type { ExportFigures } from './exporting.ts';
import type { GoodsFigures } from './goods.ts';
import type { Compared, Measured } from './measure.ts';
import type { PostingFigures } from './posting.ts';
import type { DeskFigures } from './order-desk.ts';
import { batchSize, pageSize } from './pair.ts';
import type { AskedFigures, AskedKind, Growth, ReadingFigures } from './reading.ts';
import type { ArrivingFigures } from './arriving.ts';
import type { FirstReadingFigures } from './first-reading.ts';
import type { AtHandFigures } from './at-hand.ts';
import { atHandSection, ofAtHand } from './report-at-hand.ts';
import { connectedSection, ofConnected } from './report-outside.ts';
import { deskSection, ofDesk } from './report-desk.ts';
import { figure, kept, missedOf, promises, table, type Target, thousands, times } from './report-parts.ts';
import type { RedrawFigures } from './redraw.ts';

export interface Figures {
  files: BenchFile[];
  posting: PostingFigures[];
  desk: DeskFigures[];
  reading: ReadingFigures[];
  goods: GoodsFigures[];
  exported: ExportFigures[];
  redraw: RedrawFigures;
  arriving: ArrivingFigures;
  connected: FirstReadingFigures;
  atHand: AtHandFigures;
  sqlite: string;
  minutes: number;
}

function targets({ files, posting, desk, reading, goods, exported, redraw, arriving, connected, atHand }: Figures): Target[] {
  const ofPosting = posting.flatMap(({ orders, sale, bulk, firstReading }): Target[] => {
    const at = `at ${thousands(orders)} orders`;
    return [
      { says: `a sale, p50, ${at}`, measured: sale.ratio.p50, limit: 1.5 },
      { says: `a sale, CPU, ${at}`, measured: sale.ratio.cpu, limit: 1.8 },
      { says: `a sale, WAL pages, ${at}`, measured: sale.ratio.walPages, limit: 1.2 },
      { says: `a sale, statements, ${at}`, measured: sale.statements, limit: 45 },
      { says: `a sale, p99 in ms, ${at}`, measured: sale.measured[0]?.p99 ?? Number.NaN, limit: 15 },
      { says: `sales a second, ${at}`, measured: sale.measured[0]?.perSecond ?? Number.NaN, limit: 400, atLeast: true },
      { says: `import in batches of 200, orders a second, ${at}`, measured: bulk.ratio.perSecond, limit: 0.7, atLeast: true },
      { says: `import in batches of ${batchSize}, CPU, ${at}`, measured: bulk.ratio.cpu, limit: 1.5 },
      { says: `a first reading in parts of 20, orders a second against bulk SQL, ${at}`, measured: firstReading.ratio.perSecond, limit: 0.4, atLeast: true },
      { says: `orders a second in a first reading, ${at}`, measured: (firstReading.measured[0]?.perSecond ?? Number.NaN) * pageSize, limit: 500, atLeast: true },
      { says: `the longest one part of it keeps the file, ms, ${at}`, measured: firstReading.longestPart, limit: 50 },
      { says: `imported orders a second, ${at}`, measured: (bulk.measured[0]?.perSecond ?? Number.NaN) * batchSize, limit: 1_000, atLeast: true },
    ];
  });
  const ofReading = reading.flatMap(({ orders, asked, rpc }): Target[] => {
    const at = `at ${thousands(orders)} orders`;
    return [
      ...asked.flatMap((one) => ofQuestion(one, at)),
      { says: `a page through the RPC, p50, ${at}`, measured: rpc.ratio, limit: 2 },
      { says: `a page through the RPC, p99 in ms, ${at}`, measured: rpc.rpc.p99, limit: 20 },
      { says: `a page through the RPC, KiB, ${at}`, measured: rpc.kilobytes, limit: 64 },
    ];
  });
  const ofFiles = files.map(({ orders, built }): Target => ({ says: `MiB for a million orders, at ${thousands(orders)} orders`, measured: (built.megabytes * 1_000_000) / orders, limit: 1_382 }));
  return [...ofPosting, ...desk.flatMap(ofDesk), ...ofReading, ...growth(reading), ...ofGoods(goods, redraw), ...ofFacets(reading), ...ofArriving(arriving), ...ofConnected(connected), ...ofAtHand(atHand), ...exported.flatMap(ofExports), ...ofFiles];
}

/** What each kind of question is held to: ratios to hand-written SQL, milliseconds, statements. */
const caps: Record<AskedKind, { p50: number; cpu: number; p99?: number; p50Ms?: number; statements?: number }> = {
  page: { p50: 1.5, cpu: 1.5, p99: 10 },
  order: { p50: 2, cpu: 2, p99: 15, statements: 5 },
  search: { p50: 1.5, cpu: 1.5, p99: 20 },
  figures: { p50: 2, cpu: 2, p50Ms: 10 },
};

function ofQuestion({ name, kind, compared: { measured, ratio }, statements }: AskedFigures, at: string): Target[] {
  const [ours, cap] = [measured[0], caps[kind]];
  return [
    { says: `${name}, p50, ${at}`, measured: ratio.p50, limit: cap.p50 },
    { says: `${name}, CPU, ${at}`, measured: ratio.cpu, limit: cap.cpu },
    ...(cap.p99 === undefined ? [] : [{ says: `${name}, p99 in ms, ${at}`, measured: ours?.p99 ?? Number.NaN, limit: cap.p99 }]),
    ...(cap.p50Ms === undefined ? [] : [{ says: `${name}, p50 in ms, ${at}`, measured: ours?.p50 ?? Number.NaN, limit: cap.p50Ms }]),
    ...(cap.statements === undefined ? [] : [{ says: `${name}, statements, ${at}`, measured: statements, limit: cap.statements }]),
  ];
}

function ofGoods(goods: readonly GoodsFigures[], redraw: RedrawFigures): Target[] {
  // Half a second for ten thousand SKUs, and as much more as there are more.
  const planned = (skus: number): number => Math.max(500, skus / 20);
  const counted = goods.flatMap(({ orders, lines, scan, review, posting, replenishment, budgeted, skus, alerts, wave, recall }): Target[] => {
    const at = `at ${thousands(orders)} orders`;
    return [
      { says: `a scan until it is durable, p50, ${at}`, measured: scan.ratio, limit: 1.5 },
      { says: `a scan until it is durable, p99 in ms, ${at}`, measured: scan.program.p99, limit: 20 },
      { says: `differences of a count of ${thousands(lines)} lines, p50 in ms, ${at}`, measured: review.p50, limit: 300 },
      { says: `posting a count of ${thousands(lines)} lines, ms, ${at}`, measured: posting, limit: 2_000 },
      { says: `${thousands(alerts.skus)} SKUs held against their levels, p50 in ms, ${at}`, measured: alerts.compared.measured[0]?.p50 ?? Number.NaN, limit: 100 },
      { says: `building a wave of 100 orders, ms, ${at}`, measured: wave, limit: 500 },
      { says: `what to buy of ${thousands(skus)} SKUs, p50 in ms, ${at}`, measured: replenishment.p50, limit: planned(skus) },
      { says: `the same under a budget, p50 in ms, ${at}`, measured: budgeted.p50, limit: planned(skus) },
      { says: `a recall of 500 sales, p50 in ms, ${at}`, measured: recall.p50, limit: 200 },
    ];
  });
  return [...counted, { says: `a late receipt before ${thousands(redraw.movements)} movements of one variant in ten years, ms`, measured: redraw.took, limit: 1_000 }];
}

const ofArriving = ({ products, sheetSeconds, photos, photoMegabytes, photoSeconds }: ArrivingFigures): Target[] => [
  { says: `${thousands(products)} products from one sheet, read, tried out and written, seconds`, measured: sheetSeconds, limit: 30 },
  { says: `${photos} photos of ${photoMegabytes.toFixed(1)} MB taken in, every size made, seconds`, measured: photoSeconds, limit: 10 },
];

/** Entries a second that are written in each form; the hand-over file also digests and packs what it holds. */
const writtenAtLeast = { csv: 10_000, hledger: 6_000, beancount: 3_000, handOver: 6_000 } as const;

const spanSays = { year: 'a year', month: 'thirty days' } as const;

function ofExports({ orders, span, exports }: ExportFigures): Target[] {
  return exports.map(({ format, entries, seconds }): Target => {
    const limit = writtenAtLeast[format as keyof typeof writtenAtLeast];
    return { says: `the books of ${spanSays[span]} as ${format}, entries a second, at ${thousands(orders)} orders`, measured: entries / seconds, limit, atLeast: true };
  });
}

const exportRows = ({ orders, span, exports }: ExportFigures): string[][] =>
  exports.map(({ format, entries, seconds, megabytes }) => [`${format}, ${spanSays[span]}`, thousands(orders), thousands(entries), figure(seconds), figure(entries / seconds), figure(megabytes)]);

/** Facets are about every product, so they are held to a time in the file that has the most of them. */
function ofFacets(reading: readonly ReadingFigures[]): Target[] {
  const largest = reading.at(-1);
  const asked = largest?.screens.filter(({ grows }) => grows === 'sets') ?? [];
  return asked.map(({ name, p50 }) => ({ says: `${name}, over ${thousands(largest?.skus ?? 0)} SKUs, p50 in ms`, measured: p50, limit: 50 }));
}

/** Every question of a screen is promised to grow little; the worst of each kind stands for its kind, and whatever grew more is named. */
function growth(reading: readonly ReadingFigures[]): Target[] {
  const [small, large] = [reading[0], reading.at(-1)];
  if (!small || !large || small === large) return [];
  const says = (name: string): string => `${name}: growth from ${thousands(small.orders)} to ${thousands(large.orders)} orders`;
  const grown = large.screens.map(({ name, grows, p50 }, index): Target & { grows: Growth } => ({ grows, says: says(name), measured: p50 / (small.screens[index]?.p50 ?? p50), limit: grows === 'kept' ? 2 : 8 }));
  const promised = grown.filter(({ grows }) => grows !== 'long');
  const worst = (['little', 'kept'] as const).flatMap((kind) => grown.filter(({ grows }) => grows === kind).toSorted((a, b) => b.measured - a.measured).slice(0, 1));
  return [...new Set([...worst, ...promised.filter((target) => !kept(target))])];
}

const measuredRow = ({ name, p50, p99, cpu, walPages, perSecond }: Measured): string[] => [name, figure(p50), figure(p99), figure(cpu), figure(walPages), figure(perSecond)];
const measuredHead = ['', 'p50 ms', 'p99 ms', 'CPU µs', 'WAL pages', 'per second'];

const comparison = ({ measured, ratio }: Compared): string =>
  table(measuredHead, [...measured.map(measuredRow), ['**ratio**', times(ratio.p50), '', times(ratio.cpu), Number.isNaN(ratio.walPages) ? '' : times(ratio.walPages), times(ratio.perSecond)]]);

function postingSection({ orders, sale, bulk, firstReading, takeAndShipStatements }: PostingFigures): string {
  return `### ${thousands(orders)} orders

A sale over the counter (\`order.sell\`): order, three lines, payment, parcel, three draws first in first out, an entry of five lines, record, key and news
of stock to a channel; ${sale.statements} statements. Where the disk takes longer to sync than the work takes, p50 is the disk's on both sides, and CPU tells more.

${comparison(sale)}

Orders of a channel in batches of 200 (\`order.importBatch\`, each operation one batch): matched or new customer, order, lines, payment with its entry of
three lines, allocations, states; ${figure(bulk.statements)} statements an order. The same order taken alone and then shipped (\`order.importBatch\`,
\`shipment.ship\`: two commands, two entries) takes ${takeAndShipStatements} statements.

${comparison(bulk)}

A channel read for the first time (\`channel.storePage\`, each operation a page of ${pageSize}, stored in parts of 20 that let others in between): the same
orders with what the shop answered, digested and deflated, and where reading goes on; ${figure(firstReading.statements)} statements an order. By hand it is one
transaction a page for the orders and one for the answers. One part kept the file for ${figure(firstReading.longestPart)} ms at most.

${comparison(firstReading)}`;
}

function readingSection({ orders, asked, rpc, open }: ReadingFigures): string {
  const rows = asked.map(({ name, compared: { measured, ratio } }) => [name, ...measured.map(({ p50 }) => figure(p50)), times(ratio.p50), times(ratio.cpu), figure(measured[0]?.p99 ?? 0)]);
  return `### ${thousands(orders)} orders

${table(['', 'p50 ms', 'by hand', 'ratio', 'CPU ratio', 'p99 ms'], rows)}

The second of these pages through the RPC (MessagePort to the door, reading thread and back, ${figure(rpc.kilobytes)} KiB): p50 ${figure(rpc.rpc.p50)} ms,
p99 ${figure(rpc.rpc.p99)} ms; SQL, one structured clone and an empty call on the same transport: ${figure(rpc.baseline)} ms; ratio ${times(rpc.ratio)}.
Opening the file until its first page is there: p50 ${figure(open.p50)} ms, p99 ${figure(open.p99)} ms.`;
}

const dependsOn = { kept: 'kept figures', sets: 'kept sets', whole: 'about every row', long: 'a long reading' } as const;

function screensSection(reading: readonly ReadingFigures[]): string {
  const [small, large] = [reading[0], reading.at(-1)];
  const names = small?.screens ?? [];
  const head = ['p50 ms', ...reading.map(({ orders }) => thousands(orders)), 'growth', 'p99 at the largest'];
  const rows = names.map(({ name, grows, p50 }, index) => {
    const last = large?.screens[index];
    return [grows === 'little' ? name : `${name} (${dependsOn[grows]})`, ...reading.map(({ screens }) => figure(screens[index]?.p50 ?? 0)), times((last?.p50 ?? p50) / p50), figure(last?.p99 ?? 0)];
  });
  return table(head, rows);
}

const goodsRow = ({ orders, skus, lines, scan, review, posting, replenishment, budgeted, proposed, alerts, wave, recall }: GoodsFigures): string[] => [
  thousands(orders), thousands(skus), ...[scan.program, scan.byHand, scan.empty].map(({ p50 }) => figure(p50)), times(scan.ratio), figure(scan.program.p99), thousands(lines), figure(review.p50), figure(posting), thousands(proposed), figure(replenishment.p50), figure(budgeted.p50), ...alerts.compared.measured.map(({ p50 }) => figure(p50)), times(alerts.compared.ratio.p50), figure(wave), figure(recall.p50),
];

const goodsHead = ['orders', 'SKUs', 'a scan p50 ms', 'by hand', 'an empty call', 'ratio', 'p99 ms', 'lines of a count', 'its differences p50 ms', 'its posting ms', 'lines to buy', 'worked out p50 ms', 'under a budget p50 ms', 'alerts p50 ms', 'by hand', 'ratio', 'a wave of 100 orders ms', 'a recall of 500 sales p50 ms'];

const fileRow = ({ orders, built }: BenchFile): string[] => [thousands(orders), thousands(built.megabytes), figure(built.buildSeconds), figure(built.checkSeconds), thousands(built.checked)];

/** The page of the bench, written by the bench. */
export function pageOf(figures: Figures): { page: string; missed: string[] } {
  const all = targets(figures);
  const commit = execFileSync('git', ['rev-parse', '--short', 'HEAD'], { encoding: 'utf8' }).trim();
  const [cpu] = os.cpus();
  const machine = `${os.cpus().length} × ${cpu?.model.trim() ?? 'CPU'}, ${Math.round(os.totalmem() / 1024 ** 3)} GiB, ${os.platform()} ${os.release()}`;
  const page = `# Bench

Written by \`npm run bench\` at commit ${commit}, ${new Date().toISOString().slice(0, 10)}, in ${Math.round(figures.minutes)} minutes. ${machine}; Node ${process.versions.node}, SQLite ${figures.sqlite}.

Shopwright against SQL written by hand for better-sqlite3 on the same schema: the same rows (a test compares them table by table), the same connection
settings (WAL, \`synchronous=FULL\`, a checkpoint at 16,000 pages), each on its own copy of the same file, in turns; a ratio is the median over the rounds.
The hand-written side knows no permissions, no parsing of input and no rules beyond the case at hand, and keeps SQLite from planning a statement twice as
the program does. Times of one run on one machine say little; the ratios say how much the house costs.

## Promises

${promises(all)}

## Files

Two years of trade as rows, made once per schema, kept outside the checkout, and proved by every proof of \`check\` before they are used.

${table(['orders', 'MiB', 'built in s', 'proved in s', 'rows proved'], figures.files.map(fileRow))}

## Posting

${figures.posting.map(postingSection).join('\n\n')}

## The desk

${deskSection(figures.desk)}

## Reading

${figures.reading.map(readingSection).join('\n\n')}

## Goods

A scan is one command (\`stocktake.scan\`) over the port of a window, answered when its row is durable; the other side is SQL by hand and an empty call on
the same port. Of the count's lines every tenth lacks a piece; its differences are opened with its state, then accepted and posted in one transaction. What to
buy is worked out for every SKU that sells, by a connection that never did so before. Alerts are up to 10,000 SKUs held against their levels, each time one
level changes: command, rows and record.

${table(goodsHead, figures.goods.map(goodsRow))}

A receipt that turns up ten years late, before ${thousands(figures.redraw.movements)} movements of its variant, costs all of them again in ${figure(figures.redraw.took)} ms.

${thousands(figures.arriving.products)} products come in from one sheet over the port of a window in ${figure(figures.arriving.sheetSeconds)} s: its parts, its headings, the dry run, the rows.
${figures.arriving.photos} photos follow in ${figure(figures.arriving.photoSeconds)} s, one after another, each kept as it came and made into every size. Meanwhile window and
door, which share a thread here, did no one thing for longer than ${figure(figures.arriving.longestPause)} ms.

${connectedSection(figures.connected)}

## At hand

${atHandSection(figures.atHand)}

## Books that leave

The books of the first year, or of its last thirty days where a year is more than other programs read in one piece, written to disk in one snapshot
(\`export.start\` does the same in a thread of its own). \`handOver\` is the page that shows, searches and proves itself without this program.

${table(['', 'orders', 'entries', 'seconds', 'entries a second', 'MiB'], figures.exported.flatMap(exportRows))}

## Every screen

A long reading is about every row there is and grows with them. It has a thread of its own, so that no page stands behind it, says how far it is, and can be
ended; what it worked out is kept for the next time.

${screensSection(figures.reading)}
`;
  return { page, missed: missedOf(all) };
}
