/**
 * `npm run soak`: every large figure in its full form, and docs/proof.md written from what came out. `npm run soak -- sales`
 * tries only the subjects one of whose files has a word in its path; the page keeps what it says of the others, each with
 * the commit it was tried at. What the page says is kept in docs/proof.json.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensureNode, root, runTool } from './node.mjs';

await ensureNode();

/** What has a short and a full form; the short one is in `npm test`. What takes hours is a subject of its own: each is tried when there is time. */
const subjects = [
  { title: 'Allocations', project: 'unit', files: ['tests/units'] },
  { title: 'Costing against brute force', project: 'unit', files: ['tests/inventory'] },
  { title: 'Counts of a shop that trades', project: 'unit', files: ['tests/counting'] },
  { title: 'Goods against a model', project: 'unit', files: ['tests/goods'] },
  { title: 'Books against adding up by hand', project: 'unit', files: ['tests/accounting'] },
  { title: 'Statements against raw lines', project: 'unit', files: ['tests/reporting'], except: 'tests/reporting/business-*' },
  { title: 'Businesses in China, and their statements', project: 'unit', files: ['tests/reporting/business-china.test.ts'] },
  { title: 'Businesses in Germany, and their statements', project: 'unit', files: ['tests/reporting/business-germany.test.ts'] },
  { title: 'Businesses in America, and their statements', project: 'unit', files: ['tests/reporting/business-america.test.ts'] },
  { title: 'Tax against fractions', project: 'unit', files: ['tests/tax'] },
  { title: 'Bank lines and payouts', project: 'unit', files: ['tests/banking', 'tests/payouts'] },
  { title: 'Orders and returns against a model', project: 'unit', files: ['tests/histories'] },
  { title: 'Orders and imports', project: 'unit', files: ['tests/sales'] },
  { title: 'Waves, parcels and packing', project: 'unit', files: ['tests/fulfilment'] },
  { title: 'Returns', project: 'unit', files: ['tests/returns'] },
  { title: 'Buying', project: 'unit', files: ['tests/purchasing'] },
  { title: 'Books judged by other programs', project: 'unit', files: ['tests/exports'] },
  { title: 'Sheets: encodings, hostile files, whole imports', project: 'unit', files: ['tests/company'] },
  { title: 'Leases of goods, and what happens without', project: 'unit', files: ['tests/leases'] },
  { title: 'Channels that misbehave', project: 'unit', files: ['tests/channels'] },
  { title: 'The door, one owner, hostile input', project: 'unit', files: ['tests/door', 'tests/hosts'] },
  { title: 'Migrations killed at every step', project: 'unit', files: ['tests/migrations'] },
  { title: 'Screens in every language', project: 'windows', files: ['tests/screens', 'tests/journeys'] },
  { title: 'kill -9', project: 'faults', files: ['tests/faults/kill.test.ts'] },
  { title: 'Restores killed at every step', project: 'faults', files: ['tests/faults/restore.test.ts'] },
  { title: 'Power cuts', project: 'faults', files: ['tests/faults/power-cut.test.ts'] },
  { title: 'Writes that fail', project: 'faults', files: ['tests/faults/fail-write.test.ts'] },
  { title: 'Full, read-only and damaged disks', project: 'faults', files: ['tests/faults/disk.test.ts'] },
];

const words = process.argv.slice(2);
const chosen = subjects.filter(({ files }) => words.length === 0 || files.some((file) => words.some((word) => file.includes(word))));
const folder = mkdtempSync(join(tmpdir(), 'shopwright-soak-'));

const git = (...args) => spawnSync('git', args, { cwd: root, encoding: 'utf8' }).stdout.trim();
const commit = (git('rev-parse', '--short=12', 'HEAD') || 'unknown') + (git('status', '--porcelain', '--untracked-files=no', '--', '.', ':!docs/proof.*') === '' ? '' : ', changed');

async function runSubject({ title, project, files, except }) {
  const figuresFile = join(folder, 'figures');
  const report = join(folder, 'report.json');
  rmSync(figuresFile, { force: true });
  console.log(`\n── ${title}`);
  const started = Date.now();
  // Full forms of properties take as long as they take: the tests' own limits are for the short ones.
  const args = ['run', '--project', project, '--testTimeout=7200000', '--hookTimeout=600000', '--reporter=default', '--reporter=json', `--outputFile.json=${report}`, ...(except ? ['--exclude', except] : []), ...files];
  const code = await runTool('vitest/vitest.mjs', args, { env: { ...process.env, SOAK: '1', SOAK_FIGURES: figuresFile } });
  const { numPassedTests: passed, numFailedTests: failed } = JSON.parse(readFileSync(report, 'utf8'));
  const figures = existsSync(figuresFile) ? readFileSync(figuresFile, 'utf8').trim().split('\n').map((line) => JSON.parse(line)) : [];
  const minutes = Math.round((Date.now() - started) / 6_000) / 10;
  return { title, commit, day: new Date().toISOString().slice(0, 10), passed, failed, ok: code === 0, minutes, figures };
}

/** The page as it stands in docs/, for whoever wants to know what was tried, when and how often. */
function page(results) {
  const minutes = results.reduce((sum, one) => sum + one.minutes, 0);
  return [
    '# What was tried, and how often',
    '',
    'Written by `npm run soak`; run it again, whole or by subject, instead of changing this page. Every line has a short form in',
    '`npm test`: the same code, fewer rounds. Seeds stand in the tests, so every figure here can be had again.',
    '',
    `Node ${process.versions.node}, ${cpus().length} cores, ${minutes.toFixed(0)} minutes in all.`,
    '',
    '| subject | tests | minutes | commit | day |',
    '|---|---|---:|---|---|',
    ...results.map((one) => `| ${one.title} | ${one.passed} passed${one.ok ? '' : `, **${one.failed} failed**`} | ${one.minutes.toFixed(1)} | ${one.commit} | ${one.day} |`),
    '',
    ...results.filter(({ figures }) => figures.length > 0).flatMap(({ title, figures }) => [`## ${title}`, '', ...figures.map(({ name, value }) => `- ${name}: ${value}`), '']),
  ].join('\n');
}

const kept = join(root, 'docs', 'proof.json');
const write = (results) => {
  writeFileSync(kept, `${JSON.stringify(results, null, 1)}\n`);
  writeFileSync(join(root, 'docs', 'proof.md'), page(results));
};

const known = new Map((existsSync(kept) ? JSON.parse(readFileSync(kept, 'utf8')) : []).map((result) => [result.title, result]));
const tried = [];
for (const subject of chosen) {
  const result = await runSubject(subject);
  tried.push(result);
  known.set(result.title, result);
  writeKnown();
}
if (chosen.length === 0) writeKnown();

function writeKnown() {
  write(subjects.flatMap(({ title }) => known.get(title) ?? []));
}

rmSync(folder, { recursive: true, force: true });
process.exit(tried.every(({ ok }) => ok) ? 0 : 1);
