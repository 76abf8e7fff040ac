import { allocate } from '../../units/allocate.ts';
import type { Day } from '../../units/day.ts';
import { type Minor, minor, sumMinor } from '../../units/minor.ts';
import type { RatePpm } from '../../units/rate-ppm.ts';
import type { TaxGroup } from './paper.rules.ts';

/** Whose tax a rate is in a place from a day on. */
export interface PlacePart {
  readonly country: string;
  readonly region: string;
  readonly validFromOn: Day;
  readonly name: string;
  readonly rate: RatePpm;
}

/** A row of a paper that occurs as sales do: a rate, or one jurisdiction's part of a rate in a place. */
export interface PaperRow {
  readonly code: string;
  readonly place: string;
  /** The jurisdiction; empty where nobody said whose the rate is. */
  readonly part: string;
  readonly rate: RatePpm | null;
  readonly base: Minor;
  readonly tax: Minor;
  readonly groups: readonly string[];
}

/** The parts a place's rate has on a day: the place's latest, else its country's. */
export function partsOn(parts: readonly PlacePart[], asked: { country: string; region: string; on: Day }): PlacePart[] {
  const here = parts.filter((part) => part.country === asked.country && part.region === asked.region && part.validFromOn <= asked.on);
  const latest = here.reduce<Day | undefined>((best, part) => (best !== undefined && best >= part.validFromOn ? best : part.validFromOn), undefined);
  if (latest === undefined) return asked.region === '' ? [] : partsOn(parts, { ...asked, region: '' });
  return here.filter((part) => part.validFromOn === latest);
}

const inSales = ({ direction, tax, treatment }: TaxGroup): boolean => direction === 'output' && (tax !== 0 || treatment === 'taxed');

/** Sales by rate, each once. */
export function rateRows(groups: readonly TaxGroup[]): PaperRow[] {
  const byRate = Map.groupBy(groups.filter(inSales), (group) => `${group.country} ${group.region} ${group.rate ?? ''}`);
  return [...byRate.values()].map((group) => rowOf(group, '', group[0]?.rate ?? null, sumMinor(group.map((one) => one.tax))));
}

/**
 * Sales by place and by whose tax it is. A rate that is the sum of the parts said for its place is shared out to them by largest
 * remainder, so the rows add up to the tax collected; any other rate stays one row.
 */
export function placeRows(groups: readonly TaxGroup[], parts: readonly PlacePart[], on: Day): PaperRow[] {
  const byPlace = Map.groupBy(groups.filter(inSales), (group) => `${group.country} ${group.region} ${group.rate ?? ''}`);
  return [...byPlace.values()].flatMap((group) => {
    const [first] = group;
    if (!first) return [];
    const own = partsOn(parts, { ...first, on });
    const tax = sumMinor(group.map((one) => one.tax));
    if (own.length === 0 || first.rate !== own.reduce((sum, part) => sum + part.rate, 0)) return [rowOf(group, '', first.rate, tax)];
    const shares = allocate(tax, own.map((part) => part.rate));
    return own.map((part, index) => rowOf(group, part.name, part.rate, shares[index] ?? minor(0)));
  });
}

function rowOf(group: readonly TaxGroup[], part: string, rate: RatePpm | null, tax: Minor): PaperRow {
  const [first] = group;
  const place = [first?.country, first?.region].filter(Boolean).join(' ');
  const code = [place, part, rate ?? ''].join('|');
  return { code, place, part, rate, base: sumMinor(group.map((one) => one.base)), tax, groups: group.map((one) => one.key) };
}
