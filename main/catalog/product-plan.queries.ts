import type { VariantInput } from '../../shared/catalog/fields.ts';
import { normaliseCode } from '../../shared/catalog/gtin.rules.ts';
import { attributesText } from '../../shared/catalog/product-export.rules.ts';
import { type ProductAttribute, type ProductImport, zProductImport } from '../../shared/catalog/product.contract.ts';
import type { FieldChange } from '../../shared/company/sheet.contract.ts';
import { Refusal } from '../../shared/refusal/refusal.ts';
import { decimalText, unitPricePlaces } from '../../shared/units/decimal.ts';
import type { Instant } from '../../shared/units/instant.ts';
import type { Plan } from '../company/sheets/kind.ts';
import type { Reader } from '../database/handles.ts';
import { attributesOfProduct, attributesWith, namedAttributes } from './attribute.queries.ts';
import { categoriesOfProduct, requireCategory } from './category.queries.ts';
import { priceAt } from './price.queries.ts';
import { requireProduct, tagsOfProduct } from './product.queries.ts';
import { asVariant, findBarcode, findVariantBySku, type VariantRow } from './variant.queries.ts';

/**
 * What importing a product would do, without doing it: the same questions as `importProducts` asks, and no more.
 * @throws Refusal `product.severalForSkus`, `input.invalid`, `attribute.unknown`, `attribute.valueWrong`
 */
export function planProduct(reader: Reader, item: ProductImport, now: Instant): Plan {
  requireValid(item);
  const known = item.variants.map(({ sku }) => findVariantBySku(reader, sku));
  const productIds = [...new Set(known.flatMap((variant) => variant?.productId ?? []))];
  if (productIds.length > 1) throw new Refusal('product.severalForSkus', { productIds, skus: item.variants.map(({ sku }) => sku) });
  const attributes = attributeChange(reader, productIds[0], item);
  const changes = productIds[0] === undefined ? [] : [...productChanges(reader, productIds[0], item), ...attributes];
  const parts = item.variants.map((variant, index) => planVariant(reader, variant, known[index], now));
  const anything = changes.length > 0 || parts.some(({ isNew, changes: own }) => isNew || own.length > 0);
  return { outcome: productIds.length === 0 ? 'created' : anything ? 'updated' : 'unchanged', changes, parts };
}

/** The cells were looked at one by one; the contract has the last word on the whole. */
function requireValid(item: ProductImport): void {
  const parsed = zProductImport.safeParse(item);
  if (parsed.success) return;
  throw new Refusal('input.invalid', { issues: parsed.error.issues.slice(0, 5).map(({ path, message }) => ({ path: path.join('.'), message })) });
}

function planVariant(reader: Reader, variant: VariantInput, known: VariantRow | undefined, now: Instant): Plan['parts'][number] {
  const codes = (variant.barcodes ?? []).map(({ code }) => normaliseCode(code).code);
  const owners = codes.map((code) => findBarcode(reader, code));
  const taken = owners.findIndex((owner) => owner !== undefined && owner.variantId !== known?.id);
  const refused = taken === -1 ? {} : { refused: { column: 'barcode', refusal: takenBarcode(codes[taken]!, owners[taken]!.variantId) } };
  if (!known) return { isNew: true, changes: [], ...refused };
  const added = codes.filter((_, index) => owners[index] === undefined).map((code) => ({ field: 'barcode', before: '', after: code }));
  return { isNew: false, changes: [...variantChanges(known, variant), ...added, ...priceChanges(reader, known.id, variant, now)], ...refused };
}

const takenBarcode = (code: string, variantId: number) => new Refusal('barcode.taken', { code, variantId }).data();

function variantChanges(known: VariantRow, { optionValues, weightGrams }: VariantInput): FieldChange[] {
  const { optionValues: before } = asVariant(known);
  return [
    ...(optionValues ? changed('option', optionsText(before), optionsText(optionValues)) : []),
    ...(weightGrams === undefined ? [] : changed('weight', String(known.weightGrams), String(weightGrams))),
  ];
}

const optionsText = (options: Record<string, string>): string => Object.entries(options).map(([name, value]) => `${name}=${value}`).join('; ');

function priceChanges(reader: Reader, variantId: number, { prices = [] }: VariantInput, now: Instant): FieldChange[] {
  return prices.flatMap(({ currency, amount }) => {
    const before = priceAt(reader, variantId, currency, now);
    return changed('price', before === null ? '' : decimalText(before, unitPricePlaces), decimalText(amount, unitPricePlaces));
  });
}

function productChanges(reader: Reader, productId: number, { name, description, categoryPath, tags, state }: ProductImport): FieldChange[] {
  const known = requireProduct(reader, productId);
  return [
    ...changed('name', known.name, name),
    ...(description === undefined ? [] : changed('description', known.description, description)),
    ...(categoryPath ? categoryChange(reader, productId, categoryPath) : []),
    ...(tags ? changed('tags', tagsOfProduct(reader, productId).join(', '), [...new Set(tags)].sort().join(', ')) : []),
    // A sheet does not bring back what somebody archived on purpose.
    ...(state && known.state !== 'archived' ? changed('state', known.state, state) : []),
  ];
}

/** Also of a new product: whether its attributes are there and take these values is known before it is made. */
function attributeChange(reader: Reader, productId: number | undefined, { namedAttributes: said }: ProductImport): FieldChange[] {
  if (!said) return [];
  const text = (attributes: readonly ProductAttribute[]): string => attributesText(namedAttributes(reader, attributes));
  return changed('attributes', productId === undefined ? '' : text(attributesOfProduct(reader, productId)), text(attributesWith(reader, productId, said)));
}

/** A product that is in the category already stays in its others too, any other one moves there. */
function categoryChange(reader: Reader, productId: number, path: readonly string[]): FieldChange[] {
  const before = categoriesOfProduct(reader, productId).map((categoryId) => pathText(reader, categoryId));
  const after = path.join(' > ');
  return before.includes(after) ? [] : [{ field: 'category', before: before.join(', '), after }];
}

function pathText(reader: Reader, categoryId: number): string {
  const { name, parentId } = requireCategory(reader, categoryId);
  return parentId === null ? name : `${pathText(reader, parentId)} > ${name}`;
}

const changed = (field: string, before: string, after: string): FieldChange[] => (before === after ? [] : [{ field, before, after }]);
