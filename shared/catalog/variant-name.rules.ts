/**
 * `Rod · 2.1 m / blue`: the product, and what sets this variant apart. Two variants of one product never read alike in a list.
 * @param optionValues as the catalogue stores them: a JSON object of texts, by option.
 */
export function variantName(productName: string, optionValues: string): string {
  const options = Object.values(JSON.parse(optionValues) as Record<string, string>);
  return options.length === 0 ? productName : `${productName} · ${options.join(' / ')}`;
}
