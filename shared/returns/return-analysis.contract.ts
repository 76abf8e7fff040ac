import { z } from 'zod';
import { needs, zDay, zId, zInstant, zMinor, zQuantity, zRatePpm } from '../contract/fields.ts';
import { query } from '../contract/method.ts';
import { goodsEnds } from './disposition.rules.ts';
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
    ),  dispositions: query({ summary: 'What became of the goods that came back in a period, at cost, and what the journal says of it.' })
    .input(zPeriod)
    .output(
      z.object({
        rows: z.array(
          z.object({
            end: z.enum(goodsEnds),
            units: zQuantity,
            /** Their share of what they came back at. */
            value: needs('cost', zMinor),
            /** What inventory was credited when they left it again; zero for what still lies here. */
            left: needs('cost', zMinor),
            /** What leaving cost beyond what coming back was worth: another layer was drawn. */
            costing: needs('cost', zMinor),
          }),
        ),
        total: z.object({ units: zQuantity, value: needs('cost', zMinor), left: needs('cost', zMinor), costing: needs('cost', zMinor) }),
        /** Inventory's legs in the journal: by arrivals of the period, and by what became of exactly these. */
        legs: z.object({ came: needs('cost', zMinor), left: needs('cost', zMinor) }),
        /** The legs less the documents; zero in sound books, else the returns of `documents` say where. */
        apart: z.object({ came: needs('cost', zMinor), left: needs('cost', zMinor) }),
        documents: z.array(z.object({ rmaId: zId, number: z.string(), amount: needs('cost', zMinor) })),
      }),
    ),
};
