/**
 * `npm test`: build, types, lint, then every test. The last line is `N passed, N failed`; a step that is not a test counts
 * as one, so a type error can never hide behind green tests.
 */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensureNode, runTool } from './node.mjs';
import { build } from './build.mjs';

await ensureNode();

async function step(name, work) {
  const started = Date.now();
  console.log(`\n── ${name}`);
  const passed = await work().catch((error) => {
    console.error(error.message);
    return false;
  });
  console.log(`   ${name} ${passed ? 'passed' : 'FAILED'} in ${((Date.now() - started) / 1000).toFixed(1)} s`);
  return passed;
}

/** Vitest's own report; a test file that could not even be loaded has no tests in it, and counts as one that failed. */
function countReport(file) {
  const report = JSON.parse(readFileSync(file, 'utf8'));
  const unloadable = report.testResults.filter((result) => result.status === 'failed' && !result.assertionResults.some((test) => test.status === 'failed'));
  return { passed: report.numPassedTests, failed: report.numFailedTests + unloadable.length };
}

async function runVitest(args) {
  const folder = mkdtempSync(join(tmpdir(), 'shopwright-report-'));
  const report = join(folder, 'report.json');
  try {
    const code = await runTool('vitest/vitest.mjs', ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${report}`, ...args]);
    const counted = countReport(report);
    // An error outside any test (an unhandled rejection, a crashed worker) fails the run without failing a test.
    if (code !== 0 && counted.failed === 0) counted.failed = 1;
    return counted;
  } catch (error) {
    console.error(error);
    return { passed: 0, failed: 1 };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const steps = [
  await step('build', () => build().then(() => true)),
  // Side by side: one of them works in one thread.
  ...(await Promise.all([
    step('types', async () => (await runTool('typescript/bin/tsc', ['-b'])) === 0),
    step('lint', async () => (await runTool('oxlint/bin/oxlint', ['--type-aware'])) === 0),
  ])),
];
console.log('\n── tests');
const tests = await runVitest(process.argv.slice(2));
const passed = tests.passed + steps.filter((ok) => ok).length;
const failed = tests.failed + steps.filter((ok) => !ok).length;
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed === 0 ? 0 : 1);
