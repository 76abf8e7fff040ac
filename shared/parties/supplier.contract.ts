import { z } from 'zod';
import { zItems, zResults } from '../contract/batch.ts';
import { needs, zCurrency, zId, zInstant, zMinor } from '../contract/fields.ts';
import { command, query } from '../contract/method.ts';

const zText = (longest: number) => z.string().trim().max(longest);
export const zSupplierName = zText(300).min(1);
export const zSupplierCode = zText(40).min(1);

/** `paymentDays`: a bill is due so many days after its date. `leadTimeDays`: goods usually come so many days after the order. */
const card = {
  paymentDays: z.int().min(0).max(365).exactOptional(),
  leadTimeDays: z.int().min(0).max(730).exactOptional(),
  /** Orders below it are warned about; in the supplier's currency, without tax. */
  minimumOrder: zMinor.refine((value) => value >= 0).exactOptional(),
  taxNumber: zText(60).min(1).nullable().exactOptional(),
  contactName: zText(120).exactOptional(),
  email: zText(254).exactOptional(),
  phone: zText(60).exactOptional(),
  address: zText(2_000).exactOptional(),
  note: z.string().max(20_000).exactOptional(),
};

export const zNewSupplier = z.object({
  name: zSupplierName,
  /** The shop's own short name for it; the next of its series when left out. */
  code: zSupplierCode.exactOptional(),
  /** The currency it bills in: the shop's own. */
  currency: zCurrency.exactOptional(),
  ...card,
});
export type NewSupplier = z.output<typeof zNewSupplier>;

export const zSupplierChanges = z.object({ name: zSupplierName.exactOptional(), code: zSupplierCode.exactOptional(), ...card, blocked: z.boolean().exactOptional() });
export type SupplierChanges = z.output<typeof zSupplierChanges>;

const bySupplier = { supplierId: zId };

export const supplierCommands = {
  create: command({ summary: 'Add a supplier.', undo: { by: 'supplier.remove' } })
    .input(zNewSupplier)
    .output(z.object({ ...bySupplier, code: z.string() })),
  update: command({ summary: "Change a supplier's card, or block it for new orders.", undo: { by: 'supplier.update' } })
    .input(z.object({ ...bySupplier, changes: zSupplierChanges }))
    .output(z.object({ before: zSupplierChanges })),
  remove: command({ summary: 'Remove up to 200 suppliers nothing else names.', undo: { by: 'supplier.create' } })
    .input(z.object({ ids: zItems(zId) }))
    .output(z.object({ results: zResults(z.object(bySupplier)) })),
};

const zCursor = z.object({ sortName: z.string(), id: zId });

export const supplierQueries = {
  list: query({ summary: 'One page of suppliers, by name.' })
    .input(
      z.object({
        /** Words of the name, code, contact or note; one or two Chinese characters or pinyin will do. */
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
            code: z.string(),
            name: z.string(),
            blocked: z.boolean(),
            contactName: z.string(),
            phone: z.string(),
            paymentDays: z.int(),
            leadTimeDays: z.int(),
          }),
        ),
        next: zCursor.nullable(),
      }),
    ),
  get: query({ summary: "A supplier's card." })
    .input(z.object(bySupplier))
    .output(
      z.object({
        id: zId,
        code: z.string(),
        name: z.string(),
        currency: z.string(),
        paymentDays: z.int(),
        leadTimeDays: z.int(),
        minimumOrder: needs('cost', zMinor),
        taxNumber: z.string().nullable(),
        contactName: z.string(),
        email: z.string(),
        phone: z.string(),
        address: z.string(),
        note: z.string(),
        blocked: z.boolean(),
        createdAt: zInstant,
      }),
    ),
};
