import { handScan, type Scan } from './scan-hub.ts';
import type { FieldBefore } from './typed-field.ts';

/** The one way of every code, whatever heard it: into the field that asks for one, else to whoever takes scans now. */
export function deliverScan(scan: Scan, field: FieldBefore | undefined): void {
  if (field?.asksForCode) return field.write(scan.text);
  field?.putBack();
  handScan(scan);
}
