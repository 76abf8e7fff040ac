import { randomUUID } from 'node:crypto';
import type { Log } from '../../platform/log.ts';
import { printHost, scheme } from './origin.ts';
import { makeWindow } from './window.ts';

/** Pages being printed, by the name they are asked for under. */
export type Prints = Map<string, string>;

/** Draws a page in a hidden window without scripts and answers it as PDF; its own @page rules decide the paper. */
export async function printPdf(prints: Prints, html: string, log: Log): Promise<Uint8Array> {
  const name = randomUUID();
  prints.set(name, html);
  const window = makeWindow(log, { width: 800, height: 1000 }, { javascript: false });
  try {
    await window.loadURL(`${scheme}://${printHost}/${name}`);
    return await window.webContents.printToPDF({ preferCSSPageSize: true, printBackground: true });
  } finally {
    prints.delete(name);
    window.destroy();
  }
}
