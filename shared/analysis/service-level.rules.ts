import type { DemandClass, ValueClass } from './class.rules.ts';

/** Of a hundred deliveries so many come before the shelf is empty; each with its z of the normal distribution, in millionths. */
export const serviceLevels = { 80: 841_621, 90: 1_281_552, 95: 1_644_854, 98: 2_053_749, 99: 2_326_348 } as const;
export type ServiceLevel = keyof typeof serviceLevels;

export const levelsOffered = [80, 90, 95, 98, 99] as const satisfies readonly ServiceLevel[];

/** The level somebody chose, written out; undefined for anything else. */
export const levelOffered = (text: string): ServiceLevel | undefined => levelsOffered.find((level) => String(level) === text);

/** What each class is held to. */
export type ClassServiceLevels = Readonly<Record<ValueClass, Readonly<Record<DemandClass, ServiceLevel>>>>;

/** Who said it: asked for all goods at once, stated for these goods alone, or by their class. */
export const serviceLevelSources = ['asked', 'variant', 'class'] as const;

export interface ChosenServiceLevel {
  readonly serviceLevel: ServiceLevel;
  readonly serviceLevelFrom: (typeof serviceLevelSources)[number];
  readonly valueClass: ValueClass;
  readonly demandClass: DemandClass;
  /** What the class alone would say, and what is stated for these goods. */
  readonly classServiceLevel: ServiceLevel;
  readonly ownServiceLevel: ServiceLevel | null;
}

/** How sure goods are to be there: as asked for all, else as stated for them, else as their class says. Source: FEATURES B8. */
export function chooseServiceLevel(
  { valueClass, demandClass }: { valueClass: ValueClass; demandClass: DemandClass },
  levels: ClassServiceLevels,
  { asked, own }: { asked: ServiceLevel | undefined; own: ServiceLevel | undefined },
): ChosenServiceLevel {
  const classServiceLevel = levels[valueClass][demandClass];
  const serviceLevelFrom = asked !== undefined ? 'asked' : own !== undefined ? 'variant' : 'class';
  return { serviceLevel: asked ?? own ?? classServiceLevel, serviceLevelFrom, valueClass, demandClass, classServiceLevel, ownServiceLevel: own ?? null };
}
