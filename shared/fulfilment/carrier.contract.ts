import { z } from 'zod';
import { zId, zMinor } from '../contract/fields.ts';
import { command, query } from '../contract/method.ts';
import { unfitReasons } from './rate.rules.ts';
import { checkRules, formsProblem } from './tracking-number.rules.ts';

const zName = z.string().trim().min(1).max(80);
const whichCarrier = z.object({ carrierId: zId });
const whichService = z.object({ carrierServiceId: zId });
/** How numbers look: # a digit, @ a letter, * either; several separated by spaces. */
const zForms = z.string().trim().max(300).refine((forms) => formsProblem(forms) === null, { message: 'only #, @, *, digits and capital letters' });
const zLink = z.string().trim().max(300).refine((link) => link === '' || /^https:\/\/[^\s]*\{number\}[^\s]*$/.test(link), { message: 'an https address with {number} in it' });
const carrierFields = { name: zName, numberForms: zForms, linkTemplate: zLink };
const zCarrierChanges = z.object({ name: zName.exactOptional(), numberForms: zForms.exactOptional(), linkTemplate: zLink.exactOptional() });

export const carrierCommands = {
  add: command({ summary: 'Add a carrier.', undo: { by: 'carrier.block' } })
    .input(z.object({ code: z.string().regex(/^[a-z0-9-]{1,20}$/), ...carrierFields, numberForms: zForms.default(''), linkTemplate: zLink.default('') }))
    .output(whichCarrier),
  update: command({ summary: 'Change a carrier’s name, number forms or look-up address.', undo: { by: 'carrier.update' } })
    .input(whichCarrier.extend({ changes: zCarrierChanges }))
    .output(whichCarrier.extend({ before: zCarrierChanges })),
  block: command({ summary: 'Use a carrier no more.', undo: { by: 'carrier.unblock' } }).input(whichCarrier).output(whichCarrier),
  unblock: command({ summary: 'Use a carrier again.', undo: { by: 'carrier.block' } }).input(whichCarrier).output(whichCarrier),
};

const zService = z.object({
  name: zName,
  /** Cubic centimetres that count as a kilogram; null where size does not matter. */
  cubicPerKilo: z.int().min(1).max(1_000_000).nullable(),
  heaviestGrams: z.int().min(1).max(10_000_000).nullable(),
  longestMm: z.int().min(1).max(100_000).nullable(),
  days: z.int().min(0).max(365).nullable(),
});

/** The first signs of a postcode as they are compared: capitals and digits alone. */
const zSigns = z.string().regex(/^[A-Z0-9]{0,10}$/);
const zRate = z.object({
  zone: z.string().trim().min(1).max(40),
  country: z.string().regex(/^([A-Z]{2}|\*)$/),
  postcodeFrom: zSigns.default(''),
  postcodeTo: zSigns.default(''),
  upToGrams: z.int().min(1).max(10_000_000),
  price: zMinor.refine((price) => price >= 0),
  stepGrams: z.int().min(1).nullable().default(null),
  stepPrice: zMinor.refine((price) => price >= 0).nullable().default(null),
});
export type RateInput = z.output<typeof zRate>;
const zRates = z
  .array(zRate)
  .max(5_000)
  .refine((rows) => rows.every((row) => row.postcodeFrom.length === row.postcodeTo.length && row.postcodeFrom <= row.postcodeTo), { message: 'postcodes from and to have the same length and order' })
  .refine((rows) => rows.every((row) => (row.stepGrams === null) === (row.stepPrice === null)), { message: 'a step has a weight and a price' });

const whichMaybe = z.object({ carrierServiceId: zId.nullable() });

export const carrierServiceCommands = {
  add: command({ summary: 'Add a service of a carrier.', undo: { by: 'carrierService.block' } }).input(whichCarrier.extend(zService.shape)).output(whichService),
  update: command({ summary: 'Change what a service is called and carries.', undo: { by: 'carrierService.update' } })
    .input(whichService.extend({ changes: zService }))
    .output(whichService.extend({ before: zService })),
  block: command({ summary: 'Use a service no more.', undo: { by: 'carrierService.unblock' } }).input(whichService).output(whichService),
  unblock: command({ summary: 'Use a service again.', undo: { by: 'carrierService.block' } }).input(whichService).output(whichService),
  makeUsual: command({ summary: 'Say which service a parcel takes by default: savings are measured against it.', undo: { by: 'carrierService.makeUsual' } })
    .input(whichMaybe)
    .output(whichMaybe.extend({ before: whichMaybe })),
  setRates: command({ summary: 'Replace the rate table of a service.', undo: { by: 'carrierService.setRates' } })
    .input(whichService.extend({ rows: zRates }))
    .output(whichService.extend({ before: z.object({ rows: z.array(zRate) }) })),
};

export const waybillCommands = {
  add: command({ summary: 'Keep numbers a carrier gave in advance, to label parcels without a network.', undo: { by: 'waybill.withdraw' } })
    .input(whichCarrier.extend({ numbers: z.array(z.string().trim().min(4).max(60)).min(1).max(5_000) }))
    .output(z.object({ waybillIds: z.array(zId), known: z.int() })),
  withdraw: command({ summary: 'Take numbers out that no parcel bears.', undo: { by: 'waybill.restore' } })
    .input(z.object({ waybillIds: z.array(zId).min(1).max(5_000) }))
    .output(z.object({ withdrawn: z.int() })),
  restore: command({ summary: 'Use numbers again that were taken out.', undo: { by: 'waybill.withdraw' } })
    .input(z.object({ waybillIds: z.array(zId).min(1).max(5_000) }))
    .output(z.object({ restored: z.int() })),
};

const zQuote = z.object({
  serviceId: zId,
  carrierName: z.string(),
  name: z.string(),
  days: z.int().nullable(),
  usual: z.boolean(),
  price: zMinor.nullable(),
  zone: z.string().nullable(),
  chargedGrams: z.int(),
  unfit: z.enum(unfitReasons).nullable(),
});

export const carrierQueries = {
  list: query({ summary: 'Every carrier with its services and how many numbers are kept for it.' }).output(
    z.object({
      carriers: z.array(
        whichCarrier.extend({
          code: z.string(),
          ...carrierFields,
          checkRule: z.enum(checkRules),
          blocked: z.boolean(),
          waybills: z.int(),
          services: z.array(whichService.extend({ ...zService.shape, usual: z.boolean(), blocked: z.boolean(), rates: z.int() })),
        }),
      ),
    }),
  ),
  recognise: query({ summary: 'Which carriers a tracking number may belong to, the surest first, with where to look it up.' })
    .input(z.object({ number: z.string().trim().max(120) }))
    .output(z.object({ carriers: z.array(whichCarrier.extend({ code: z.string(), name: z.string(), checked: z.boolean(), link: z.string().nullable() })) })),
};

export const carrierServiceQueries = {
  rates: query({ summary: 'The rate table of a service.' }).input(whichService).output(z.object({ rows: z.array(zRate) })),
  quote: query({ summary: 'What every service would ask for a parcel, and which is taken.' })
    .input(
      z.object({
        country: z.string().regex(/^[A-Z]{2}$/),
        postcode: z.string().trim().max(20).default(''),
        weightGrams: z.int().min(1).max(10_000_000),
        lengthMm: z.int().min(1).exactOptional(),
        widthMm: z.int().min(1).exactOptional(),
        heightMm: z.int().min(1).exactOptional(),
      }),
    )
    .output(z.object({ serviceId: zId.nullable(), price: zMinor.nullable(), usualPrice: zMinor.nullable(), quotes: z.array(zQuote) })),
};
