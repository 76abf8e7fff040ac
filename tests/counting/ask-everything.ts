import { z } from 'zod';
import { methods } from '../../main/app/methods.ts';
import { registry } from '../../main/app/registry.ts';
import type { Role } from '../../shared/contract/role.ts';
import { Refusal } from '../../shared/refusal/refusal.ts';
import { smallestInput } from '../support/sample.ts';
import { callAs, type CountingShop } from './support.ts';

/** What a query is asked by where it takes it: ids and words of the goods being counted. */
export type Known = Readonly<Record<string, unknown>>;

const month = '2026-03-01';
/** Of queries whose input nobody would guess. */
const written: Record<string, Known> = {
  'budget.grid': { from: '2027-01-01', centre: null },
  'budget.versions': { ledgerAccountId: 1, monthOn: month, centre: null },
  'supplierBill.match': { supplierId: 1, supplierNumber: 'F-2', billedOn: '2026-03-02', lines: [{ kind: 'goods', purchaseOrderLineId: 1, quantity: 1000, net: 1000, tax: 0 }] },
  'supplierBill.effect': { supplierId: 1, supplierNumber: 'F-3', billedOn: '2026-03-02', lines: [{ kind: 'goods', purchaseOrderLineId: 1, quantity: 1000, net: 1000, tax: 0 }] },
  'purchaseReceipt.effect': { supplierId: 1, occurredAt: Date.UTC(2026, 2, 1), lines: [{ variantId: 1, quantity: 1000, cost: 1000 }] },
  'promotion.simulate': { firstOn: '2026-03-07', lastOn: '2026-03-08', variantIds: [1], percentOff: 100_000 },
  'stocktake.places': { locationId: 1, scope: { kind: 'location' } },
  'supplierScore.get': { supplierId: 1, quarter: '2026-Q1' },
  'carrierService.quote': { country: 'CN', weightGrams: 500 },
};

interface Def {
  innerType?: z.ZodType;
}

/** Every way of asking a query that a generator finds: each id the shop has, each choice, each filter by name. */
function inputsOf(schema: z.ZodType | undefined, known: Known): unknown[] {
  if (!schema) return [undefined];
  const shape = schema instanceof z.ZodObject ? (schema.shape as Record<string, z.ZodType>) : {};
  const bases = [1, 2, 3, 4, 5, 6, 7, 8].map((id) => ({ ...(smallestInput(schema, id) as object) }));
  const ours = Object.fromEntries(Object.entries(known).filter(([name]) => name in shape));
  const choices = Object.entries(shape).flatMap(([name, field]) => {
    if (name in ours) return [{ [name]: ours[name] }];
    let inner: z.ZodType = field;
    while ('innerType' in (inner as unknown as { def: Def }).def) inner = (inner as unknown as { def: Required<Def> }).def.innerType;
    return inner instanceof z.ZodEnum ? inner.options.map((option) => ({ [name]: option })) : [];
  });
  return bases.flatMap((base) => [base, { ...base, ...ours }, ...choices.flatMap((choice) => [{ ...base, ...choice }, { ...base, ...ours, ...choice }])]).filter((input) => schema.safeParse(input).success);
}

export interface Asked {
  answered: string[];
  /** Queries no valid way of asking was found for. */
  unasked: string[];
  /** Methods whose answers, or refusals, hold one of the figures. */
  leaks: string[];
}

/** Calls every query of the contract in every way as somebody, and looks through answers and refusals for figures. */
export function askEverything({ shop }: CountingShop, who: { userId: number; role: Role }, figures: readonly string[], known: Known): Asked {
  const call = callAs(shop, who.userId, who.role) as unknown as (name: string, input: unknown) => unknown;
  const [answered, unasked, leaks] = [new Set<string>(), new Set<string>(), new Set<string>()];
  for (const name of Object.keys(registry.queries)) {
    const schema = methods.get(name)?.input;
    const inputs = [...inputsOf(schema, known), ...(name in written && schema?.safeParse(written[name]).success ? [written[name]] : [])];
    if (inputs.length === 0) unasked.add(name);
    for (const input of inputs) {
      const said = tried(() => call(name, input));
      if (said.answered) answered.add(name);
      if (figures.some((figure) => said.text.includes(figure))) leaks.add(name);
    }
  }
  return { answered: [...answered], unasked: [...unasked], leaks: [...leaks] };
}

function tried(work: () => unknown): { answered: boolean; text: string } {
  try {
    return { answered: true, text: JSON.stringify(work()) ?? '' };
  } catch (error) {
    if (error instanceof Refusal) return { answered: false, text: JSON.stringify(error.data()) };
    throw error;
  }
}
