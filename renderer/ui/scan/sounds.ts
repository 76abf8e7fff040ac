import { create } from 'zustand';
import { persist } from 'zustand/middleware';
import type { OutcomeKind } from './scan-outcome.tsx';

interface SoundChoice {
  readonly on: boolean;
  turn(on: boolean): void;
}

/** Whether this machine gives sounds; a stock room at night may not want them. */
export const useScanSound = create<SoundChoice>()(
  persist((set) => ({ on: true, turn: (on) => set({ on }) }), { name: 'shopwright.scanSound' }),
);

interface Note {
  readonly hertz: number;
  readonly seconds: number;
  /** Of silence after it. */
  readonly rest: number;
  readonly wave: OscillatorType;
}

/** Each outcome differs in number, direction and colour of its notes, so they are told apart without looking. */
const tunes: Record<OutcomeKind, readonly Note[]> = {
  ok: [{ hertz: 1760, seconds: 0.07, rest: 0, wave: 'sine' }],
  over: [1175, 1760].map((hertz) => ({ hertz, seconds: 0.11, rest: 0.03, wave: 'square' as const })),
  wrong: [880, 660, 440].map((hertz) => ({ hertz, seconds: 0.09, rest: 0.02, wave: 'triangle' as const })),
  unknown: [0, 1].map(() => ({ hertz: 150, seconds: 0.16, rest: 0.08, wave: 'sawtooth' as const })),
};

let audio: AudioContext | undefined;

/** Plays an outcome at once, over whatever still sounds. */
export function playOutcome(kind: OutcomeKind): void {
  if (!useScanSound.getState().on) return;
  audio ??= new AudioContext();
  // A page that nobody touched yet may not sound; the first key wakes it.
  if (audio.state === 'suspended') void audio.resume();
  let at = audio.currentTime;
  for (const note of tunes[kind]) {
    playNote(audio, note, at);
    at += note.seconds + note.rest;
  }
}

function playNote(context: AudioContext, { hertz, seconds, wave }: Note, at: number): void {
  const tone = new OscillatorNode(context, { frequency: hertz, type: wave });
  const loudness = new GainNode(context, { gain: 0 });
  // A short rise and fall, or the loudspeaker clicks.
  loudness.gain.setValueAtTime(0, at);
  loudness.gain.linearRampToValueAtTime(0.25, at + 0.005);
  loudness.gain.setValueAtTime(0.25, at + seconds - 0.01);
  loudness.gain.linearRampToValueAtTime(0, at + seconds);
  tone.connect(loudness).connect(context.destination);
  tone.start(at);
  tone.stop(at + seconds);
}
