import type { Refusals } from './refusals.ts';

export type RefusalCode = keyof Refusals;

/** What travels to the screen: a code for machines and the numbers for the words; the renderer owns the words. */
export type RefusalData = { [Code in RefusalCode]: { code: Code; details: Refusals[Code] } }[RefusalCode];

/** A request the shop's rules do not allow. Not a bug: nothing was changed, and the words say what to do next. */
export class Refusal<Code extends RefusalCode = RefusalCode> extends Error {
  readonly code: Code;
  readonly details: Refusals[Code];

  constructor(code: Code, details: Refusals[Code]) {
    super(code);
    this.name = 'Refusal';
    this.code = code;
    this.details = details;
  }

  /** The plain data of this refusal, as it crosses threads and wires. */
  data(): RefusalData {
    return { code: this.code, details: this.details } as RefusalData;
  }
}
