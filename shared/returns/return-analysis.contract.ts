import { z } from 'zod';
import { needs, zDay, zId, zInstant, zMinor, zQuantity, zRatePpm } from '../contract/fields.ts';
import { query } from '../contract/method.ts';
import { zLimit } from './fields.ts';

export const analysedBy = ['sku', 'reason', 'supplier', 'channel'] as const;

const zPeriod = z.object({ from: zDay, to: zDay });

export const returnAnalysisQueries = {
  rates: query({ summary: 'How much of what left in a period came back since: by SKU, reason, supplier or channel, over the same parcels.' })
    .input(zPeriod.extend({ by: z.enum(analysedBy).default('sku'), limit: zLimit }))
    .output(
      z.object({
        /** Everything that left in the period: the denominator of every rate, or of its own group. */
        shipped: zQuantity,
        returned: zQuantity,
        rate: zRatePpm.nullable(),
        asOf: zInstant,
        rows: z.array(
          z.object({
            key: z.string(),
            name: z.string(),
            /** The denominator: units of this group that left in the period; for reasons, of all of them. */
            shipped: zQuantity,
            returned: zQuantity,
            rate: zRatePpm.nullable(),
            scrapped: zQuantity,
            lost: needs('cost', zMinor),
          }),
        ),
      }),
    ),
  chargebacks: query({ summary: 'What suppliers could be charged for: goods that came back by their fault and did not go back to them yet.' })
    .input(zPeriod)
    .output(
      z.object({
        rows: z.array(
          z.object({
            supplierId: zId.nullable(),
            supplierName: z.string().nullable(),
            variantId: zId,
            sku: z.string(),
            name: z.string(),
            returned: zQuantity,
            sentBack: zQuantity,
            open: zQuantity,
            openCost: needs('cost', zMinor),
          }),
        ),
      }),
    ),
};
