import { Refusal } from '../../shared/refusal/refusal.ts';
import { lastDay } from '../../shared/returns/policy.rules.ts';
import type { Reader } from '../database/handles.ts';
import type { RmaRow } from './rma-record.ts';
import { leftOn, linesOfRma } from './rma.statements.ts';

/** Why an RMA is not allowed by its policies, with the policy's own words; undefined where it is. */
export function returnsBeyond(reader: Reader, rma: RmaRow): Refusal | undefined {
  const line = linesOfRma.all(reader, { rmaId: rma.id }).find((one) => one.allowed === 0);
  if (!line) return undefined;
  const left = leftOn.all(reader, { orderId: rma.orderId }).find((row) => row.orderLineId === line.orderLineId)?.on ?? null;
  const days = line.fault === 'customer' ? line.windowDays : Math.max(line.windowDays, line.faultDays);
  return new Refusal('return.outsideWindow', {
    sku: line.sku,
    days,
    leftOn: left ?? '',
    lastOn: left === null ? '' : lastDay(line, line.fault, left),
    wording: line.wording,
  });
}
