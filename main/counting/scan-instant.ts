import { type Instant, instant } from '../../shared/units/instant.ts';

/** A clock that ran ahead by less than this was merely read at another moment. */
const slack = 2_000;

/**
 * When a scan happened: the device's instant corrected by its offset, if somebody compared the clocks and the result can be true
 * (not before the count began, not in the future); else the instant of arrival, and the row says so.
 */
export function instantOfScan(scan: { deviceAt: Instant; offset?: number }, startedAt: Instant | null, now: Instant): { scannedAt: Instant; trusted: number } {
  if (scan.offset === undefined) return { scannedAt: now, trusted: 0 };
  const at = scan.deviceAt + scan.offset;
  if (at > now + slack || at < (startedAt ?? 0) - slack) return { scannedAt: now, trusted: 0 };
  return { scannedAt: instant(Math.min(at, now)), trusted: 1 };
}
