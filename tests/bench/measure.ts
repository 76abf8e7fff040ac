import fs from 'node:fs';
import type Database from 'better-sqlite3';

/** One way of doing the work that is measured: the program's, or one written by hand. */
export interface Contender {
  name: string;
  /** The writing connection, where WAL pages count. */
  raw?: Database.Database;
  /** Does the work once; `turn` never repeats within a measurement. */
  run(turn: number): unknown;
}

export interface Rounds {
  rounds: number;
  perRound: number;
  warmUp: number;
}

export interface Measured {
  name: string;
  /** Milliseconds. */
  p50: number;
  p99: number;
  /** Microseconds of this process per operation. */
  cpu: number;
  walPages: number;
  perSecond: number;
}

export interface Compared {
  measured: Measured[];
  /** The first contender against the second: the median over the rounds, so that a busy minute harms both sides alike. */
  ratio: { p50: number; cpu: number; walPages: number; perSecond: number };
}

interface Round {
  times: number[];
  cpu: number;
  walPages: number;
  seconds: number;
}

/** Measures contenders in turns: A, B, A, B, … so that whatever else the machine does, it does to both. */
export async function compare(contenders: readonly [Contender, Contender], plan: Rounds): Promise<Compared> {
  let next = 1;
  const rounds = contenders.map((): Round[] => []);
  const take = (contender: Contender, count: number): Promise<Round> => {
    next += count;
    return runRound(contender, count, next - count);
  };
  for (const contender of contenders) await take(contender, plan.warmUp);
  for (let round = 0; round < plan.rounds; round += 1) {
    for (const [index, contender] of contenders.entries()) rounds[index]!.push(await take(contender, plan.perRound));
  }
  const [ours, theirs] = [rounds[0]!, rounds[1]!];
  const ratioOf = (figure: (round: Round) => number): number => median(ours.map((round, index) => figure(round) / figure(theirs[index]!)));
  return {
    measured: contenders.map(({ name }, index) => summary(name, rounds[index]!)),
    ratio: {
      p50: ratioOf((round) => quantile(round.times, 0.5)),
      cpu: ratioOf((round) => round.cpu),
      walPages: ratioOf((round) => round.walPages),
      perSecond: ratioOf((round) => round.times.length / round.seconds),
    },
  };
}

/** Measures one way of doing something by itself. */
export async function measure(contender: Contender, plan: Rounds): Promise<Measured> {
  const rounds: Round[] = [];
  await runRound(contender, plan.warmUp, plan.warmUp);
  for (let round = 1; round <= plan.rounds; round += 1) rounds.push(await runRound(contender, plan.perRound, plan.warmUp + round * plan.perRound));
  return summary(contender.name, rounds);
}

/**
 * Measures something as often as planned, or as often as fits into a time: a question about every row of a large file is no
 * steadier for being asked three hundred times.
 */
export async function measureWithin(seconds: number, contender: Contender, plan: Rounds): Promise<Measured> {
  const once = await measure(contender, { rounds: 1, perRound: 1, warmUp: 0 });
  if (once.p50 > seconds * 1000) return once;
  const fitting = Math.max(1, Math.floor((seconds * 1000) / (once.p50 * plan.rounds)));
  return fitting >= plan.perRound ? measure(contender, plan) : measure(contender, { ...plan, perRound: fitting, warmUp: 0 });
}

async function runRound({ raw, run }: Contender, count: number, firstTurn: number): Promise<Round> {
  raw?.pragma('wal_checkpoint(TRUNCATE)');
  const times: number[] = [];
  const cpuBefore = process.cpuUsage();
  const begun = performance.now();
  for (let index = 0; index < count; index += 1) {
    const before = performance.now();
    // A call that answers at once is not put off to the next turn of the loop: that would be measured too.
    const pending = run(firstTurn + index);
    if (pending instanceof Promise) await pending;
    times.push(performance.now() - before);
  }
  const seconds = (performance.now() - begun) / 1000;
  const { user, system } = process.cpuUsage(cpuBefore);
  return { times, cpu: (user + system) / count, walPages: raw ? walPagesOf(raw) / count : Number.NaN, seconds };
}

const [walHeader, frameHeader] = [32, 24];

/** Frames of the write-ahead log: each page written since it was emptied, counted as often as it was written. */
export function walPagesOf(raw: Database.Database): number {
  const pageSize = raw.pragma('page_size', { simple: true }) as number;
  const size = fs.statSync(`${raw.name}-wal`, { throwIfNoEntry: false })?.size ?? 0;
  return Math.max(0, size - walHeader) / (pageSize + frameHeader);
}

function summary(name: string, rounds: readonly Round[]): Measured {
  const times = rounds.flatMap((round) => round.times);
  return {
    name,
    p50: quantile(times, 0.5),
    p99: quantile(times, 0.99),
    cpu: median(rounds.map((round) => round.cpu)),
    walPages: median(rounds.map((round) => round.walPages)),
    perSecond: median(rounds.map((round) => round.times.length / round.seconds)),
  };
}

const median = (figures: readonly number[]): number => quantile(figures, 0.5);

export function quantile(figures: readonly number[], share: number): number {
  const sorted = figures.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}
