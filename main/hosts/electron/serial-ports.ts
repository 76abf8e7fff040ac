import fs from 'node:fs';
import path from 'node:path';
import { app, BrowserWindow, dialog, type SerialPort } from 'electron';
import { wordsFor } from './menu.ts';

/**
 * What Electron says of a port: when one is to be chosen, and later, under other names and with numbers for texts, when it asks
 * whether a page may have it.
 */
type Told = Partial<Record<'name' | 'portName' | 'displayName' | 'vendorId' | 'productId' | 'serialNumber' | 'deviceInstanceId', string | number>>;

/** A port that a person chose, as it is told again after a restart. */
interface Chosen {
  readonly names: readonly string[];
  /** Of a USB plug: vendor, product and its own number; on Windows the number the system gave it. */
  readonly plug: string | null;
}

const noteFile = (): string => path.join(app.getPath('userData'), 'serial-scanners.json');

/** Whether a person chose this port on this machine. A plug without a number of its own is told by its name alone. */
export function isChosen(device: object): boolean {
  const port = chosenOf(device);
  return chosenPorts().some((one) => isSame(one, port));
}

/** Asks for the scanner among the ports there are. The only plug there is needs no question. Answers its id, or nothing. */
export async function chooseSerialPort(ports: readonly SerialPort[]): Promise<string> {
  // A computer without a plug still has ports, which nothing hangs on.
  const plugged = ports.filter((port) => chosenOf(port).plug !== null);
  const offered = [...plugged, ...ports.filter((port) => !plugged.includes(port))].slice(0, mostOffered);
  const [only] = plugged;
  const chosen = only && ports.length === 1 ? only : await ask(offered);
  if (!chosen) return '';
  remember(chosen);
  return chosen.portId;
}

/** The page gave it back. */
export const forgetSerialPort = (device: object): void => write(chosenPorts().filter((one) => !isSame(one, chosenOf(device))));

/** As many buttons as a dialog has room for. */
const mostOffered = 8;

async function ask(ports: readonly SerialPort[]): Promise<SerialPort | undefined> {
  if (ports.length === 0) return undefined;
  const words = wordsFor(app.getLocale());
  const options = { type: 'question' as const, message: words.whichScanner, buttons: [...ports.map(labelOf), words.noScanner], cancelId: ports.length, noLink: true };
  const [window] = BrowserWindow.getAllWindows().filter((one) => one.isVisible());
  const { response } = window ? await dialog.showMessageBox(window, options) : await dialog.showMessageBox(options);
  return ports[response];
}

const labelOf = ({ displayName, portName }: SerialPort): string => (displayName ? `${displayName} (${portName})` : portName);

function chosenOf(device: object): Chosen {
  const told: Told = device;
  const names = [told.name, told.displayName, told.portName].flatMap((name) => (name === undefined || name === '' ? [] : [String(name)]));
  if (told.deviceInstanceId) return { names, plug: String(told.deviceInstanceId) };
  const { vendorId, productId, serialNumber = '' } = told;
  return { names, plug: vendorId === undefined ? null : `${vendorId}:${productId ?? ''}:${serialNumber}` };
}

/** Electron tells a plug without a number of its own by its name alone. */
function isSame(one: Chosen, other: Chosen): boolean {
  if (one.plug !== null && other.plug !== null) return one.plug === other.plug;
  return one.names.some((name) => other.names.includes(name));
}

function remember(port: SerialPort): void {
  const chosen = chosenOf(port);
  write([...chosenPorts().filter((one) => !isSame(one, chosen)), chosen]);
}

function write(ports: readonly Chosen[]): void {
  fs.mkdirSync(path.dirname(noteFile()), { recursive: true });
  fs.writeFileSync(noteFile(), JSON.stringify(ports));
}

/** A note that cannot be read is none: the scanner is connected again by hand. */
function chosenPorts(): Chosen[] {
  try {
    return JSON.parse(fs.readFileSync(noteFile(), 'utf8')) as Chosen[];
  } catch {
    return [];
  }
}
