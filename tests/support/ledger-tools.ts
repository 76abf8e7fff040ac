import { spawnSync } from 'node:child_process';
import { parse } from 'csv-parse/sync';

const output = (tool: string, args: string[]): string => spawnSync(tool, args, { encoding: 'utf8' }).stdout;
const byCode = (rows: string[][], end: string): Record<string, number> =>
  Object.fromEntries(rows.map(([account = '', amount = '']) => [account.split(':')[1]?.split(end)[0] ?? '', Number(amount.replace(/[ ,A-Z]/g, ''))]));

/** An accounting program nobody here wrote: it says whether our books are books, and what they balance to. */
export interface Judge {
  tool: string;
  format: 'hledger' | 'beancount';
  /** The strictest the tool can be. */
  accepts(file: string): boolean;
  balances(file: string): Record<string, number>;
}

export const judges: Judge[] = [
  {
    tool: 'hledger',
    format: 'hledger',
    accepts: (file) => spawnSync('hledger', ['-f', file, 'check', '--strict', 'ordereddates', 'payees', 'uniqueleafnames']).status === 0,
    balances: (file) => byCode(parse(output('hledger', ['-f', file, 'bal', '--flat', '-O', 'csv', '-N']), { from: 2 }), ' '),
  },
  {
    tool: 'ledger',
    format: 'hledger',
    // Its exit code is the number of errors modulo 256, so an empty stderr counts.
    accepts: (file) => spawnSync('ledger', ['-f', file, '--pedantic', 'bal'], { encoding: 'utf8' }).stderr === '',
    balances: (file) => {
      const format = ['--balance-format', '%(account)\t%(quantity(scrub(total)))\n'];
      return byCode(parse(output('ledger', ['-f', file, '--flat', '--no-total', 'bal', ...format]), { delimiter: '\t' }), ' ');
    },
  },
  {
    tool: 'bean-check',
    format: 'beancount',
    accepts: (file) => spawnSync('bean-check', ['-C', file]).status === 0,
    balances: (file) => {
      const question = 'select account, sum(number) as balance group by account';
      const rows = parse(output('bean-query', ['-f', 'csv', file, question]), { trim: true, from: 2 });
      return byCode(rows.filter(([, amount]) => Number(amount) !== 0), '-');
    },
  },
];

const there = new Map(judges.map(({ tool }) => [tool, spawnSync(tool, ['--version']).status === 0]));
for (const [tool, isThere] of there) if (!isThere) console.log(`${tool} is not installed: its tests are skipped`);

export const installed = (tool: string): boolean => there.get(tool) === true;
