/** Shopify names everything `gid://shopify/Order/1001`; outside of it the number is enough. */
export const numberOf = (gid: string): string => gid.slice(gid.lastIndexOf('/') + 1).split('?')[0] ?? '';

export const gidOf = (kind: 'Order' | 'ProductVariant' | 'Location', id: string): string => `gid://shopify/${kind}/${id}`;
