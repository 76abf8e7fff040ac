import { useTranslation } from 'react-i18next';
import type { ProductChanges } from '../../shared/catalog/product.contract.ts';
import type { VariantChanges } from '../../shared/catalog/variant.contract.ts';
import type { OutputOf } from '../client/methods.ts';
import { useShopClient } from '../client/use-shop.tsx';
import { useToasts } from '../ui/toast.tsx';

export type Product = OutputOf<'product.get'>;
export type Variant = Product['variants'][number];
export type ProductImage = Product['images'][number];

/** Stores one change of a product at a time, each with its way back in the toast. All are rejected with what the shop refused. */
export function useProductEdit(product: Product) {
  const { t } = useTranslation();
  const client = useShopClient();
  const show = useToasts((toasts) => toasts.show);
  const tell = (field: string, name: string, undo: () => Promise<unknown>): void => show(t(($) => $.catalog.saved, { field, name }), undo);
  return {
    saveProduct: async (changes: ProductChanges, field: string): Promise<void> => {
      const { before } = await client.call('product.update', { productId: product.id, changes });
      tell(field, product.name, () => client.call('product.update', { productId: product.id, changes: before }));
    },
    saveVariant: async (variant: Variant, changes: VariantChanges, field: string): Promise<void> => {
      const { before } = await client.call('variant.update', { variantId: variant.id, changes });
      tell(field, variant.sku, () => client.call('variant.update', { variantId: variant.id, changes: before }));
    },
  };
}
