import net from 'node:net';
import { Fault } from './fault.ts';

/** How long a printer may think before we say that it does not answer. */
const patience = 5_000;

/**
 * Writes bytes to a printer on the network as they are (port 9100). @throws Fault `timeout` or `unreachable`, to be tried again, while it
 * has heard nothing; `broken` once it may have printed
 */
export function sendRaw({ host, port }: { host: string; port: number }, bytes: Uint8Array): Promise<void> {
  return new Promise((resolve, reject) => {
    const socket = net.connect({ host, port });
    let heard = false;
    const fail = (code: 'timeout' | 'unreachable', says: string): void => {
      socket.destroy();
      reject(heard ? new Fault('broken', { retry: 'never', says: `The printer at ${host}:${port} broke off while it printed.` }) : new Fault(code, { retry: 'later', says }));
    };
    socket.setTimeout(patience, () => fail('timeout', `The printer at ${host}:${port} does not answer.`));
    socket.once('error', (error) => fail('unreachable', `The printer at ${host}:${port} cannot be reached: ${error.message}`));
    socket.once('connect', () => {
      heard = true;
      socket.end(bytes);
    });
    socket.once('close', (failed) => {
      if (!failed) resolve();
    });
  });
}
