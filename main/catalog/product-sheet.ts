import { normaliseCode } from '../../shared/catalog/gtin.rules.ts';
import { productFields, productSources } from '../../shared/catalog/product-headings.ts';
import { productGroup, readProduct } from '../../shared/catalog/product-sheet.rules.ts';
import type { ProductImport } from '../../shared/catalog/product.contract.ts';
import type { SheetKind } from '../company/sheets/kind.ts';
import { importProduct } from './product-import.service.ts';
import { planProduct } from './product-plan.queries.ts';
import { takeBackProducts } from './product-takeback.service.ts';

/** Products as a sheet brings them: a SKU and a barcode stand in it once. */
export const productSheet: SheetKind<ProductImport> = {
  roles: ['owner', 'manager'],
  fields: productFields,
  sources: productSources,
  tables: ['category', 'product', 'variant', 'barcode', 'price', 'fieldHistory'],
  groupOf: productGroup,
  read: readProduct,
  claims: (_reader, { variants }) =>
    variants.flatMap(({ sku, barcodes = [] }, part) => [
      { part, column: 'sku', text: sku },
      ...barcodes.map(({ code }) => ({ part, column: 'barcode', text: normaliseCode(code).code })),
    ]),
  keep: (item, parts) => (parts.length === 0 ? undefined : { ...item, variants: parts.map((part) => item.variants[part]!) }),
  plan: (reader, item, _settings, now) => planProduct(reader, item, now),
  apply: (tx, item) => importProduct(tx, item).outcome,
  takeBack: takeBackProducts,
};
