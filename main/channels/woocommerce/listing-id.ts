/** A listing is a product `11` or a variation `21:22`: a variation's stock can only be set by way of its parent. */
export const listingId = (productId: string, variationId: string): string =>
  variationId === '0' ? productId : `${productId}:${variationId}`;

export function partsOf(id: string): { productId: string; variationId: string | null } {
  const [productId = '', variationId = null] = id.split(':');
  return { productId, variationId };
}
