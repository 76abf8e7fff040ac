import type { InputOf, MethodName, OutputOf } from '../methods.ts';
import type { PhoneState, ShopClient } from '../shop-client.ts';
import { KeptAnswers } from './kept-answers.ts';
import { type KeptCommand, KeptCommands } from './kept-commands.ts';
import { type Answered, OutOfReach, SaidNo } from './phone-line.ts';
import type { Shelf } from './shelf.ts';

/** What rooms know of their own questions and commands while the shop is out of reach. */
export interface Foresight {
  readonly commands: ReadonlySet<string>;
  /** Questions whose last answer is kept. */
  readonly keeps: ReadonlySet<string>;
  /** What else to keep once a question was answered. */
  alongside(method: string, answer: unknown): readonly { method: string; input: unknown }[];
  /** A question answered from other kept answers. */
  answer(method: string, input: unknown, kept: KeptAnswers): unknown;
  /** An answer as it is once a command is done. */
  after(method: string, answer: unknown, done: Pick<KeptCommand, 'method' | 'input'>): unknown;
  /** Said of what a page before this one kept: nobody here waits for its answer. */
  orphaned(command: Pick<KeptCommand, 'method' | 'input'>): void;
  /** What the shop will answer to a command; undefined where only the shop can tell. @throws SaidNo what it will refuse */
  ahead(method: string, input: unknown, keptOf: (method: string) => readonly unknown[]): unknown;
}

export interface PhoneSetting {
  readonly shelf: Shelf;
  readonly device: { readonly deviceId: number; readonly key: string };
  readonly foresight: Foresight;
  /** @throws OutOfReach, SaidNo */
  readonly send: (key: string, body: { method: string; input: unknown; sequence?: number }) => Promise<Answered>;
  readonly now: () => number;
  /** How long a hand waits for the shop before it goes on by itself, in milliseconds. */
  readonly patienceMs?: number;
  /** How often the shop is looked for, in milliseconds. */
  readonly everyMs?: number;
}

interface Waiter {
  resolve(answer: unknown): void;
  reject(error: unknown): void;
}

/**
 * The shop as a phone reaches it. Commands are kept first and sent in order; questions are answered by the shop while it is
 * there, else from what it answered last with what is still to be sent put in. Screens notice no difference but the badge.
 */
