import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { accountingProofs } from '../../main/accounting/proofs.ts';
import { openWriter } from '../../main/database/connection.ts';
import { reportingProofs } from '../../main/reporting/proofs.ts';
import type { OutputOf } from '../../main/database/handlers.ts';
import type { Contract } from '../../shared/app/contract.ts';
import { itemOfProof, locksOfMonth, monthItemIds, monthRows, type MonthFacts, stillOpen, withProofs } from '../../shared/reporting/month-close.rules.ts';
import { registry } from '../../main/app/registry.ts';
import { addDays } from '../../shared/units/calendar.ts';
import { type Day, day } from '../../shared/units/day.ts';
import { instant } from '../../shared/units/instant.ts';
import { minor } from '../../shared/units/minor.ts';
import { openTestDoor, refusalOf, type TestDoor } from '../support/door.ts';
import { runs } from '../support/soak.ts';

type Month = OutputOf<Contract, 'month.get'>;
type Close = OutputOf<Contract, 'month.close'>;

describe('the closings of a month', () => {
  const first = day('2026-01-01');
  const month = { from: day('2026-02-01'), to: day('2026-02-28') };
  const steps = fc.array(fc.tuple(fc.boolean(), fc.integer({ min: 0, max: 100 })), { maxLength: 12 });

  test('are those after which some day of it is closed that was open, or open that was closed', () => {
    fc.assert(
      fc.property(steps, (tried) => {
        const locks: { id: number; kind: 'lock' | 'reopen'; throughOn: Day | null }[] = [];
        const expected: number[] = [];
        let closed = new Set<Day>();
        for (const [isLock, offset] of tried) {
          const through = addDays(first, offset);
          const before = locks.at(-1)?.throughOn ?? null;
          // As the service: a lock goes on, a reopening goes back.
          if (isLock ? before !== null && through <= before : before === null || through >= before) continue;
          const next = new Set<Day>();
          for (let on = first; on <= through; on = addDays(on, 1)) next.add(on);
          const id = locks.push({ id: locks.length + 1, kind: isLock ? 'lock' : 'reopen', throughOn: through });
          const changed = [...closed, ...next].filter((on) => closed.has(on) !== next.has(on));
          if (changed.some((on) => on >= month.from && on <= month.to)) expected.push(id);
          closed = next;
        }
        expect(locksOfMonth(locks, month).map(({ id }) => id)).toEqual(expected);
      }),
      { numRuns: runs(400, 40_000, 'histories of closings'), seed: 5 },
    );
  });
});

describe('the rows of a checklist', () => {
  const fact = (item: MonthFacts['item'], part: Partial<MonthFacts> = {}): MonthFacts => ({ item, applies: true, open: 0, amount: minor(0), ...part });
  const tick = (item: string, open: number, amount: number) => ({ monthTickId: 1, item, open, amount: minor(amount), note: '', tickedAt: instant(0), userName: 'Lin' });
  const stateOf = (one: MonthFacts, ticks = [tick(one.item, one.open, one.amount)]) => monthRows([one], ticks)[0]!.state;

  test('a tick counts as long as its figures stand, and only where looking is the matter', () => {
    expect(stateOf(fact('unbilled', { open: 2, amount: minor(500) }))).toBe('done');
    expect(stateOf(fact('unbilled', { open: 3, amount: minor(500) }), [tick('unbilled', 2, 500)])).toBe('look');
    expect(stateOf(fact('unbilled', { open: 2, amount: minor(501) }), [tick('unbilled', 2, 500)])).toBe('look');
    expect(stateOf(fact('unbilled'), [])).toBe('done');
    expect(stateOf(fact('accruals', { always: true }), [])).toBe('look');
    expect(stateOf(fact('bank', { open: 1 }))).toBe('look');
  });

  test('figures that differ stop a row, whatever was ticked; a proof that fails does, too', () => {
    expect(stateOf(fact('tax', { pairs: [{ id: 'x', left: minor(1), right: minor(2) }] }))).toBe('stop');
    const rows = monthRows([fact('unbilled', { open: 1 }), fact('stock'), fact('record')], [tick('unbilled', 1, 0)]);
    expect(rows.map(({ state }) => state)).toEqual(['done', 'wait', 'wait']);
    const faults = [{ says: 'off by 1' }];
    const proved = withProofs(rows, [{ id: 'INV-P1 orders', checked: 3, faults }, { id: 'INV-S3', checked: 4, faults: [] }, { id: 'INV-S1', checked: 5, faults: [] }, { id: 'INV-A1', checked: 6, faults }]);
    expect(proved.map(({ state, checked }) => [state, checked])).toEqual([['stop', 3], ['done', 9], ['stop', 6]]);
    expect(stillOpen(proved).map(({ item }) => item)).toEqual(['unbilled', 'record']);
  });

  test('every proof there is belongs to one row of the list', () => {
    const items = registry.proofs.map(({ id }) => [id, itemOfProof(id)] as const);
    expect(items.filter(([, item]) => !monthItemIds.includes(item))).toEqual([]);
    expect(Object.fromEntries(items)).toMatchObject({ 'INV-B2 reconciled': 'bank', 'INV-L6 purchasing': 'unbilled', 'INV-L5 costing': 'stock', 'INV-S3': 'stock', 'INV-L6': 'ageing', 'INV-R1': 'credit', 'INV-T1': 'tax', 'INV-D2 numbers': 'numbers', 'INV-L2 numbers': 'numbers', 'INV-L5 closings': 'result', 'INV-A1': 'record', 'INV-L1': 'record', 'JOB-9': 'drawers' });
  });
});

