import type Database from 'better-sqlite3';
import type { Core } from '../../main/app/core.ts';
import type { Screen } from './screens.ts';

const owner = { userId: 1, role: 'owner', deviceId: null, via: 'cli' } as const;

/** Goods of somebody else on a shelf of their own, with a report that differs. */
export function benchApart(core: Core): void {
  const command = (method: string, input: object) => core.command(owner, method, input) as Record<string, number>;
  const { id: variantId, sku } = core.writer.raw.prepare('select id, sku from variant order by id limit 1').get() as { id: number; sku: string };
  const { locationId } = command('location.create', { name: 'From Tanaka', kind: 'warehouse', owner: 'Tanaka' });
  command('stock.consign', { locationId, lines: [{ variantId, quantity: 6_000 }] });
  command('consignment.report', { locationId, reference: 'T-1', lines: [{ sku, quantity: 5_000 }] });
}

/** Every question about goods apart, of a file that has some. */
export function apartScreens(raw: Database.Database): Screen[] {
  const report = raw.prepare('select max(id) as id, locationId from holderReport').get() as { id: number | null; locationId: number };
  if (report.id === null) return [];
  const { locationId } = report;
  return [
    { name: 'goods apart: what lies at a place', method: 'consignment.goods', input: { locationId } },
    { name: 'goods apart: reports', method: 'consignment.reports', input: { locationId } },
    { name: 'goods apart: a report beside the book', method: 'consignment.compare', input: { holderReportId: report.id } },
  ];
}