export function phoneClient({ shelf, device, foresight, send, now, patienceMs = 1_500, everyMs = 3_000 }: PhoneSetting): ShopClient {
  const kept = new KeptCommands(shelf, now);
  const answers = new KeptAnswers(shelf);
  const news = new Set<() => void>();
  const connection = new Set<(connected: boolean) => void>();
  const waiters = new Map<number, Waiter>();
  let connected = true;
  let known = true;
  let offset: number | undefined;
  let draining: Promise<void> | undefined;
  /** Goes up with each command that begins or ends: an answer that was asked for before may or may not hold it. */
  let turn = 0;

  const tellNews = (): void => news.forEach((listener) => listener());
  const turnTo = (is: boolean): void => {
    if (connected === is) return;
    connected = is;
    connection.forEach((listener) => listener(is));
    tellNews();
  };

  const reach = async (body: { method: string; input: unknown; sequence?: number }): Promise<unknown> => {
    const sentAt = now();
    try {
      const { answer, at } = await send(device.key, body);
      const receivedAt = now();
      if (receivedAt - sentAt < 1_000) offset = Math.round(at - (sentAt + receivedAt) / 2);
      known = true;
      turnTo(true);
      return answer;
    } catch (error) {
      if (error instanceof OutOfReach) turnTo(false);
      else turnTo(true);
      if (isRefusal(error, 'phone.unknown')) known = false;
      throw error;
    }
  };

  const settle = (command: KeptCommand, end: (waiter: Waiter) => void): boolean => {
    const waiter = waiters.get(command.sequence);
    waiters.delete(command.sequence);
    if (waiter) end(waiter);
    return waiter !== undefined;
  };

  const sendOne = async (command: KeptCommand): Promise<boolean> => {
    const { sequence, method, input } = command;
    kept.trying(sequence);
    try {
      const answer = await reach({ method, input, sequence });
      turn += 1;
      answers.change((of, before) => foresight.after(of, before, command));
      kept.done(sequence);
      settle(command, ({ resolve }) => resolve(answer));
      return true;
    } catch (error) {
      if (!(error instanceof SaidNo) || isRefusal(error, 'phone.unknown') || isRefusal(error, 'phone.shut')) return false;
      turn += 1;
      if (isRefusal(error, 'key.reused')) {
        const next = kept.renumber(sequence);
        settle(command, (waiter) => waiters.set(next, waiter));
        return true;
      }
      const heard = settle(command, ({ reject }) => reject(error));
      // Who waits for the answer is told by it; what a hand went on from is kept for a look.
      if (heard) kept.done(sequence);
      else kept.refuse(sequence, error.code, error.data);
      return true;
    }
  };

  const drain = (): Promise<void> => {
    draining ??= inTurn(async () => {
      for (;;) {
        const [command] = kept.waiting;
        if (!command) return;
        // In order, one after another: the next is numbered behind the one before.
        // oxlint-disable-next-line no-await-in-loop
        if (!(await sendOne(command))) return;
        tellNews();
      }
    }).finally(() => (draining = undefined));
    return draining;
  };

  const putAhead = (method: string, answer: unknown): unknown => kept.waiting.reduce((so, command) => foresight.after(method, so, command), answer);

  const fromKept = (method: string, input: unknown): unknown => {
    const own = foresight.answer(method, input, answers) ?? answers.read(method, input);
    return own === undefined ? undefined : putAhead(method, own);
  };

  const query = async (method: string, input: unknown): Promise<unknown> => {
    if (kept.waiting.length > 0 && connected) await Promise.race([drain(), pause(patienceMs)]);
    if (kept.waiting.length > 0 || !connected) {
      const own = fromKept(method, input);
      if (own !== undefined) return own;
    }
    const begun = turn;
    try {
      const answer = await reach({ method, input: input ?? {} });
      if (turn === begun && kept.waiting.length === 0 && foresight.keeps.has(method)) {
        answers.write(method, input, answer);
        for (const more of foresight.alongside(method, answer)) if (answers.read(more.method, more.input) === undefined) void query(more.method, more.input).catch(() => undefined);
      }
      return answer;
    } catch (error) {
      const own = error instanceof OutOfReach ? fromKept(method, input) : undefined;
      if (own === undefined) throw error;
      return own;
    }
  };

  const command = async (method: string, input: unknown): Promise<unknown> => {
    // Known before it is kept: a refusal that is certain is told now and costs no number.
    const ahead = foresight.ahead(method, input, (of) => answers.all(of).map((answer) => putAhead(of, answer)));
    turn += 1;
    const one = kept.add(method, input);
    const answered = new Promise<unknown>((resolve, reject) => waiters.set(one.sequence, { resolve, reject }));
    answered.catch(() => undefined);
    // A round that was just ending has not seen this one.
    void drain().then(() => (connected && kept.waiting.length > 0 ? drain() : undefined));
    if (ahead === undefined) return answered;
    const late = connected ? pause(patienceMs) : Promise.resolve();
    const first = await Promise.race([answered.then((answer) => ({ answer })), late, outOfReach()]);
    if (first) return first.answer;
    waiters.delete(one.sequence);
    tellNews();
    return ahead;
  };

  /** Settles when the shop is found to be out of reach. */
  const outOfReach = (): Promise<undefined> =>
    new Promise((resolve) => {
      if (!connected) return resolve(undefined);
      const listener = (is: boolean): void => {
        if (is) return;
        connection.delete(listener);
        resolve(undefined);
      };
      connection.add(listener);
    });

  let ticks = 0;
  const look = (): void => {
    ticks += 1;
    if (kept.waiting.length > 0) return void drain();
    // What others changed in the shop: asked for now and then, since nobody tells a phone.
    if (!connected || ticks % 4 === 0) void reach({ method: 'session.get', input: {} }).then(tellNews, () => undefined);
  };
  for (const command of kept.waiting) foresight.orphaned(command);
  const timer = setInterval(look, everyMs);
  void drain();

  const phone: PhoneState = {
    deviceId: device.deviceId,
    waiting: () => kept.waiting.length,
    refused: () => kept.refused,
    forget: (sequence) => kept.forget(sequence),
    clockOffset: () => offset,
    isKnown: () => known,
    isConnected: () => connected,
    nextScan: () => {
      const next = (shelf.read<number>('nextScan') ?? 0) + 1;
      shelf.write('nextScan', next);
      return next;
    },
    onChange: (listener) => {
      const ends = [kept.onChange(listener), add(connection, listener)];
      return () => ends.forEach((end) => end());
    },
  };

  return {
    phone,
    call: <Method extends MethodName>(method: Method, input: InputOf<Method>) => (foresight.commands.has(method) ? command(method, input) : query(method, input)) as Promise<OutputOf<Method>>,
    onNews: (listener) => add(news, listener),
    onJobs: () => () => undefined,
    onConnection: (listener) => add(connection, listener),
    close: () => clearInterval(timer),
  };
}

const add = <Listener>(all: Set<Listener>, listener: Listener): (() => void) => {
  all.add(listener);
  return () => void all.delete(listener);
};

const pause = (ms: number): Promise<undefined> => new Promise((resolve) => { setTimeout(() => resolve(undefined), ms); });

const isRefusal = (error: unknown, code: string): boolean => error instanceof SaidNo && error.code === 'REFUSED' && (error.data as { code?: string } | undefined)?.code === code;

/** Two pages of one browser send for the same phone: never both at once. Tests have no locks, and one page. */
const inTurn = async (work: () => Promise<void>): Promise<void> => {
  const locks = typeof navigator === 'undefined' ? undefined : (navigator as { locks?: LockManager }).locks;
  if (locks) await locks.request('shopwright.phone.send', work);
  else await work();
};
