import { z } from 'zod';
import { needs, zDay, zId, zQuantity, zUnitPrice } from '../contract/fields.ts';
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

export const agreementCommands = {
  add: command({ summary: 'Agree a price with a supplier, from a day and a quantity on.', undo: { by: 'agreement.remove' } })
    .input(zAgreement)
    .output(z.object({ agreementId: zId })),
  remove: command({ summary: 'Take back an agreed price; orders keep what they were written with.', undo: { by: 'agreement.add' } })
    .input(z.object({ agreementId: zId }))
    .output(z.object({ before: zAgreement })),
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
  suppliersOf: query({ summary: 'Who sells a variant, and how.' })
    .input(z.object({ variantId: zId }))
    .output(z.object({ suppliers: z.array(z.object({ supplierId: zId, name: z.string(), blocked: z.boolean(), item: zItem })) })),
};
