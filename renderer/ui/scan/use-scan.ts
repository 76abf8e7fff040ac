import { useEffect, useRef } from 'react';
import { type ScanTaker, takeScans } from './scan-hub.ts';

/**
 * Takes every scan while the caller is on the screen, with nothing in focus:
 *
 *     useScan(async ({ text }) => { const { found } = await client.call('barcode.resolve', { text }); … });
 *
 * Scans come one at a time and in order: the next is handed over when the promise of the last has settled. The innermost
 * caller takes them alone (a dialog before its screen, a screen before the shell, which opens what was scanned).
 * `patient` is for screens where people do nothing but scan: codes of two signs and scanners that stall are heard too.
 * `behind` is the shell's: it is asked last, whenever it came.
 * `enabled: false` leaves the scans to whoever is behind.
 */
export function useScan(onScan: ScanTaker, { patient = false, enabled = true, behind = false }: { patient?: boolean; enabled?: boolean; behind?: boolean } = {}): void {
  const take = useRef(onScan);
  useEffect(() => {
    take.current = onScan;
  });
  useEffect(() => (enabled ? takeScans({ take, patient, behind }) : undefined), [enabled, patient, behind]);
}
