import { z } from 'zod';
import { zDay, zId, zRatePpm } from '../contract/fields.ts';
import { command, query } from '../contract/method.ts';

/** What the class means to the law; goods of a class without tax are zero-rated, exempt, or none of the tax's business. */
const treatments = ['taxed', 'zero', 'exempt', 'reverseCharge', 'outOfScope'] as const;
const zNewTaxClass = z.object({ code: z.string().trim().min(1).max(40), name: z.string().trim().min(1).max(120), treatment: z.enum(treatments).default('taxed') });
/** Where a rate holds; region is empty for the whole country. */
const place = { country: z.string().regex(/^[A-Z]{2}$/), region: z.string().trim().max(20).exactOptional() };
const zRate = zRatePpm.refine((rate) => rate >= 0);

export const taxClassCommands = {
  create: command({ summary: 'Add a tax class.', undo: { by: 'taxClass.remove' } }).input(zNewTaxClass).output(z.object({ taxClassId: zId })),
  remove: command({ summary: 'Remove a tax class no product has.', undo: { by: 'taxClass.create' } })
    .input(z.object({ taxClassId: zId }))
    .output(z.object({ before: zNewTaxClass })),
  setRate: command({ summary: 'Say what a tax class means in a place from a day on; null takes that line away.', undo: { by: 'taxClass.setRate' } })
    .input(z.object({ taxClassId: zId, ...place, validFromOn: zDay, rate: zRate.nullable() }))
    .output(z.object({ before: z.object({ rate: zRate.nullable() }) })),
};

export const taxClassQueries = {
  list: query({ summary: 'Every tax class with its rates.' }).output(
    z.object({
      taxClasses: z.array(
        z.object({
          id: zId,
          code: z.string(),
          name: z.string(),
          treatment: z.enum(treatments),
          rates: z.array(z.object({ country: z.string(), region: z.string(), validFromOn: zDay, rate: zRatePpm })),
        }),
      ),
    }),
  ),
};
