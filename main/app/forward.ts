import { timingSafeEqual } from 'node:crypto';
import fs from 'node:fs';
import net from 'node:net';
import { createInterface } from 'node:readline';
import { Refusal, type RefusalData } from '../../shared/refusal/refusal.ts';
import type { OwnerAddress } from '../database/owner.ts';
import type { Door } from './door.ts';

/** One line from another process of this person: the secret proves that it can read the folder. */
interface Line {
  secret: string;
  method: string;
  input: unknown;
  key?: string | undefined;
}

type Reply = { value: unknown } | { refusal: RefusalData } | { bug: string };

/** Lets the command line work while the app has the same folder open: its commands go through the app's own door. */
export function listenForOthers(door: Door, address: OwnerAddress): Promise<net.Server> {
  if (process.platform !== 'win32') fs.rmSync(address.socket, { force: true });
  const server = net.createServer((socket) => {
    socket.on('error', () => socket.destroy());
    firstLine(socket, (text) => void reply(door, address, text).then((answer) => socket.end(`${JSON.stringify(answer)}\n`)));
  });
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(address.socket, () => {
      if (process.platform !== 'win32') fs.chmodSync(address.socket, 0o600);
      resolve(server);
    });
  });
}

/** One connection is one line each way; what is sent after it is nobody's business. Readline repeats the socket's errors as its own. */
const firstLine = (socket: net.Socket, listener: (text: string) => void): void =>
  void createInterface(socket).once('line', listener).on('error', () => socket.destroy());

async function reply(door: Door, address: OwnerAddress, text: string): Promise<Reply> {
  try {
    const { secret, method, input, key } = JSON.parse(text) as Line;
    if (!sameSecret(secret, address.secret)) return { bug: 'The secret is not this owner’s' };
    return { value: await door.call(await door.session('cli'), method, input, { key }) };
  } catch (error) {
    return error instanceof Refusal ? { refusal: error.data() } : { bug: String(error) };
  }
}

const sameSecret = (given: unknown, own: string): boolean =>
  typeof given === 'string' && given.length === own.length && timingSafeEqual(Buffer.from(given), Buffer.from(own));

/**
 * Gives one command to the process that owns the folder.
 * @throws Refusal as the owner refuses it; an error when the owner does not answer
 */
export function callOwner(address: OwnerAddress, line: Omit<Line, 'secret'>): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const socket = net.createConnection(address.socket);
    socket.once('error', reject);
    socket.once('connect', () => socket.write(`${JSON.stringify({ ...line, secret: address.secret })}\n`));
    firstLine(socket, (text) => {
      const answer = wholeAnswer(text);
      if (!answer) reject(new Error('The owner broke off its answer'));
      else if ('value' in answer) resolve(answer.value);
      else reject('refusal' in answer ? new Refusal(answer.refusal.code, answer.refusal.details) : new Error(answer.bug));
    });
    socket.once('close', () => reject(new Error('The owner closed the connection without an answer')));
  });
}

/** An owner that dies while it answers leaves half a line. */
function wholeAnswer(text: string): Reply | undefined {
  try {
    return JSON.parse(text) as Reply;
  } catch {
    return undefined;
  }
}
