import { type Kind, kinds, lines } from './goods.ts';
import type { Random } from './random.ts';

/** One variant of the demo shop with what drives how it sells; money in whole fen. */
export interface Good {
  sku: string;
  productName: string;
  kind: Kind;
  option: string;
  barcode: string;
  priceFen: number;
  costFen: number;
  demand: number;
}

/** As many variants as asked for, product by product, the first line of each kind first. */
export function makeCatalogue(random: Random, count: number): Good[] {
  const goods: Good[] = [];
  for (let round = 0; goods.length < count; round += 1) {
    const line = lines[round % lines.length]!;
    const edition = Math.floor(round / lines.length);
    for (const [index, kind] of kinds.entries()) goods.push(...variantsOf(random, kind, { line, edition, number: round * kinds.length + index }));
  }
  return goods.slice(0, count);
}

interface Place {
  line: string;
  edition: number;
  number: number;
}

function variantsOf(random: Random, kind: Kind, { line, edition, number }: Place): Good[] {
  const name = [line, kind.name, edition > 0 ? `${edition + 1}` : ''].filter(Boolean).join(' ');
  const factor = line === '' ? 1 : 0.8 + random.next() * 0.6;
  const popularity = kind.demand * (line === '' ? 1 : 0.15 + random.next() * 0.5);
  return kind.option.values.map((option, position) => {
    const priceFen = tidyPrice(kind.price * factor * (1 + position * 0.18));
    return {
      sku: `${kind.code}-${String(number).padStart(4, '0')}-${position + 1}`,
      productName: name,
      kind,
      option,
      barcode: ean13(2_000_000_00000 + number * 10 + position),
      priceFen,
      costFen: Math.round(priceFen * kind.costShare),
      demand: popularity * [1, 0.8, 0.5, 0.35, 0.2][position % 5]!,
    };
  });
}

/** Shops end their prices on a nine. */
const tidyPrice = (yuan: number): number => (yuan < 30 ? Math.max(1, Math.round(yuan)) * 100 - 10 : Math.max(1, Math.round(yuan / 10)) * 1000 - 100);

/** A code of the range shops may give out themselves (20–29), with its check digit. */
function ean13(twelve: number): string {
  const digits = String(twelve).padStart(12, '0').slice(0, 12);
  const sum = Array.from(digits).reduce((total, digit, index) => total + Number(digit) * (index % 2 === 0 ? 1 : 3), 0);
  return digits + String((10 - (sum % 10)) % 10);
}
