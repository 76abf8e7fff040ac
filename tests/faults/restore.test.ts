import fs from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { proveAll } from '../../main/app/check.ts';
import { backUp } from '../../main/database/backup.ts';
import { newFolder } from '../support/door.ts';
import { runScript } from '../support/run-script.ts';
import { migrations } from '../support/shop.ts';
import { figure, runs } from '../support/soak.ts';
import { foundTrading, openTrading, owner, typedOrder } from './trading-shop.ts';

let template: string;

/** A backup with three orders; the shop went on to five. */
beforeAll(async () => {
  template = newFolder('restore-template');
  const core = openTrading(template);
  foundTrading(core);
  for (let n = 0; n < 3; n += 1) core.command(owner, 'order.create', typedOrder(n));
  await backUp(core.writer, path.join(template, 'backups', 'shop.db'));
  for (let n = 3; n < 5; n += 1) core.command(owner, 'order.create', typedOrder(n));
  core.close();
});
afterAll(() => fs.rmSync(template, { recursive: true, force: true }));

const script = new URL('./restore-script.ts', import.meta.url);

function copy(): string {
  const folder = newFolder('restore');
  fs.cpSync(template, folder, { recursive: true });
  return folder;
}

/** What stands in the folder now: the shop as it was, or the backup in its new epoch, and whether it proves. */
function found(folder: string): { epoch: number; orders: number; next: string; faults: unknown[] } {
  const core = openTrading(folder);
  try {
    const { epoch } = core.query(owner, 'shop.get', {}) as { epoch: number };
    const orders = core.writer.raw.prepare('select count(*) from salesOrder').pluck().get() as number;
    const faults = proveAll(core.writer, migrations).flatMap((proof) => proof.faults);
    const { number: next } = core.command(owner, 'order.create', typedOrder(9)) as { number: string };
    return { epoch, orders, next, faults };
  } finally {
    core.close();
  }
}

test('a kill at any step of restoring leaves the shop as it was or the restored one, whole, and no order number is given twice', async () => {
  const whole = copy();
  const ran = runScript(script, [whole]);
  const steps = Number(await ran.line());
  expect([await ran.ended, found(whole)]).toEqual([0, { epoch: 2, orders: 3, next: 'SO-000006', faults: [] }]);
  const outcomes = [];
  for (let step = 1; step <= steps; step += runs(12, 1)) {
    const folder = copy();
    expect(await runScript(script, [folder, String(step)]).ended).toBe('SIGKILL');
    const { epoch, ...rest } = found(folder);
    outcomes.push([step, rest]);
    expect([step, rest]).toEqual([step, { orders: epoch === 1 ? 5 : 3, next: 'SO-000006', faults: [] }]);
    fs.rmSync(folder, { recursive: true, force: true });
  }
  fs.rmSync(whole, { recursive: true, force: true });
  figure('kills at steps of a restore', outcomes.length);
});

test('a restore that was killed can be given again', async () => {
  const folder = copy();
  await runScript(script, [folder, '30']).ended;
  const again = runScript(script, [folder]);
  await again.line();
  expect(await again.ended).toBe(0);
  expect(found(folder)).toMatchObject({ orders: 3, next: 'SO-000006', faults: [] });
  fs.rmSync(folder, { recursive: true, force: true });
});
