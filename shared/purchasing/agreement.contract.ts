import { z } from 'zod';
import { needs, zDay, zId, zQuantity, zRatePpm, zUnitPrice } from '../contract/fields.ts';
import { command, query } from '../contract/method.ts';
import { agreementVerdicts } from './agreement.rules.ts';
import { zNotNegative, zPositive, zPrice } from './fields.ts';

const which = { supplierId: zId, variantId: zId };

const zAgreement = z.object({
  ...which,
  /** The price holds from this quantity on. */
  fromQuantity: zNotNegative,
  price: zPrice,
  validFromOn: zDay,
  validThroughOn: zDay.nullable(),
});
export type NewAgreement = z.output<typeof zAgreement>;

/** How the supplier sells it: its own code, its pack, the least it sells, and what one unit takes up in cubic centimetres. */
const zItem = z.object({ supplierSku: z.string().trim().max(120), packQuantity: zPositive, minimumQuantity: zNotNegative, unitVolume: z.int().min(0) });
export type SupplierItem = z.output<typeof zItem>;

/** A supplier with more goods than this sends a sheet. */
const mostAtOnce = 2_000;

export const agreementCommands = {
  add: command({ summary: 'Agree a price with a supplier, from a day and a quantity on.', undo: { by: 'agreement.remove' } })
    .input(zAgreement)
    .output(z.object({ agreementId: zId })),
  remove: command({ summary: 'Take back an agreed price; orders keep what they were written with.', undo: { by: 'agreement.add' } })
    .input(z.object({ agreementId: zId }))
    .output(z.object({ before: zAgreement })),
  addMany: command({ summary: 'Agree several prices at once, all of them or none.', undo: { by: 'agreement.removeMany' } })
    .input(z.object({ agreements: z.array(zAgreement).min(1).max(mostAtOnce) }))
    .output(z.object({ agreementIds: z.array(zId) })),
  removeMany: command({ summary: 'Take several agreed prices back.', undo: { by: 'agreement.addMany' } })
    .input(z.object({ agreementIds: z.array(zId).min(1).max(mostAtOnce) }))
    .output(z.object({ before: z.array(zAgreement) })),
  setItem: command({ summary: 'Say how a supplier packs and names a variant; null forgets it.', undo: { by: 'agreement.setItem' } })
    .input(z.object({ ...which, item: zItem.nullable() }))
    .output(z.object({ before: zItem.nullable() })),
};

const zReasonOfPrice = z.object({ agreementId: zId, verdict: z.enum(agreementVerdicts), price: needs('cost', zUnitPrice), fromQuantity: zQuantity });
export const zPriceReasons = z.array(zReasonOfPrice);

export const agreementQueries = {
  list: query({ summary: "A supplier's goods with their agreed prices, newest first." })
    .input(z.object({ supplierId: zId }))
    .output(
      z.object({
        items: z.array(
          z.object({
            variantId: zId,
            sku: z.string(),
            name: z.string(),
            item: zItem,
            agreements: z.array(z.object({ id: zId, fromQuantity: zQuantity, price: needs('cost', zUnitPrice), validFromOn: zDay, validThroughOn: zDay.nullable() })),
          }),
        ),
      }),
    ),
  choose: query({ summary: 'The agreed price for a quantity on a day, and why each agreement was taken or passed over.' })
    .input(z.object({ ...which, on: zDay, quantity: zPositive }))
    .output(z.object({ price: needs('cost', zUnitPrice.nullable()), orderable: zQuantity, item: zItem, reasons: zPriceReasons })),
  repriced: query({ summary: 'What a supplier’s prices would be after a change by a rate, and which SKUs fall under their margin floor at them.' })
    .input(z.object({ supplierId: zId, change: zRatePpm.refine((rate) => rate > -1_000_000 && rate <= 10_000_000), validFromOn: zDay }))
    .output(
      z.object({
        rows: z.array(zAgreement.extend({ price: needs('cost', zUnitPrice), before: needs('cost', zUnitPrice), sku: z.string(), name: z.string() })),
        underFloor: z.array(
          z.object({
            variantId: zId,
            sku: z.string(),
            name: z.string(),
            price: zUnitPrice,
            cost: needs('cost', zUnitPrice),
            /** The lowest price that leaves the floor; null where no price does. */
            lowest: needs('cost', zUnitPrice.nullable()),
            floor: needs('margin', zRatePpm),
            /** Whether its price was under the floor already at what stands on the shelf. */
            already: z.boolean(),
          }),
        ),
      }),
    ),
  suppliersOf: query({ summary: 'Who sells a variant, and how.' })
    .input(z.object({ variantId: zId }))
    .output(z.object({ suppliers: z.array(z.object({ supplierId: zId, name: z.string(), blocked: z.boolean(), item: zItem })) })),
};
