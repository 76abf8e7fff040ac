import type { Day } from '../../shared/units/day.ts';
import type { Reader } from '../database/handles.ts';
import { taxStatusOn } from '../tax/status.queries.ts';
import { chartPolicies } from './account.queries.ts';

/**
 * Whether tax on purchases is got back on a day: a registered shop gets it back, a small-scale or unregistered one does not;
 * where nobody said what the shop is, the chart's policy says it. Source: DOMAIN "Policies".
 * @throws Refusal chart.missing
 */
export function inputTaxIsDeductible(reader: Reader, on: Day): boolean {
  const status = taxStatusOn(reader, on);
  return status === null ? chartPolicies(reader).inputTax === 'deductible' : status === 'registered';
}
