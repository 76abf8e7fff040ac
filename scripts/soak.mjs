/**
 * `npm run soak`: every large figure in its full form, and docs/proof.md written from what came out. `npm run soak -- faults`
 * runs only the files whose path contains a word; the page is then left alone.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensureNode, root, runTool } from './node.mjs';

await ensureNode();

/** What has a short and a full form; the short one is in `npm test`. */
const subjects = [
  { title: 'Allocations', project: 'unit', files: ['tests/units'] },
  { title: 'Costing against brute force', project: 'unit', files: ['tests/inventory'] },
  { title: 'Counts of a shop that trades', project: 'unit', files: ['tests/counting'] },
  { title: 'Goods against a model', project: 'unit', files: ['tests/goods'] },
  { title: 'Books against adding up by hand', project: 'unit', files: ['tests/accounting'] },
  { title: 'Orders and returns against a model', project: 'unit', files: ['tests/histories'] },
  { title: 'Orders and imports', project: 'unit', files: ['tests/sales'] },
  { title: 'Waves, parcels and packing', project: 'unit', files: ['tests/fulfilment'] },
  { title: 'Returns', project: 'unit', files: ['tests/returns'] },
  { title: 'Buying', project: 'unit', files: ['tests/purchasing'] },
  { title: 'Sheets: encodings, hostile files, whole imports', project: 'unit', files: ['tests/company'] },
  { title: 'Channels that misbehave', project: 'unit', files: ['tests/channels'] },
  { title: 'The door, one owner, hostile input', project: 'unit', files: ['tests/door', 'tests/hosts'] },
  { title: 'Migrations killed at every step', project: 'unit', files: ['tests/migrations'] },
  { title: 'kill -9', project: 'app', files: ['tests/faults/kill.test.ts'] },
  { title: 'Restores killed at every step', project: 'app', files: ['tests/faults/restore.test.ts'] },
  { title: 'Power cuts', project: 'app', files: ['tests/faults/power-cut.test.ts'] },
  { title: 'Writes that fail', project: 'app', files: ['tests/faults/fail-write.test.ts'] },
  { title: 'Full, read-only and damaged disks', project: 'app', files: ['tests/faults/disk.test.ts'] },
];

const words = process.argv.slice(2);
const chosen = subjects.filter(({ files }) => words.length === 0 || files.some((file) => words.some((word) => file.includes(word))));
const folder = mkdtempSync(join(tmpdir(), 'shopwright-soak-'));

async function runSubject({ title, project, files }) {
  const figuresFile = join(folder, 'figures');
  const report = join(folder, 'report.json');
  rmSync(figuresFile, { force: true });
  console.log(`\n── ${title}`);
  const started = Date.now();
  // Full forms of properties take as long as they take: the tests' own limits are for the short ones.
  const args = ['run', '--project', project, '--testTimeout=7200000', '--hookTimeout=600000', '--reporter=default', '--reporter=json', `--outputFile.json=${report}`, ...files];
  const code = await runTool('vitest/vitest.mjs', args, { env: { ...process.env, SOAK: '1', SOAK_FIGURES: figuresFile } });
  const { numPassedTests, numFailedTests } = JSON.parse(readFileSync(report, 'utf8'));
  const figures = existsSync(figuresFile) ? readFileSync(figuresFile, 'utf8').trim().split('\n').map((line) => JSON.parse(line)) : [];
  return { title, files, figures, passed: numPassedTests, failed: numFailedTests, ok: code === 0, minutes: (Date.now() - started) / 60_000 };
}

const git = (...args) => spawnSync('git', args, { cwd: root, encoding: 'utf8' }).stdout.trim();

/** The page as it stands in docs/, for whoever wants to know what was tried and how often. */
function page(results) {
  const minutes = results.reduce((sum, one) => sum + one.minutes, 0);
  const changed = git('status', '--porcelain', '--untracked-files=no') === '' ? '' : ', with changes not committed';
  return [
    '# What was tried, and how often',
    '',
    'Written by `npm run soak`; run it again instead of changing this page. Every line has a short form in `npm test`: the same code, fewer rounds.',
    'Seeds stand in the tests, so every figure here can be had again.',
    '',
    `Commit ${git('rev-parse', '--short=12', 'HEAD') || 'unknown'}${changed}, ${new Date().toISOString().slice(0, 10)}, Node ${process.versions.node}, ${cpus().length} cores, ${minutes.toFixed(0)} minutes.`,
    '',
    '| subject | tests | minutes |',
    '|---|---|---|',
    ...results.map(({ title, passed, failed, minutes: took }) => `| ${title} | ${passed} passed${failed > 0 ? `, **${failed} failed**` : ''} | ${took.toFixed(1)} |`),
    '',
    ...results.filter(({ figures }) => figures.length > 0).flatMap(({ title, figures }) => [`## ${title}`, '', ...figures.map(({ name, value }) => `- ${name}: ${value}`), '']),
  ].join('\n');
}

const results = [];
for (const subject of chosen) results.push(await runSubject(subject));
rmSync(folder, { recursive: true, force: true });
const written = page(results);
if (words.length === 0) writeFileSync(join(root, 'docs', 'proof.md'), written);
else console.log(`\n${written}`);
process.exit(results.every(({ ok }) => ok) ? 0 : 1);
