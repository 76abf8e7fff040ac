import { execFile, spawn, type ChildProcess } from 'node:child_process';
import path from 'node:path';

const program = path.resolve(import.meta.dirname, '../../dist/node/shop.mjs');

export interface Ran {
  code: number;
  out: string;
  err: string;
}

/** Runs one command of the built command line, as a person would type it. */
export function runShop(folder: string, ...args: string[]): Promise<Ran> {
  return new Promise((resolve) => {
    execFile(process.execPath, [program, ...args, '--data', folder], { maxBuffer: 64 * 1024 * 1024 }, (error, out, err) => {
      resolve({ code: error ? Number(error.code ?? 1) : 0, out, err });
    });
  });
}

/** The answer of a command that must succeed, as JSON. */
export async function shopJson<Answer>(folder: string, ...args: string[]): Promise<Answer> {
  const { code, out, err } = await runShop(folder, ...args);
  if (code !== 0) throw new Error(`shop ${args.join(' ')} ended with ${code}: ${err}${out}`);
  return JSON.parse(out) as Answer;
}

export const call = <Answer>(folder: string, method: string, input: unknown = {}): Promise<Answer> => shopJson<Answer>(folder, 'call', method, JSON.stringify(input));

export interface Served {
  process: ChildProcess;
  url: string;
  stop(): Promise<void>;
}

/** Serves the folder's shop like the app does, until it is stopped. */
export function serveShop(folder: string, ...args: string[]): Promise<Served> {
  const child = spawn(process.execPath, [program, 'serve', '--data', folder, ...args], { stdio: ['ignore', 'pipe', 'inherit'] });
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  return new Promise((resolve, reject) => {
    void ended.then(() => reject(new Error('The app ended before it served')));
    let said = '';
    child.stdout.on('data', (chunk: Buffer) => {
      said += chunk.toString();
      const url = /http:\/\/\S+/.exec(said)?.[0];
      if (url) resolve({ process: child, url, stop: () => (child.kill('SIGTERM'), ended) });
    });
  });
}
