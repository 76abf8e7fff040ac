import type { SheetSource } from '../company/sheet-headings.rules.ts';
import type { SheetField } from '../contract/sheet.ts';

const field = (name: string, ...headings: string[]): SheetField => ({ name, needed: false, headings: [name, ...headings] });
const needed = (name: string, ...headings: string[]): SheetField => ({ ...field(name, ...headings), needed: true });

const optionFields = [1, 2, 3].flatMap((number) => [
  field(`optionName${number}`, `Option${number} Name`, `Option Name ${number}`, `Attribute ${number} name`, `规格名${number}`, `規格名${number}`),
  field(`optionValue${number}`, `Option${number} Value`, `Option Value ${number}`, `Attribute ${number} value(s)`, `规格值${number}`, `規格值${number}`),
]);

/**
 * The columns of a product sheet and the headings they are known by: our own in three languages, and those of the exports of
 * Shopify, WooCommerce, Odoo, ERPNext and Square, from their documented column lists. An exact unit comes before a plain word.
 */
export const productFields: readonly SheetField[] = [
  needed('sku', 'Variant SKU', 'Internal Reference', 'default_code', 'Item Code', 'Product code', '货号', '商品编码', '商品编号', '货品编码', '编码', '款号', '貨號', '商品編碼', '商品編號', '編號'),
  needed('name', 'Title', 'Item Name', 'Product', 'Product name', '商品名称', '商品名', '品名', '产品名称', '名称', '商品名稱', '產品名稱', '名稱'),
  field('group', 'Handle', 'URL handle', 'Reference Handle', '款式', '商品组', '商品組'),
  field('parent', 'Parent', 'Variant Of', '主商品货号', '主商品貨號'),
  field('rowId', 'ID', 'Item ID'),
  field('rowType', 'Type', 'Has Variants'),
  field('barcode', 'Variant Barcode', 'GTIN', 'EAN', 'UPC', 'GTIN, UPC, EAN, or ISBN', 'Barcode (Barcodes)', '条码', '条形码', '商品条码', '條碼', '商品條碼', '國際條碼'),
  field('moreBarcodes', 'More barcodes', 'Other barcodes', '更多条码', '其他条码', '更多條碼', '其他條碼'),
  field('pack', 'Pack quantity', 'Units per pack', '装箱数', '包装数量', '裝箱數', '包裝數量'),
  field('price', 'Variant Price', 'Regular price', 'Sales Price', 'list_price', 'Standard Selling Rate', 'Retail price', '售价', '零售价', '价格', '单价', '售價', '零售價', '價格', '單價', '定價'),
  field('currency', 'Price currency', '币种', '幣別', '幣種'),
  field('category', 'Categories', 'Product Category', 'categ_id', 'Item Group', 'Reporting Category', '分类', '商品分类', '类别', '类目', '分類', '商品分類', '類別'),
  field('tags', 'Tag', '标签', '標籤'),
  field('state', 'Status', 'Published', 'Published on online store', '状态', '狀態'),
  field('unit', 'Unit of Measure', 'Default Unit of Measure', 'uom_id', '单位', '计量单位', '單位', '計量單位'),
  field('weightKg', 'Weight (kg)', 'Weight kg', '重量(千克)', '重量(kg)', '重量(公斤)'),
  field('weight', 'Variant Grams', 'Weight (g)', 'Weight value (grams)', 'Grams', '重量(克)', '重量(g)', '重量'),
  field('description', 'Body (HTML)', 'Short description', 'Sales Description', 'description_sale', '描述', '商品描述', '说明', '說明'),
  field('option', 'Variant Values', 'Variant', '规格', '规格型号', '規格', '規格型號'),
  field('variantName', 'Variation Name', '规格名称', '規格名稱'),
  field('attributes', 'Product attributes', '商品属性', '商品屬性'),
  ...optionFields,
];

/** Headings that only one program's export has together. */
export const productSources: readonly SheetSource[] = [
  { id: 'shopify', headings: ['Handle', 'Title', 'Variant SKU'] },
  { id: 'shopify', headings: ['URL handle', 'Title', 'SKU'] },
  { id: 'woocommerce', headings: ['Type', 'SKU', 'Regular price', 'Parent'] },
  { id: 'square', headings: ['Token', 'Item Name', 'Variation Name'] },
  { id: 'square', headings: ['Reference Handle', 'Item Name', 'Variation Name'] },
  { id: 'odoo', headings: ['Internal Reference', 'Sales Price'] },
  { id: 'odoo', headings: ['default_code', 'list_price'] },
  { id: 'erpnext', headings: ['Item Code', 'Item Group'] },
];
