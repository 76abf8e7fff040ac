import type { MessagePort, Worker } from 'node:worker_threads';
import { Refusal, type RefusalData } from '../../shared/refusal/refusal.ts';

/** The few words threads of this process speak: a numbered call, its answer, and news nobody asked for. */
interface Call {
  id: number;
  name: string;
  args: unknown[];
}

type Answer = { id: number; value: unknown } | { id: number; refusal: RefusalData } | { id: number; bug: { message: string; stack: string } };

interface Told {
  news: string;
  value: unknown;
}

export type Served = Record<string, (...args: never[]) => unknown>;

/** Answers calls in a worker thread, one after another; only `backup`-like work that returns a promise may overlap. */
export function serveCalls(port: MessagePort, served: Served): void {
  port.on('message', (call: Call) => void answer(port, served, call));
}

async function answer(port: MessagePort, served: Served, { id, name, args }: Call): Promise<void> {
  try {
    const value = (served[name] as (...given: unknown[]) => unknown)(...args);
    port.postMessage({ id, value: value instanceof Promise ? await value : value });
  } catch (error) {
    if (error instanceof Refusal) port.postMessage({ id, refusal: error.data() });
    else port.postMessage({ id, bug: { message: String(error), stack: (error instanceof Error && error.stack) || '' } });
  }
}

export const tell = (port: MessagePort, news: string, value: unknown): void => port.postMessage({ news, value } satisfies Told);

export interface Caller {
  call(name: string, ...args: unknown[]): Promise<unknown>;
  /** How many calls wait for their answer. */
  readonly waiting: number;
  onNews(listener: (news: string, value: unknown) => void): void;
  stop(): Promise<void>;
}

/** Calls a worker thread. When the thread dies, what waits fails: nothing is left unanswered. */
export function callWorker(worker: Worker): Caller {
  const open = new Map<number, { resolve(value: unknown): void; reject(error: Error): void }>();
  const listeners: ((news: string, value: unknown) => void)[] = [];
  let next = 0;
  worker.on('message', (message: Answer | Told) => {
    if ('news' in message) return listeners.forEach((listener) => listener(message.news, message.value));
    const caller = open.get(message.id);
    open.delete(message.id);
    if ('value' in message) caller?.resolve(message.value);
    else caller?.reject('refusal' in message ? new Refusal(message.refusal.code, message.refusal.details) : threadError(message.bug));
  });
  const fail = (error: Error): void => {
    for (const caller of open.values()) caller.reject(error);
    open.clear();
  };
  worker.on('error', fail);
  worker.on('exit', () => fail(new Error('The thread has ended')));
  return {
    call: (name, ...args) =>
      new Promise((resolve, reject) => {
        next += 1;
        open.set(next, { resolve, reject });
        worker.postMessage({ id: next, name, args } satisfies Call);
      }),
    get waiting() {
      return open.size;
    },
    onNews: (listener) => void listeners.push(listener),
    stop: async () => {
      // A statement that runs cannot be broken off, and the thread ends after it: nobody waits for that here.
      fail(new Error('The thread has ended'));
      await worker.terminate();
    },
  };
}

function threadError(bug: { message: string; stack: string }): Error {
  const error = new Error(bug.message);
  error.stack = bug.stack;
  return error;
}
