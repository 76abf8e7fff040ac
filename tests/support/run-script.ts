import { type ChildProcess, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

export interface Script {
  child: ChildProcess;
  /** Waits for the next line it prints; undefined when it has ended. */
  line(): Promise<string | undefined>;
  /** Its exit code, or the signal that ended it. */
  ended: Promise<number | NodeJS.Signals>;
  /** Everything it said on stderr. */
  complaints(): string;
}

/** Starts a script of the tests as a process of its own, on the Node that runs the tests. */
export function runScript(script: URL, args: string[], options: { env?: NodeJS.ProcessEnv; uid?: number; gid?: number } = {}): Script {
  const { env, ...rest } = options;
  const child = spawn(process.execPath, [fileURLToPath(script), ...args], {
    ...rest,
    stdio: ['pipe', 'pipe', 'pipe'],
    env: { ...process.env, NODE_OPTIONS: '', NODE_NO_WARNINGS: '1', ...env },
  });
  let complaints = '';
  child.stderr.on('data', (chunk: Buffer) => (complaints += chunk.toString()));
  // Somebody killed while it reads is no failure of the test.
  child.stdin.on('error', () => undefined);
  const lines = createInterface(child.stdout)[Symbol.asyncIterator]();
  const ended = new Promise<number | NodeJS.Signals>((resolve) => child.once('close', (code, signal) => resolve(signal ?? code ?? 1)));
  return {
    child,
    line: async () => {
      const next = await lines.next();
      return next.done ? undefined : next.value;
    },
    ended,
    complaints: () => complaints,
  };
}
