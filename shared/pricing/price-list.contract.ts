import { z } from 'zod';
import { zItems, zResults } from '../contract/batch.ts';
import { zCurrency, zDay, zId, zQuantity, zRatePpm, zUnitPrice } from '../contract/fields.ts';
import { command, query } from '../contract/method.ts';
import { rowTargets, stepOutcomes } from './price-list.rules.ts';

const zListName = z.string().trim().min(1).max(60);
const listFields = {
  name: zListName,
  currency: zCurrency,
  channelId: zId.nullable(),
  customerGroupId: zId.nullable(),
  priority: z.int().min(0).max(1000),
  validFromOn: zDay.nullable(),
  validThroughOn: zDay.nullable(),
};
export const zNewPriceList = z.object({
  ...listFields,
  channelId: listFields.channelId.default(null),
  customerGroupId: listFields.customerGroupId.default(null),
  priority: listFields.priority.default(100),
  validFromOn: listFields.validFromOn.default(null),
  validThroughOn: listFields.validThroughOn.default(null),
});
export type NewPriceList = z.output<typeof zNewPriceList>;
/** A list keeps its currency: its prices would mean something else. */
export const zPriceListChanges = z.object(listFields).omit({ currency: true }).partial();
export type PriceListChanges = z.output<typeof zPriceListChanges>;

/** From a quantity on, of one variant, category or collection: a price (variants only), or so much off; neither takes the row away. */
export const zPriceRow = z.object({
  of: z.enum(rowTargets),
  targetId: zId,
  minQuantity: zQuantity.refine((value) => value >= 0).default(0 as never),
  amount: zUnitPrice.refine((value) => value >= 0).nullable().default(null),
  percentOff: zRatePpm.refine((value) => value >= 0 && value <= 1_000_000).nullable().default(null),
}).refine(({ amount, percentOff }) => amount === null || percentOff === null, { message: 'a price or a percentage, not both', path: ['percentOff'] })
  .refine(({ of, amount }) => amount === null || of === 'variant', { message: 'only a variant has a price of its own', path: ['amount'] });
export type PriceRow = z.output<typeof zPriceRow>;

const zPriceListRow = z.object({
  id: zId,
  of: z.enum(rowTargets),
  targetId: zId,
  /** SKU of a variant, name of a category or collection. */
  name: z.string(),
  minQuantity: zQuantity,
  amount: zUnitPrice.nullable(),
  percentOff: zRatePpm.nullable(),
});

const zPriceList = z.object({ id: zId, ...listFields, blocked: z.boolean(), rows: z.int() });

const zPriceListId = z.object({ priceListId: zId });

export const priceListCommands = {
  create: command({ summary: 'Begin a price list: for a channel, a customer group or everybody, for some days or always.', undo: { by: 'priceList.block' } })
    .input(zNewPriceList)
    .output(zPriceListId),
  update: command({ summary: 'Change whom a price list is for, when, and what it comes before.', undo: { by: 'priceList.update' } })
    .input(zPriceListId.extend({ changes: zPriceListChanges }))
    .output(z.object({ before: zPriceListChanges })),
  block: command({ summary: 'Put a price list out of use.', undo: { by: 'priceList.unblock' } }).input(zPriceListId).output(zPriceListId),
  unblock: command({ summary: 'Put a price list back into use.', undo: { by: 'priceList.block' } }).input(zPriceListId).output(zPriceListId),
  setRows: command({ summary: 'Set up to 200 rows of a price list.', undo: { by: 'priceList.setRows' } })
    .input(zPriceListId.extend({ items: zItems(zPriceRow) }))
    .output(z.object({ results: zResults(z.object({ before: z.object({ amount: zUnitPrice.nullable(), percentOff: zRatePpm.nullable() }) })) })),
};

export const zPriceStep = z.object({
  promotionId: zId.nullable(),
  priceListId: zId.nullable(),
  name: z.string().nullable(),
  outcome: z.enum(stepOutcomes),
  price: zUnitPrice.nullable(),
  minQuantity: zQuantity.nullable(),
  percentOff: zRatePpm.nullable(),
});

export const priceListQueries = {
  list: query({ summary: 'Every price list in the order it is asked.' }).output(z.object({ rows: z.array(zPriceList) })),
  get: query({ summary: 'One price list with a page of its rows.' })
    .input(zPriceListId.extend({ afterId: z.int().min(0).default(0), limit: z.int().min(1).max(500).default(200) }))
    .output(zPriceList.omit({ rows: true }).extend({ rows: z.array(zPriceListRow), nextId: zId.nullable() })),
  explain: query({ summary: 'Which price holds for a variant, and every rule that was considered: why it won or lost.' })
    .input(z.object({
      variantId: zId,
      quantity: zQuantity.refine((value) => value > 0).default(1_000 as never),
      customerId: zId.nullable().default(null),
      channelId: zId.nullable().default(null),
    }))
    .output(z.object({ price: zUnitPrice.nullable(), currency: zCurrency, steps: z.array(zPriceStep) })),
};
