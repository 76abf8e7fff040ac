import fs from 'node:fs';
import os from 'node:os';
import { parseArgs } from 'node:util';
import { openReader } from '../../main/database/connection.ts';
import { benchArriving } from './arriving.ts';
import { benchAtHand } from './at-hand.ts';
import { benchFile, newFolder, workBeside } from './bench-file.ts';
import { benchFirstReading } from './first-reading.ts';
import { benchExports, type ExportFigures } from './exporting.ts';
import { benchGoods, type GoodsFigures } from './goods.ts';
import { benchPosting, type Effort, type PostingFigures } from './posting.ts';
import { benchDesk, type DeskFigures } from './order-desk.ts';
import { benchOnly, isPart } from './only.ts';
import { benchReading, type ReadingFigures } from './reading.ts';
import { benchRedraw } from './redraw.ts';
import { pageOf } from './report.ts';
import { missedOf } from './report-parts.ts';

const usage = `npm run bench                       10,000, 100,000 and 1,000,000 orders; writes docs/bench.md
npm run bench -- --orders 10000     one size in minutes; prints the page and writes nothing
npm run bench -- --orders 10000 --only desk|hand|outside    one part by itself; prints it and writes nothing`;

const { values } = parseArgs({ options: { orders: { type: 'string' }, only: { type: 'string' }, help: { type: 'boolean' } } });
const [sizes, whole] = values.orders === undefined ? [[10_000, 100_000, 1_000_000], true] : [[Number(values.orders)], false];
if (values.help || (values.only !== undefined && !isPart(values.only)) || sizes.some((size) => !Number.isInteger(size) || size < 1_000)) {
  console.log(usage);
  process.exit(values.help ? 0 : 2);
}

const effort: Effort = { rounds: whole ? 7 : 5, sales: 400, batches: 5, questions: 300 };
const begun = performance.now();
const endsWith = (missed: readonly string[]): number => {
  for (const line of missed) console.error(`missed: ${line}`);
  return missed.length > 0 ? 1 : 0;
};
const log = (line: string): void => console.error(`${Math.round((performance.now() - begun) / 1000)} s  ${line}`);

if (isPart(values.only)) {
  const promised = await benchOnly(values.only, sizes, log);
  process.exit(endsWith(missedOf(promised)));
}

const files = sizes.map((orders) => benchFile(orders, log));
const posting: PostingFigures[] = [];
const reading: ReadingFigures[] = [];
const goods: GoodsFigures[] = [];
const desk: DeskFigures[] = [];
const exported: ExportFigures[] = [];
for (const file of files) {
  const folder = workBeside(file);
  try {
    log(`posting at ${file.orders.toLocaleString('en')} orders`);
    posting.push(await benchPosting(file, folder, effort));
    log(`the desk at ${file.orders.toLocaleString('en')} orders`);
    desk.push(benchDesk(file, folder));
    log(`reading at ${file.orders.toLocaleString('en')} orders`);
    reading.push(await benchReading(file, folder, effort));
    log(`goods at ${file.orders.toLocaleString('en')} orders`);
    goods.push(await benchGoods(file, folder));
    log(`exports at ${file.orders.toLocaleString('en')} orders`);
    exported.push(await benchExports(file, folder));
  } finally {
    fs.rmSync(folder, { recursive: true, force: true });
  }
}

log('ten years of one variant');
const redraw = benchRedraw(newFolder('redraw'));
log('what comes in by the heap');
const arriving = await benchArriving(newFolder('arriving'));
log('what comes from a shop outside');
const connected = await benchFirstReading(newFolder('connected'));
log('what somebody stands and waits for');
const atHand = await benchAtHand(newFolder('at-hand'));
const reader = openReader(files[0]!.file);
const sqlite = reader.raw.prepare('select sqlite_version()').pluck().get() as string;
reader.close();
const { page, missed } = pageOf({ files, posting, desk, reading, goods, exported, redraw, arriving, connected, atHand, sqlite, minutes: (performance.now() - begun) / 60_000 });
console.log(page);
if (whole) fs.writeFileSync(new URL('../../docs/bench.md', import.meta.url), page);
log(`${os.loadavg()[0]?.toFixed(1) ?? '?'} is the machine's load; a quiet machine gives steadier figures`);
process.exitCode = endsWith(missed);
