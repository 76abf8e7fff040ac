import { z } from 'zod';
import { zDay, zRatePpm } from '../contract/fields.ts';
import { command, query } from '../contract/method.ts';
import { paperIds } from './papers/papers.ts';

export const taxStatuses = ['registered', 'smallScale', 'unregistered'] as const;
export type TaxStatus = (typeof taxStatuses)[number];

const zSetting = z.object({
  paper: z.enum(paperIds),
  periodMonths: z.union([z.literal(1), z.literal(2), z.literal(3), z.literal(6), z.literal(12)]),
  firstMonth: z.int().min(1).max(12),
  dueMonths: z.int().min(0).max(12),
  dueDay: z.int().min(1).max(31),
});
export type TaxSetting = z.output<typeof zSetting>;

const zStatus = z.enum(taxStatuses);
const zPart = z.object({ name: z.string().trim().min(1).max(60), rate: zRatePpm.refine((rate) => rate > 0) });
/** A country, and the state, province or city as orders write it; region is empty for the whole country. */
const place = { country: z.string().regex(/^[A-Z]{2}$/), region: z.string().trim().max(60).default('') };

export const taxSettingCommands = {
  set: command({ summary: 'Say which tax return the shop files, how often and when it is due.', undo: { by: 'taxSetting.set' } })
    .input(zSetting)
    .output(z.object({ before: zSetting })),
  setStatus: command({ summary: 'Say what the shop is to the tax office from a day on; null takes that line away.', undo: { by: 'taxSetting.setStatus' } })
    .input(z.object({ validFromOn: zDay, status: zStatus.nullable() }))
    .output(z.object({ before: zStatus.nullable() })),
  setParts: command({ summary: 'Say whose tax the rate of a place is from a day on: state, county, city.', undo: { by: 'taxSetting.setParts' } })
    .input(z.object({ ...place, validFromOn: zDay, parts: z.array(zPart).max(12) }))
    .output(z.object({ before: z.array(zPart) })),
};

export const taxSettingQueries = {
  get: query({ summary: "The shop's tax return, its status by date, and the parts of rates." }).output(
    z.object({
      setting: zSetting,
      statuses: z.array(z.object({ validFromOn: zDay, status: zStatus })),
      parts: z.array(z.object({ country: z.string(), region: z.string(), validFromOn: zDay, name: z.string(), rate: zRatePpm })),
    }),
  ),
};