describe('the end of a month', () => {
  let shop: TestDoor;
  let accounts: Map<string, number>;
  const on = day('2026-03-31');
  const call = async <T>(method: string, input: object = {}): Promise<T> => (await shop.call(method, input)) as T;
  const get = () => call<Month>('month.get', { on });
  const openItems = async () => stillOpen(withProofs((await get()).rows as never, (await call<{ proofs: [] }>('proof.run')).proofs)).map(({ item }) => item);
  const post = (postedOn: string, debit: string, credit: string, amount: number) =>
    call('journal.post', { postedOn, text: 'x', lines: [{ ledgerAccountId: accounts.get(debit), amount }, { ledgerAccountId: accounts.get(credit), amount: -amount }] });
  /** Looks at what is left. */
  const lookAtAll = async (): Promise<void> => {
    for (const item of await openItems()) await call('month.tick', { on, item });
  };

  beforeEach(async () => {
    shop = await openTestDoor();
    accounts = new Map((await call<{ code: string; ledgerAccountId: number }[]>('account.list')).map(({ code, ledgerAccountId }) => [code, ledgerAccountId]));
    // 2 April 2026, 09:00 in Shanghai: March is over.
    shop.clock.now = instant(Date.UTC(2026, 3, 2, 1));
    await post('2026-03-10', '6900', '3100', 500);
  });
  afterEach(() => shop.close());

  test('is locked when every row is green, with the head and the list as they were', async () => {
    expect(await openItems()).toEqual(['exporting']);
    await lookAtAll();
    const close = await call<Close>('month.close', { on });
    expect(close).toMatchObject({ throughOn: on, userName: 'Lin' });
    expect(close.proofs).toBeGreaterThan(20);
    const month = await get();
    expect([month.state, month.closedThrough, month.locks.map(({ kind, userName }) => [kind, userName])]).toEqual(['locked', on, [['lock', 'Lin']]]);
    expect((await refusalOf(() => post('2026-03-31', '6900', '3100', 1)))?.code).toBe('period.locked');
    expect((await refusalOf(() => call('month.close', { on })))?.code).toBe('period.alreadyLocked');
    expect((await shop.store.prove()).proofs.flatMap(({ faults }) => faults)).toEqual([]);
  });

  test('is not locked while a row is open, and says which; a tick lapses when its figures change', async () => {
    expect(await refusalOf(() => call('month.close', { on }))).toMatchObject({ code: 'month.stillOpen', details: { count: 1, first: 18 } });
    await lookAtAll();
    await post('2026-03-11', '6900', '3100', 7);
    const { rows } = await get();
    expect(rows.find(({ item }) => item === 'exporting')).toMatchObject({ state: 'look', open: 2, tick: { stale: true, open: 1, userName: 'Lin' } });
    expect((await refusalOf(() => call('month.close', { on })))?.code).toBe('month.stillOpen');
    await lookAtAll();
    await call('month.close', { on });
  });

  test('is locked with something open only for a reason, which stays with what was open; books closed by the day obey the same rule', async () => {
    expect(await refusalOf(() => call('period.lock', { throughOn: '2026-03-15', reason: 'filed' }))).toMatchObject({ code: 'month.stillOpen', details: { count: 1, items: '18' } });
    await call('period.lock', { throughOn: '2026-03-15', reason: 'filed', despite: 'exported by the accountant' });
    await call('month.close', { on, despite: 'filed late' });
    const { locks, closes, state } = await get();
    expect([state, closes.length, locks.map(({ reason }) => reason)]).toEqual(['locked', 1, ['— · filed late (18)', 'filed · exported by the accountant (18)']]);
    expect((await shop.store.prove()).proofs.flatMap(({ faults }) => faults)).toEqual([]);
  });

  test('by the day needs no reason where the checklist is done', async () => {
    await lookAtAll();
    await call('period.lock', { throughOn: '2026-03-15', reason: 'filed' });
    expect((await get()).locks.map(({ reason }) => reason)).toEqual(['filed']);
  });

  test('is not locked before it is over, nor on books that do not prove', async () => {
    expect((await refusalOf(() => call('month.close', { on: '2026-04-15' })))?.code).toBe('month.notOver');
    await lookAtAll();
    const raw = openWriter(`${shop.folder}/shop.db`).raw;
    raw.exec("update ledgerDay set debit = debit + 100 where (ledgerAccountId, dayOn) = (select ledgerAccountId, dayOn from ledgerDay limit 1)");
    raw.close();
    expect((await refusalOf(() => call('month.close', { on })))?.code).toBe('month.stillOpen');
    expect((await get()).state).toBe('open');
  });

  test('a reopening needs a reason and stays with the month, locked again or not', async () => {
    await lookAtAll();
    await call('month.close', { on });
    expect((await refusalOf(() => call('period.reopen', { from: '2026-03-01', reason: ' ' })))?.code).toBe('input.invalid');
    await call('period.reopen', { from: '2026-03-01', reason: 'late bill' });
    expect([(await get()).state, (await call<Month>('month.get', { on: '2026-02-10' })).locks.map(({ kind }) => kind)]).toEqual(['reopened', ['lock']]);
    await post('2026-03-20', '6900', '3100', 9);
    await lookAtAll();
    await call('month.close', { on, reason: 'with the late bill' });
    const { state, locks, closes } = await get();
    expect([state, locks.map(({ kind, reason }) => [kind, reason]), closes.length]).toEqual(['locked', [['lock', 'with the late bill'], ['reopen', 'late bill'], ['lock', '—']], 2]);
    expect((await shop.store.prove()).proofs.flatMap(({ faults }) => faults)).toEqual([]);
  });

  test('its paper tells what was looked at, every reopening, and the head to scan', async () => {
    await lookAtAll();
    const close = await call<Close>('month.close', { on });
    const report = await call<OutputOf<Contract, 'report.get'>>('report.get', { name: 'monthClose', to: on, language: 'en' });
    expect(report.rows.find(({ id }) => id === 'exporting')?.cells).toEqual([18, 'Books handed over', 'Done', 1, 500, 0, 'Lin', '2026-04-02']);
    expect(report.rows.find(({ id }) => id === 'lock.1')?.cells[1]).toBe('Locked through 2026-03-31: —');
    expect(report.seal).toMatchObject({ code: expect.stringContaining(`:2026-03-31:${close.headId}:${close.head}`) as string });
    const { name, data } = await call<{ name: string; data: string }>('report.file', { name: 'monthClose', to: on, language: 'en', format: 'pdf' });
    expect([name, Buffer.from(data, 'base64').subarray(0, 5).toString()]).toEqual(['渔具小店 Month end 2026-03-01 2026-03-31.pdf', '%PDF-']);
  });

  test('somebody with the file in their hands cannot alter why it was reopened, nor drop it, nor the head of a close', async () => {
    await lookAtAll();
    await call('month.close', { on });
    await call('period.reopen', { from: '2026-03-01', reason: 'late bill' });
    const writer = openWriter(`${shop.folder}/shop.db`);
    for (const name of writer.raw.prepare("select name from sqlite_schema where type = 'trigger'").pluck().all() as string[]) writer.raw.exec(`drop trigger ${name}`);
    const locks = () => accountingProofs.find(({ id }) => id === 'INV-L3')!.prove(writer).faults.map(({ table, id }) => `${table} ${id}`);
    expect(locks()).toEqual([]);
    writer.raw.exec("update periodLock set reason = 'nothing' where kind = 'reopen'");
    expect(locks()).toEqual(['periodLock 2']);
    writer.raw.exec("delete from periodLock where kind = 'reopen'");
    expect(locks()).toContain('periodLock 2');
    const closes = () => reportingProofs[0]!.prove(writer).faults.map(({ table, id }) => `${table} ${id}`);
    expect(closes()).toEqual([]);
    writer.raw.exec(`update monthClose set head = '${'f'.repeat(64)}'`);
    expect(closes()).toEqual(['monthClose 1']);
    writer.raw.close();
  });

  test('ticks are taken back, and undone by the record', async () => {
    const { monthTickId } = await call<{ monthTickId: number }>('month.tick', { on, item: 'exporting', note: 'sent' });
    expect((await refusalOf(() => call('month.tick', { on, item: 'bank' })))?.code).toBe('month.notALook');
    const { rows } = await call<{ rows: { id: number; method: string }[] }>('activity.list', { limit: 5 });
    await call('activity.undo', { commandId: rows.find(({ method }) => method === 'month.tick')!.id });
    expect(await openItems()).toEqual(['exporting']);
    expect((await refusalOf(() => call('month.untick', { monthTickId })))?.code).toBe('month.unticked');
  });
});
