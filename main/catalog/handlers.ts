import type { barcodeCommands, barcodeQueries } from '../../shared/catalog/barcode.contract.ts';
import type { attributeCommands, attributeQueries } from '../../shared/catalog/attribute.contract.ts';
import type { bundleCommands } from '../../shared/catalog/bundle.contract.ts';
import type { categoryCommands, categoryQueries } from '../../shared/catalog/category.contract.ts';
import type { collectionCommands, collectionQueries } from '../../shared/catalog/collection.contract.ts';
import type { facetQueries } from '../../shared/catalog/facet.contract.ts';
import type { imageCommands } from '../../shared/catalog/image.contract.ts';
import type { labelQueries } from '../../shared/catalog/label.contract.ts';
import type { priceCommands } from '../../shared/catalog/price.contract.ts';
import type { productCommands, productQueries } from '../../shared/catalog/product.contract.ts';
import type { taxClassCommands, taxClassQueries } from '../../shared/catalog/tax-class.contract.ts';
import type { variantCommands, variantQueries } from '../../shared/catalog/variant.contract.ts';
import type { CommandHandlers, QueryHandlers } from '../database/handlers.ts';
import { resolveScan } from './barcode.queries.ts';
import { listAttributes } from './attribute.queries.ts';
import { createAttribute, removeAttribute, updateAttribute } from './attribute.service.ts';
import { addBarcode, removeBarcode } from './barcode.service.ts';
import { listCategories } from './category.queries.ts';
import { setBundle } from './bundle.service.ts';
import { createCategory, removeCategory, renameCategory } from './category.service.ts';
import { listCollections } from './collection.queries.ts';
import { createCollection, removeCollection, updateCollection } from './collection.service.ts';
import { countFacets } from './facet.queries.ts';
import { arrangeImages, attachImage, describeImage, removeImage, storeImage } from './image.service.ts';
import { labelsInZpl, labelsOfProducts, renderLabels } from './label.queries.ts';
import { setPrices } from './price.service.ts';
import { importProducts } from './product-import.service.ts';
import { exportProducts } from './product-export.queries.ts';
import { getProduct, listProducts } from './product.queries.ts';
import { archiveProducts, createProduct, restoreProducts, updateProduct } from './product.service.ts';
import { listTaxClasses } from './tax-class.queries.ts';
import { createTaxClass, removeTaxClass, setTaxRate } from './tax-class.service.ts';
import { findByCode } from './variant.queries.ts';
import { addVariant, arrangeVariants, updateVariant } from './variant.service.ts';

export const catalogCommands: CommandHandlers<{
  product: typeof productCommands;
  variant: typeof variantCommands;
  barcode: typeof barcodeCommands;
  bundle: typeof bundleCommands;
  price: typeof priceCommands;
  category: typeof categoryCommands;
  taxClass: typeof taxClassCommands;
  attribute: typeof attributeCommands;
  collection: typeof collectionCommands;
  image: Omit<typeof imageCommands, 'add'>;
}> = {
  'product.create': createProduct,
  'product.update': updateProduct,
  'product.archive': archiveProducts,
  'product.restore': restoreProducts,
  'product.importBatch': importProducts,
  'variant.add': addVariant,
  'variant.update': updateVariant,
  'variant.arrange': arrangeVariants,
  'barcode.add': addBarcode,
  'barcode.remove': removeBarcode,
  'bundle.set': setBundle,
  'price.set': setPrices,
  'category.create': createCategory,
  'category.rename': renameCategory,
  'category.remove': removeCategory,
  'taxClass.create': createTaxClass,
  'taxClass.remove': removeTaxClass,
  'taxClass.setRate': setTaxRate,
  'attribute.create': createAttribute,
  'attribute.update': updateAttribute,
  'attribute.remove': removeAttribute,
  'collection.create': createCollection,
  'collection.update': updateCollection,
  'collection.remove': removeCollection,
  'image.attach': attachImage,
  'image.remove': removeImage,
  'image.describe': describeImage,
  'image.arrange': arrangeImages,
};

/** What is done once a picture's files lie beside the shop. */
export const catalogInternal = { 'image.stored': storeImage };

export const catalogQueries: QueryHandlers<{
  product: Omit<typeof productQueries, 'file'> & typeof facetQueries;
  variant: typeof variantQueries;
  barcode: typeof barcodeQueries;
  label: typeof labelQueries;
  category: typeof categoryQueries;
  taxClass: typeof taxClassQueries;
  attribute: typeof attributeQueries;
  collection: typeof collectionQueries;
}> = {
  'product.list': listProducts,
  'product.export': exportProducts,
  'product.get': getProduct,
  'product.facets': countFacets,
  'variant.find': findByCode,
  'barcode.resolve': resolveScan,
  'label.render': renderLabels,
  'label.zpl': labelsInZpl,
  'label.ofProducts': labelsOfProducts,
  'category.list': listCategories,
  'taxClass.list': listTaxClasses,
  'attribute.list': listAttributes,
  'collection.list': listCollections,
};
