import { cellText, type NumberedRow, type ReadGroup, SheetProblem, type SheetRow, type SheetSettings } from '../contract/sheet.ts';
import { attributesOfRow, limited, variantOfRow } from './product-cells.rules.ts';
import type { ProductImport } from './product.contract.ts';

const yes = new Set(['1', 'yes', 'true', 'y', '是']);

/** A row that only introduces its variants: WooCommerce's `variable`, ERPNext's *Has Variants*. */
function isParent(row: SheetRow): boolean {
  const type = cellText(row, 'rowType')?.toLowerCase() ?? '';
  return yes.has(type) || type.split(',').map((word) => word.trim()).includes('variable');
}

/**
 * What rows of one product share: a handle, their parent, or else the name. Undefined for a row that is a product by itself:
 * where a sheet has columns for handles or parents, an equal name is chance.
 */
export function productGroup(row: SheetRow): string | undefined {
  const [group, parent, sku, name] = ['group', 'parent', 'sku', 'name'].map((column) => cellText(row, column));
  if (group) return `group ${group}`;
  if (parent) return `parent ${parent.toLowerCase()}`;
  if (isParent(row)) return `parent ${(sku ?? `id:${cellText(row, 'rowId') ?? ''}`).toLowerCase()}`;
  return name && !('group' in row) && !('parent' in row) ? `name ${name}` : undefined;
}

/** The rows of one group as one product with all their variants; a row that cannot be read is named and leaves the others. */
export function readProduct(rows: readonly NumberedRow[], settings: SheetSettings): ReadGroup<ProductImport> {
  const speaker = rows.find(({ cells }) => isParent(cells)) ?? rows.find(({ cells }) => cellText(cells, 'name')) ?? rows[0]!;
  const read: ReadGroup<ProductImport> = { item: undefined, partRows: [], speakerRow: speaker.number, problems: [] };
  const told = attempt(read, speaker.number, () => productOfRow(speaker.cells));
  const names = optionNames(rows);
  const sold = rows.filter(({ cells }) => !isParent(cells) && saysSomething(cells));
  const variants = sold.flatMap(({ number, cells }) => {
    const variant = attempt(read, number, () => ({ ...variantOfRow(cells, settings), ...optionsOf(cells, names, sold.length) }));
    if (variant) read.partRows.push(number);
    return variant ?? [];
  });
  if (told && variants.length > 0) read.item = { ...told, variants };
  return read;
}

/** A line that only brings another picture, as Shopify writes them, says nothing. */
const saysSomething = (row: SheetRow): boolean => ['sku', 'price', 'barcode', 'optionValue1', 'name'].some((column) => cellText(row, column) !== undefined);

function attempt<T>(read: ReadGroup<ProductImport>, number: number, work: () => T): T | undefined {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof SheetProblem)) throw error;
    if (!read.problems.some((known) => known.number === number)) read.problems.push({ number, problem: error });
    return undefined;
  }
}

function productOfRow(row: SheetRow): Omit<ProductImport, 'variants'> {
  const name = cellText(row, 'name');
  if (name === undefined) throw new SheetProblem('name', 'empty');
  const [category, description, tags, state, attributes] = [categoryOf(row), cellText(row, 'description'), tagsOf(row), stateOf(row), attributesOfRow(row)];
  return {
    name: limited('name', name, 300),
    ...(category && { categoryPath: category }),
    ...(description && { description: limited('description', plainText(description), 20_000) }),
    ...(tags && { tags }),
    ...(state && { state }),
    ...(attributes.length > 0 && { namedAttributes: attributes }),
  };
}

/** `Rods > Carbon`, `All / Rods`; of the several categories of a WooCommerce product the first. */
function categoryOf(row: SheetRow): string[] | undefined {
  const text = cellText(row, 'category');
  if (text === undefined) return undefined;
  const one = 'parent' in row && 'rowType' in row ? (text.split(',')[0] ?? text) : text;
  const path = one.split(/>| \/ /).map((part) => limited('category', part.trim(), 300)).filter((part) => part !== '');
  if (path.length > 6) throw new SheetProblem('category', 'tooLong');
  return path.length > 0 ? path : undefined;
}

function tagsOf(row: SheetRow): string[] | undefined {
  const tags = cellText(row, 'tags')?.split(/[,;，；、]/).map((tag) => limited('tags', tag.trim(), 60)).filter((tag) => tag !== '');
  if (tags && tags.length > 50) throw new SheetProblem('tags', 'tooLong');
  return tags && [...new Set(tags)];
}

const states: Record<string, 'active' | 'draft'> = {
  active: 'active', published: 'active', '1': 'active', true: 'active', yes: 'active', 上架: 'active', 在售: 'active', 在售中: 'active',
  draft: 'draft', archived: 'draft', unlisted: 'draft', '0': 'draft', '-1': 'draft', false: 'draft', no: 'draft', 草稿: 'draft', 下架: 'draft', 停售: 'draft',
};

function stateOf(row: SheetRow): 'active' | 'draft' | undefined {
  const text = cellText(row, 'state')?.toLowerCase();
  if (text === undefined) return undefined;
  const state = Object.hasOwn(states, text) ? states[text] : undefined;
  if (!state) throw new SheetProblem('state', 'unknown');
  return state;
}

const slots = [1, 2, 3] as const;

/** What the options of a group are called; the first row that says it says it for all. */
const optionNames = (rows: readonly NumberedRow[]): (string | undefined)[] =>
  slots.map((slot) => rows.map(({ cells }) => cellText(cells, `optionName${slot}`)).find((name) => name !== undefined));

/** A variant's options. A product that is sold in one form only has none: *Default Title*, *Regular*. */
function optionsOf(row: SheetRow, names: readonly (string | undefined)[], variants: number): { optionValues?: Record<string, string> } {
  if ('parent' in row && !cellText(row, 'parent')) return {};
  const pairs = slots.flatMap((slot): [string, string][] => {
    const [name, value] = [names[slot - 1], cellText(row, `optionValue${slot}`)];
    return value && value !== 'Default Title' ? [[name ?? `Option ${slot}`, value]] : [];
  });
  const [option, called] = [cellText(row, 'option'), cellText(row, 'variantName')];
  const all = pairs.length > 0 ? pairs : option ? optionPairs(option) : called && variants > 1 ? [['Option', called] as [string, string]] : [];
  if (all.length === 0) return {};
  return { optionValues: Object.fromEntries(all.map(([name, value]) => [limited('option', name, 60), limited('option', value, 120)])) };
}

/** `Size=M; Colour=Olive`, `Size: M, Colour: Olive`, or a single value without a name. */
function optionPairs(text: string): [string, string][] {
  const [signs, between] = text.includes('=') ? [';', '='] : /[:：]/.test(text) ? [/[,，;]/, /[:：]/] : ['\0', '='];
  return text.split(signs).flatMap((part): [string, string][] => {
    const [name = '', value] = part.split(between).map((side) => side.trim());
    if (name === '') return [];
    return [value === undefined ? ['Option', name] : [name, value]];
  });
}

const entities: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', nbsp: ' ', '#39': "'" };

/** Shop programs export their descriptions as a page; here they are a text. */
function plainText(text: string): string {
  if (!/<[a-z][^>]*>/i.test(text)) return text;
  const lines = text.replace(/<(br|\/p|\/li|\/div|\/h\d)[^>]*>/gi, '\n').replace(/<[^>]*>/g, '');
  return lines.replace(/&(#?\w+);/g, (whole, name: string) => entities[name] ?? whole).replace(/\n\s*\n+/g, '\n').trim();
}
