import type { Page } from 'playwright-core';

export type Sound = 'ok' | 'over' | 'wrong' | 'unknown';

/** Notes down each tone a page starts, before anything of ours runs there. */
export async function listenTo(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const tones: string[] = [];
    (globalThis as unknown as { tones: string[] }).tones = tones;
    const start = OscillatorNode.prototype.start;
    OscillatorNode.prototype.start = function (this: OscillatorNode, when?: number) {
      tones.push(`${this.type} ${this.frequency.value}`);
      start.call(this, when);
    };
  });
}

/** The first tone of each outcome's tune, and how many tones the tune has. */
const tunes: Readonly<Record<string, readonly [sound: Sound, tones: number]>> = { 'sine 1760': ['ok', 1], 'square 1175': ['over', 2], 'triangle 880': ['wrong', 3], 'sawtooth 150': ['unknown', 2] };

/** The outcomes a person heard since the last asking, in their order. A tune that broke off is a fault. */
export async function soundsOf(page: Page): Promise<Sound[]> {
  const tones = await page.evaluate(() => (globalThis as unknown as { tones: string[] }).tones.splice(0));
  const sounds: Sound[] = [];
  for (let at = 0; at < tones.length; ) {
    const [sound, count] = tunes[tones[at] ?? ''] ?? [];
    if (sound === undefined || count === undefined || at + count > tones.length) throw new Error(`no tune begins with ${tones.slice(at).join(', ')}`);
    sounds.push(sound);
    at += count;
  }
  return sounds;
}

/** How many tunes began so far; nothing is taken away. */
export const tunesBegun = (page: Page): Promise<number> =>
  page.evaluate((firsts) => {
    const counted = (globalThis as unknown as { tones: string[] }).tones.filter((tone) => firsts.includes(tone));
    // The tone of two buzzes is the same twice.
    const buzzes = counted.filter((tone) => tone === 'sawtooth 150').length;
    return counted.length - buzzes / 2;
  }, Object.keys(tunes));
