import type { SyncRound } from '../../shared/channels/sync.contract.ts';
import type { Instant } from '../../shared/units/instant.ts';
import type { ChannelPlan } from './channel.queries.ts';
import { type ChannelMemory, type EngineSetting, newMemory, nextRound } from './engine.ts';

export interface Background {
  /** Runs the rounds that are due now, one at a time; a channel somebody else is at is waited for. */
  tick(): Promise<SyncRound[]>;
  stop(): void;
}

/** How often to look whether something is due: news of stock should not wait for the next reading of orders. */
const lookEveryMs = 15_000;

/**
 * Keeps the channels in step while the program is open: reads each every few minutes, sends news soon after it was written,
 * and leaves a channel alone until its next try after a fault. A bug in one round is reported and stops no other.
 */
export function startBackground(setting: EngineSetting, report: (error: unknown) => void): Background {
  const memories = new Map<number, ChannelMemory>();
  let running: Promise<SyncRound[]> | undefined;

  async function dueRounds(): Promise<SyncRound[]> {
    const rounds: SyncRound[] = [];
    for (const plan of await setting.plans()) {
      const memory = memories.get(plan.channel.id) ?? newMemory();
      memories.set(plan.channel.id, memory);
      const isDueNow = (from: ChannelPlan): boolean => isDue(from, memory, setting.platform.clock.now());
      if (isExample(plan.channel.url) || !isDueNow(plan)) continue;
      // What a person's round meanwhile did need not be done again.
      const round = await nextRound(setting, plan.channel.id, memory, isDueNow);
      if (round) rounds.push(round);
    }
    return rounds;
  }

  const tick = (): Promise<SyncRound[]> => {
    running ??= dueRounds().finally(() => (running = undefined));
    return running;
  };
  let stopped = false;
  const timer = setInterval(() => void tick().catch((error: unknown) => (stopped ? undefined : report(error))), lookEveryMs);
  // The program may end although this timer would go on. A round it cuts off is like a crash: the next one repeats it.
  timer.unref();
  return {
    tick,
    stop: () => {
      stopped = true;
      clearInterval(timer);
    },
  };
}

/** Addresses under `.example` answer to nobody, by RFC 2606: the demo's shops are asked only when a person insists. */
const isExample = (url: string): boolean => URL.canParse(url) && new URL(url).hostname.endsWith('.example');

/** News that waits goes at once, but never past a fault: the shop is asked again when it is due. */
function isDue(plan: ChannelPlan, memory: ChannelMemory, now: Instant): boolean {
  const nextTryAt = memory.nextTryAt ?? plan.nextTryAt;
  return nextTryAt === null || now >= nextTryAt || (plan.fresh > 0 && plan.answers);
}
