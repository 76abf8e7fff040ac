import type { RefusalCode } from '../../../shared/refusal/refusal.ts';
import type { Refusals } from '../../../shared/refusal/refusals.ts';
import { type Day, isDay } from '../../../shared/units/day.ts';
import { minor } from '../../../shared/units/minor.ts';
import { quantity } from '../../../shared/units/quantity.ts';
import type { Formats } from '../../ui/formats.ts';
import type { RefusalText } from '../../ui/ui-context.tsx';

/** Numbers of a refusal as the reader writes them: details are plain JSON, so their unit is put back here. */
export interface Told {
  money(amount: number): string;
  quantity(amount: number): string;
  count(count: number): string;
  day(on: string): string;
}

/** Words for every refusal: a code without words, or with details that do not exist, does not compile. */
export type RefusalWords = { readonly [Code in RefusalCode]: (details: Refusals[Code], told: Told) => RefusalText };

export const toldBy = (formats: Formats): Told => ({
  money: (amount) => formats.money(minor(amount)),
  quantity: (amount) => formats.quantity(quantity(amount)),
  count: formats.count,
  day: (on) => (isDay(on) ? formats.day(on satisfies Day) : on),
});
