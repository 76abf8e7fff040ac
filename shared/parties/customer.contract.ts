import { z } from 'zod';
import { zCountry, zLanguage } from '../company/shop.contract.ts';
import { zItems, zResults } from '../contract/batch.ts';
import { zId, zInstant } from '../contract/fields.ts';
import { command, query } from '../contract/method.ts';
import { matchKinds } from './match.rules.ts';

const zKind = z.enum(['person', 'company']);
const zPurpose = z.enum(['email', 'sms', 'phone', 'post']);
const zName = z.string().trim().min(1).max(300);
const line = z.string().trim().max(300).exactOptional();

export const zContact = z.object({ kind: z.enum(['email', 'phone']), value: z.string().trim().min(1).max(254) });
export type Contact = z.output<typeof zContact>;

export const zAddress = z.object({
  kind: z.enum(['billing', 'shipping']),
  recipient: line,
  company: line,
  line1: line,
  line2: line,
  city: line,
  region: line,
  postcode: line,
  country: zCountry,
  /** The address as it arrived, when it arrived as one text. */
  raw: z.string().max(2_000).exactOptional(),
});
export type Address = z.output<typeof zAddress>;

const fields = {
  kind: zKind.exactOptional(),
  taxNumber: z.string().trim().min(1).max(60).nullable().exactOptional(),
  language: zLanguage.nullable().exactOptional(),
  note: z.string().max(20_000).exactOptional(),
  contacts: z.array(zContact).max(50).exactOptional(),
  addresses: z.array(zAddress).max(50).exactOptional(),
};

export const zNewCustomer = z.object({ name: zName, ...fields });
export type NewCustomer = z.output<typeof zNewCustomer>;

/** Contacts and addresses are given whole: those left out are gone. */
export const zCustomerChanges = z.object({ name: zName.exactOptional(), ...fields, blocked: z.boolean().exactOptional() });
export type CustomerChanges = z.output<typeof zCustomerChanges>;

const zConsent = z.object({ purpose: zPurpose, given: z.boolean(), occurredAt: zInstant, source: z.string() });

const zMatch = z.object({
  customerId: zId,
  by: z.enum(matchKinds),
  key: z.string(),
  others: z.array(zId),
});

const byCustomer = { customerId: zId };

export const customerCommands = {
  create: command({ summary: 'Add a customer.', undo: { by: 'customer.remove' } })
    .input(zNewCustomer)
    .output(z.object({ customerId: zId, number: z.string() })),
  update: command({ summary: "Change a customer's card.", undo: { by: 'customer.update' } })
    .input(z.object({ ...byCustomer, changes: zCustomerChanges }))
    .output(z.object({ before: zCustomerChanges })),
  remove: command({ summary: 'Remove up to 200 customers nothing else names.', undo: { by: 'customer.create' } })
    .input(z.object({ ids: zItems(zId) }))
    .output(z.object({ results: zResults(z.object(byCustomer)) })),
  importBatch: command({ summary: 'Bring up to 200 customers up to date; known ones are matched.', undo: { by: 'customer.remove' } })
    .input(z.object({ items: zItems(zNewCustomer) }))
    .output(
      z.object({
        results: zResults(z.object({ outcome: z.enum(['created', 'updated', 'unchanged']), customerId: zId, match: zMatch.nullable() })),
      }),
    ),
  setConsent: command({ summary: 'Record that a customer gave or withdrew consent to be written to.', undo: { by: 'customer.setConsent' } })
    .input(
      z.object({
        ...byCustomer,
        purpose: zPurpose,
        given: z.boolean(),
        /** Where it was said: the form, the mail, the counter. */
        source: z.string().trim().min(1).max(300),
        /** When it was said; now when left out. */
        occurredAt: zInstant.exactOptional(),
      }),
    )
    .output(z.object({ before: z.object({ given: z.boolean() }) })),
  merge: command({ summary: 'Make one of two customers that are the same person.', undo: { by: 'customer.unmerge' } })
    .input(z.object({ ...byCustomer, intoId: zId }))
    .output(z.object(byCustomer)),
  unmerge: command({ summary: 'Take a merged customer apart again, with everything it brought.', undo: { by: 'customer.merge' } })
    .input(z.object(byCustomer))
    .output(z.object({ before: z.object({ intoId: zId }) })),
};

const zCursor = z.object({ sortName: z.string(), id: zId });

export const customerQueries = {
  list: query({ summary: 'One page of customers, by name; merged ones are not in it.' })
    .input(
      z.object({
        /** Words of the name, number, e-mail, phone, city or postcode; one or two Chinese characters or pinyin will do. */
        text: z.string().max(200).exactOptional(),
        blocked: z.boolean().exactOptional(),
        after: zCursor.exactOptional(),
        limit: z.int().min(1).max(200).exactOptional(),
      }),
    )
    .output(
      z.object({
        rows: z.array(
          z.object({
            id: zId,
            number: z.string(),
            kind: zKind,
            name: z.string(),
            blocked: z.boolean(),
            email: z.string().nullable(),
            phone: z.string().nullable(),
            city: z.string().nullable(),
          }),
        ),
        next: zCursor.nullable(),
      }),
    ),
  get: query({ summary: "A customer's card. A merged customer answers with the one it became." })
    .input(z.object(byCustomer))
    .output(
      z.object({
        id: zId,
        number: z.string(),
        kind: zKind,
        name: z.string(),
        taxNumber: z.string().nullable(),
        language: zLanguage.nullable(),
        note: z.string(),
        blocked: z.boolean(),
        createdAt: zInstant,
        contacts: z.array(zContact.extend({ id: zId })),
        addresses: z.array(zAddress.extend({ id: zId })),
        /** What holds now, one per purpose ever asked. */
        consents: z.array(zConsent),
        /** Customers that were merged into this one. */
        merged: z.array(z.object({ id: zId, number: z.string(), name: z.string(), mergedAt: zInstant })),
        history: z.array(z.object({ field: z.string(), oldValue: z.unknown(), newValue: z.unknown(), commandId: zId, changedAt: zInstant })),
      }),
    ),
  find: query({ summary: 'The customer an e-mail, phone, or name and postcode belongs to, and why.' })
    .input(
      z.object({
        email: z.string().max(254).exactOptional(),
        phone: z.string().max(60).exactOptional(),
        name: z.string().max(300).exactOptional(),
        postcode: z.string().max(40).exactOptional(),
        /** Where phone and postcode are; the shop's country when left out. */
        country: zCountry.exactOptional(),
      }),
    )
    .output(z.object({ match: zMatch.nullable() })),
};
