import { charts, type ChartId } from '../../shared/accounting/charts/charts.ts';
import type { NewShop } from '../../shared/company/shop.contract.ts';
import { foundingRule } from '../../shared/inventory/reservation.rules.ts';
import { Refusal } from '../../shared/refusal/refusal.ts';
import { installChart } from '../accounting/chart.service.ts';
import { createShop } from '../company/company.service.ts';
import { createLocation } from '../inventory/location.service.ts';
import { setReservationRule } from '../inventory/reservation.service.ts';
import type { Tx } from '../database/handles.ts';

const isChart = (name: string): name is ChartId => Object.hasOwn(charts, name);

/**
 * Founds a shop with its books, the place its goods lie in and how long goods stay blocked: company knows none of them, so they meet here.
 * @throws Refusal `shop.exists`, `record.missing` for a chart nobody wrote
 */
export function foundShop(tx: Tx, input: NewShop): { ownerId: number } {
  if (!isChart(input.chart)) throw new Refusal('record.missing', { kind: 'chart', id: input.chart });
  const founded = createShop(tx, input);
  installChart(tx, { chart: input.chart, language: input.language });
  setReservationRule(tx, foundingRule);
  if (input.firstLocation !== undefined) createLocation(tx, { name: input.firstLocation, kind: 'shop' });
  return founded;
}
