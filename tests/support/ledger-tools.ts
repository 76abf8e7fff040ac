import { spawnSync } from 'node:child_process';
import { parse } from 'csv-parse/sync';

const output = (tool: string, args: string[]): string => spawnSync(tool, args, { encoding: 'utf8', maxBuffer: 1 << 28 }).stdout;

/** Balances by account code; what stands on accounts below one is its own. */
function byCode(rows: string[][], end: string): Record<string, number> {
  const sums: Record<string, number> = {};
  for (const [account = '', amount = ''] of rows) {
    const code = account.split(':')[1]?.split(end)[0] ?? '';
    // Whole ten-thousandths, so that what is added up stays exact.
    sums[code] = (sums[code] ?? 0) + Math.round(Number(amount.replace(/[ ,()A-Z]/g, '')) * 10_000);
  }
  return Object.fromEntries(Object.entries(sums).filter(([, sum]) => sum !== 0).map(([code, sum]) => [code, sum / 10_000]));
}

/** An accounting program nobody here wrote: it says whether our books are books, and what they balance to. */
export interface Judge {
  tool: string;
  format: 'hledger' | 'beancount';
  /** The strictest the tool can be. */
  accepts(file: string): boolean;
  /** At cost: goods and other currencies count what was paid for them. */
  balances(file: string): Record<string, number>;
}

export const judges: Judge[] = [
  {
    tool: 'hledger',
    format: 'hledger',
    accepts: (file) => spawnSync('hledger', ['-f', file, 'check', '--strict', 'ordereddates', 'payees', 'uniqueleafnames']).status === 0,
    balances: (file) => byCode(parse(output('hledger', ['-f', file, 'bal', '--flat', '-B', '-O', 'csv', '-N']), { from: 2 }), ' '),
  },
  {
    tool: 'ledger',
    format: 'hledger',
    // Its exit code is the number of errors modulo 256, so an empty stderr counts.
    accepts: (file) => spawnSync('ledger', ['-f', file, '--pedantic', 'bal'], { encoding: 'utf8', maxBuffer: 1 << 28 }).stderr === '',
    balances: (file) => {
      // An account's own amount: its total would hold the accounts below it a second time.
      const format = ['--balance-format', '%(account)\t%(quantity(scrub(amount)))\n'];
      return byCode(parse(output('ledger', ['-f', file, '-B', '--flat', '--no-total', 'bal', ...format]), { delimiter: '\t' }), ' ');
    },
  },
  {
    tool: 'bean-check',
    format: 'beancount',
    accepts: (file) => spawnSync('bean-check', ['-C', file]).status === 0,
    balances: (file) => {
      // As text: left to write amounts its own way it cuts 4.999… after the second digit, or stops at a thousand million.
      const question = 'select account, str(sum(weight)) as balance group by account';
      return byCode(parse(output('bean-query', ['-f', 'csv', file, question]), { trim: true, from: 2 }), '-');
    },
  },
];

const there = new Map(judges.map(({ tool }) => [tool, spawnSync(tool, ['--version']).status === 0]));
for (const [tool, isThere] of there) if (!isThere) console.log(`${tool} is not installed: its tests are skipped`);

export const installed = (tool: string): boolean => there.get(tool) === true;
