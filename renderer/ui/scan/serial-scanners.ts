import { deliverScan } from './deliver-scan.ts';
import { type SerialLine, serialLine } from './serial-line.ts';
import { useSerialScanners, useSerialSpeed } from './serial-scanners.store.ts';
import { rememberField } from './typed-field.ts';
import { webSerial, type WebSerialPort } from './web-serial.ts';

/** What ends the hearing of a port from here; each settles when the port is closed. */
const stops = new Map<WebSerialPort, () => Promise<void>>();
let begun = false;

/**
 * Hears every serial scanner that was connected on this machine before, and each of them again as soon as it is plugged in.
 * Called again it does nothing: a port can be read by one reader alone.
 */
export function hearSerialScanners(): void {
  const serial = webSerial();
  if (begun || !serial) return;
  begun = true;
  serial.addEventListener('connect', ({ target }) => void hear(target as WebSerialPort));
  // Where a page may not use serial ports nothing was connected either; who tries to is told.
  serial.getPorts().then((ports) => ports.forEach((port) => void hear(port)), () => undefined);
}

export type Connected = 'heard' | 'none' | 'refused';

/** Lets a person choose a scanner and hears it from now on. none: nobody chose one; refused: this computer does not let pages. */
export async function connectSerialScanner(): Promise<Connected> {
  try {
    const port = await webSerial()?.requestPort();
    if (!port) return 'refused';
    void hear(port);
    return 'heard';
  } catch (problem) {
    return problem instanceof DOMException && problem.name === 'NotFoundError' ? 'none' : 'refused';
  }
}

/** Ends it and takes the permission back: it has to be connected anew. */
export async function forgetSerialScanner(port: WebSerialPort): Promise<void> {
  await stops.get(port)?.();
  await port.forget?.();
  useSerialScanners.getState().drop(port);
}

/** Hears every scanner anew: at another speed, or one that another program had. */
export async function hearSerialScannersAnew(): Promise<void> {
  await Promise.all([...stops.values()].map((stop) => stop()));
  for (const { port, state } of useSerialScanners.getState().scanners) if (state !== 'away') void hear(port);
}

/** Milliseconds a freshly plugged port is waited for: the system may still be busy with it. */
const waits = [0, 400, 1_200];

async function hear(port: WebSerialPort): Promise<void> {
  if (stops.has(port)) return;
  const { put, tell } = useSerialScanners.getState();
  const line = serialLine();
  let stopped = false;
  let reader: ReadableStreamDefaultReader<Uint8Array> | undefined;
  let closed = (): void => undefined;
  const whenClosed = new Promise<void>((resolve) => (closed = resolve));
  stops.set(port, async () => {
    stopped = true;
    await reader?.cancel().catch(() => undefined);
    await whenClosed;
  });
  const isOpen = await opened(port, () => stopped);
  put({ port, plug: plugOf(port), state: isOpen ? 'heard' : 'taken', endless: false });
  // A fault of the line ends its stream and begins another; a pulled plug leaves none.
  while (isOpen && !stopped && port.readable) {
    reader = port.readable.getReader();
    // oxlint-disable-next-line no-await-in-loop
    await readCodes(reader, line, (endless) => tell(port, { endless }));
    reader.releaseLock();
  }
  if (isOpen) await port.close().catch(() => undefined);
  if (isOpen && !stopped) tell(port, { state: 'away' });
  stops.delete(port);
  closed();
}

async function opened(port: WebSerialPort, stopped: () => boolean): Promise<boolean> {
  for (const wait of waits) {
    // oxlint-disable-next-line no-await-in-loop
    await new Promise((resolve) => setTimeout(resolve, wait));
    if (stopped()) return false;
    // oxlint-disable-next-line no-await-in-loop
    if (await port.open({ baudRate: useSerialSpeed.getState().speed }).then(() => true, () => false)) return true;
  }
  return false;
}

/** Milliseconds: no scanner pauses so long within a code. */
const silence = 1_000;

/** Until the stream ends, by itself or by a fault of the line. */
async function readCodes(reader: ReadableStreamDefaultReader<Uint8Array>, line: SerialLine, tellEndless: (endless: boolean) => void): Promise<void> {
  const giveUp = (): void => {
    if (line.begun()) tellEndless(true);
    line.forget();
  };
  let timer = setTimeout(giveUp, silence);
  try {
    for (;;) {
      // oxlint-disable-next-line no-await-in-loop
      const { value, done } = await reader.read();
      if (done) return;
      clearTimeout(timer);
      timer = setTimeout(giveUp, silence);
      const codes = line.hear(value);
      if (codes.length > 0) tellEndless(false);
      codes.forEach(deliverCode);
    }
  } catch {
    // The caller looks whether there is another stream.
    line.cut();
  } finally {
    clearTimeout(timer);
  }
}

function deliverCode(text: string): void {
  const field = rememberField(document.activeElement);
  // Nothing was typed, so only a field that asks for a code has to do with it.
  deliverScan({ text, at: performance.now() }, field?.asksForCode ? field : undefined);
}

function plugOf(port: WebSerialPort): string {
  const { usbVendorId, usbProductId } = port.getInfo();
  return [usbVendorId, usbProductId].flatMap((number) => (number === undefined ? [] : [number.toString(16).toUpperCase().padStart(4, '0')])).join(':');
}
