import type { SyncRound } from '../../shared/channels/sync.contract.ts';
import { nextTryAfter } from '../../shared/channels/retry.rules.ts';
import type { Instant } from '../../shared/units/instant.ts';
import type { ChannelPlan } from './channel.queries.ts';
import { type ChannelMemory, type EngineSetting, newMemory, nextRound } from './engine.ts';

export interface Background {
  /** Runs the rounds that are due now; a channel somebody else is at is waited for. */
  tick(): Promise<SyncRound[]>;
  stop(): void;
}

/** How often to look whether something is due: news of stock should not wait for the next reading of orders. */
const lookEveryMs = 15_000;

/**
 * Keeps the channels in step while the program is open: reads each every few minutes, sends news soon after it was written,
 * and leaves a channel alone until its next try after a fault. Channels do not wait for each other, as while one is read for the
 * first time. A bug in one round is reported and stops no other; its channel rests as long as after a fault, or the bug would come
 * back every few seconds.
 */
export function startBackground(setting: EngineSetting, report: (error: unknown) => void): Background {
  const memories = new Map<number, ChannelMemory>();
  const running = new Map<number, Promise<SyncRound | undefined>>();

  async function dueRound(plan: ChannelPlan): Promise<SyncRound | undefined> {
    const { id } = plan.channel;
    const memory = memories.get(id) ?? newMemory();
    memories.set(id, memory);
    const isDueNow = (from: ChannelPlan): boolean => isDue(from, memory, setting.platform.clock.now());
    // What a person's round meanwhile did need not be done again.
    return isExample(plan.channel.url) || !isDueNow(plan) ? undefined : resting(memory, () => nextRound(setting, id, memory, isDueNow));
  }

  /** What a bug ended is not tried again at once: pauses grow as after faults. */
  async function resting(memory: ChannelMemory, round: () => Promise<SyncRound | undefined>): Promise<SyncRound | undefined> {
    try {
      const ended = await round();
      [memory.bugs, memory.restsUntil] = [0, null];
      return ended;
    } catch (bug) {
      memory.bugs += 1;
      memory.restsUntil = nextTryAfter(memory.bugs, setting.platform.clock.now(), setting.random());
      throw bug;
    }
  }

  /** One at a time of each channel. */
  function roundOf(plan: ChannelPlan): Promise<SyncRound | undefined> {
    const { id } = plan.channel;
    const round = running.get(id) ?? dueRound(plan).finally(() => running.delete(id));
    running.set(id, round);
    return round;
  }

  async function tick(): Promise<SyncRound[]> {
    const rounds = await Promise.allSettled((await setting.plans()).map(roundOf));
    const [bug] = rounds.flatMap((round) => (round.status === 'rejected' ? [round] : []));
    if (bug) throw bug.reason;
    return rounds.flatMap((round) => (round.status === 'fulfilled' && round.value ? [round.value] : []));
  }

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
  const { reading, lastRoundAt } = plan;
  if (reading?.state === 'stopped' || (memory.restsUntil !== null && now < memory.restsUntil)) return false;
  const isResumed = reading?.state === 'reading' && reading.changedAt >= (lastRoundAt ?? 0);
  const nextTryAt = memory.nextTryAt ?? plan.nextTryAt;
  return nextTryAt === null || now >= nextTryAt || (plan.answers && (isResumed || plan.fresh > 0));
}
