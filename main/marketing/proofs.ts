import { priceOfRow } from '../../shared/pricing/price-list.rules.ts';
import type { RatePpm } from '../../shared/units/rate-ppm.ts';
import { type Fault, faultsShown, type Proof } from '../database/proof.ts';
import { read } from '../database/statement.ts';

const standingLines = read((db) =>
  db
    .selectFrom('promotionArming as arming')
    .innerJoin('promotion', 'promotion.id', 'arming.promotionId')
    .leftJoin('promotionArmingLine as line', 'line.promotionArmingId', 'arming.id')
    .leftJoin('promotionVariant as part', (join) => join.onRef('part.promotionId', '=', 'promotion.id').onRef('part.variantId', '=', 'line.variantId'))
    .select(['arming.id', 'arming.reason', 'promotion.percentOff', 'promotion.amount', 'promotion.units', 'line.variantId', 'line.base', 'line.price', 'line.lowest', 'line.covered', 'part.variantId as named'])
    .where('arming.disarmedAt', 'is', null)
    .orderBy('arming.id'),
);
type ArmedLine = ReturnType<typeof standingLines.all>[number];

/** Goods a promotion names that it was not armed with. */
const unarmedGoods = read((db) =>
  db
    .selectFrom('promotionArming as arming')
    .innerJoin('promotionVariant as part', 'part.promotionId', 'arming.promotionId')
    .leftJoin('promotionArmingLine as line', (join) => join.onRef('line.promotionArmingId', '=', 'arming.id').onRef('line.variantId', '=', 'part.variantId'))
    .select(['arming.id', 'part.variantId'])
    .where('arming.disarmedAt', 'is', null)
    .where('line.variantId', 'is', null)
    .limit(faultsShown),
);

/** What is wrong with what one of the goods was armed with; undefined where nothing is. */
function wrongWith({ variantId, named, base, price, lowest, covered, percentOff, amount, units, reason }: ArmedLine): string | undefined {
  if (variantId === null || price === null || covered === null) return 'it is armed with no goods';
  if (named === null) return `variant ${variantId} was armed, which it does not name`;
  // The table holds exactly one of the two.
  const asked = priceOfRow({ price: amount !== null ? { amount } : { percentOff: percentOff as RatePpm } }, base);
  if (asked !== price) return `variant ${variantId} was armed at ${price}, its terms make ${asked ?? 'no price'}`;
  if (lowest !== null && price < lowest) return `variant ${variantId} was armed at ${price}, under the floor of ${lowest}`;
  if (units !== null && units > covered && reason === '') return `${units} of variant ${variantId} are promised, ${covered} were kept, and nobody gave a reason`;
  return undefined;
}

/** Every armed promotion asks what its terms make, at or over the floor, for goods it names, and promises what was kept or says why not. */
export const marketingProofs: Proof[] = [
  {
    id: 'INV-M1 promotions',
    prove: (reader) => {
      const lines = standingLines.all(reader, {});
      const faults: Fault[] = lines.flatMap((line) => {
        const says = wrongWith(line);
        return says === undefined ? [] : [{ table: 'promotionArming', id: line.id, says }];
      });
      const missing = unarmedGoods.all(reader, {}).map(({ id, variantId }) => ({ table: 'promotionArming', id, says: `variant ${variantId} is named, and was not armed` }));
      return { checked: lines.length, faults: [...faults, ...missing].slice(0, faultsShown) };
    },
  },
];
