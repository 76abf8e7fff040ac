/** One code, as the scanner sent it: symbology prefix and GS1 separators included. */
export interface Scan {
  readonly text: string;
  /** Milliseconds of this page. */
  readonly at: number;
}

export type ScanTaker = (scan: Scan) => void | Promise<void>;

interface Place {
  readonly take: { readonly current: ScanTaker };
  /** A screen that asks for codes: slow scanners and short codes are heard too. */
  readonly patient: boolean;
  /** The shell, which takes what nobody else does, whenever it comes. */
  readonly behind: boolean;
}

const places: Place[] = [];
let line: Promise<void> = Promise.resolve();

/** Takes every scan until the returned function is called; who came last is asked alone. */
export function takeScans(place: Place): () => void {
  if (place.behind) places.unshift(place);
  else places.push(place);
  return () => void places.splice(places.indexOf(place), 1);
}

export const asksForCodes = (): boolean => places.at(-1)?.patient === true;

/**
 * Hands a scan to whoever takes scans now. One after another: a scan waits until the one before it is answered, so a burst
 * keeps its order whatever each of them asks of the shop.
 */
export function handScan(scan: Scan): void {
  behindScans(() => places.at(-1)?.take.current(scan));
}

/** Does something when every scan before it is answered: a key that takes the last scan back means the last that was made. */
export function behindScans(work: () => void | Promise<void>): void {
  line = line.then(work).catch(reportError);
}
