/** A whole number that carries its unit in its type; the mark exists only for the compiler. */
declare const unit: unique symbol;
export type Branded<Name extends string> = number & { readonly [unit]: Name };

/** @throws RangeError when a value is not a whole number inside ±2⁵³: a fraction of a cent never enters the books. */
export function whole<B>(value: number, name: string): B {
  if (!Number.isSafeInteger(value)) throw new RangeError(`${name} must be a whole number inside ±2^53, not ${value}`);
  // −0 is stored as 0: SQLite and JSON do not tell them apart, so neither do we.
  return (value === 0 ? 0 : value) as B;
}
