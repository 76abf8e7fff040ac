import { z } from 'zod';
import { zRefusal } from '../contract/batch.ts';
import { zId, zInstant } from '../contract/fields.ts';
import { command, query } from '../contract/method.ts';
import { delimiters } from './delimiter.rules.ts';
import { encodings } from './encoding.rules.ts';

/** What a sheet can hold. */
export const sheetKinds = ['products', 'customers', 'opening', 'channelOrders'] as const;
export const zSheetKind = z.enum(sheetKinds);
export type SheetKindName = z.output<typeof zSheetKind>;

export const zRowResult = z.enum(['new', 'change', 'same', 'rejected']);
export type RowResult = z.output<typeof zRowResult>;

const zImportId = z.uuid();
const byImport = { importId: zImportId };

/** Why a row stays out: a cell nobody can read, or a rule of the shop. */
export const zCellProblem = z.object({
  /** Our name of the column; null when the row as a whole is refused. */
  column: z.string().nullable(),
  /** A CellReason, or `refused` with the rule's own refusal. */
  reason: z.string(),
  hint: z.string().nullable(),
  /** The other row, when two rows of the sheet contradict each other. */
  otherRow: z.int().nullable(),
  refusal: zRefusal.nullable(),
});
export type CellProblem = z.output<typeof zCellProblem>;

/** What a row would change: texts as the sheet writes them, in the base currency where it is money. */
export const zFieldChange = z.object({ field: z.string(), before: z.string(), after: z.string() });
export type FieldChange = z.output<typeof zFieldChange>;

const zManner = z.discriminatedUnion('format', [
  z.object({ format: z.literal('csv'), encoding: z.enum(encodings), delimiter: z.enum(delimiters) }),
  z.object({ format: z.literal('xlsx'), tabs: z.array(z.string()), tab: z.string() }),
]);

const zMapping = z.array(z.string().max(40).nullable()).max(500);
const zNumbers = z.enum(['point', 'comma']);

export const zSheetCounts = z.object({ new: z.int(), change: z.int(), same: z.int(), rejected: z.int() });
export type SheetCounts = z.output<typeof zSheetCounts>;

const zKept = z.object({ name: z.string(), reason: z.enum(['changedSince', 'inUse']) });
export type KeptRow = z.output<typeof zKept>;

export const sheetCommands = {
  bringIn: command({ summary: 'Write a tried-out sheet into the shop: all of it or nothing.', undo: { by: 'sheet.takeBack' } })
    .input(z.object(byImport))
    .output(z.object({ sheetImportId: zId, counts: zSheetCounts })),
  takeBack: command({ summary: 'Undo a whole import: what nobody touched since goes, the rest is named.', undo: { none: 'the sheet can be imported again' } })
    .input(z.object({ sheetImportId: zId }))
    .output(
      z.object({
        removed: z.int(),
        restored: z.int(),
        archived: z.int(),
        keptCount: z.int(),
        /** The first hundred that stay as they are, and why. */
        kept: z.array(zKept),
      }),
    ),
};

/** Reading and trying out write nothing to the shop, so they are questions. */
export const sheetQueries = {
  upload: query({ summary: "Hand over the next part of a sheet's file." })
    .input(z.object({ importId: zImportId.exactOptional(), fileName: z.string().max(255), /** Where the part belongs, so that one sent twice is there once. */ offset: z.int().min(0), part: z.base64().max(900_000) }))
    .output(z.object({ ...byImport, bytes: z.int() })),
  read: query({ summary: 'Read a sheet: how it is written, its headings, and what they mean.' })
    .input(
      z.object({
        ...byImport,
        kind: zSheetKind,
        /** Whose orders they are, for the order sheets of a channel. */
        channelId: zId.exactOptional(),
        encoding: z.enum(encodings).exactOptional(),
        delimiter: z.enum(delimiters).exactOptional(),
        tab: z.string().max(100).exactOptional(),
      }),
    )
    .output(
      z.object({
        manner: zManner,
        headings: z.array(z.string()),
        /** The first rows as they stand in the file. */
        preview: z.array(z.array(z.string())),
        rows: z.int(),
        /** The program it was exported from, `other` when nobody knows. */
        source: z.string(),
        mapping: zMapping,
        /** Whether the mapping was used before for such a sheet. */
        remembered: z.boolean(),
        numbers: zNumbers,
        fields: z.array(z.object({ name: z.string(), needed: z.boolean() })),
      }),
    ),
  check: query({ summary: 'Try a sheet out: what it would add, change and leave, and what stays out.' })
    .input(z.object({ ...byImport, mapping: zMapping, numbers: zNumbers }))
    .output(z.object({ counts: zSheetCounts, fieldCounts: z.record(z.string(), z.int()) })),
  progress: query({ summary: 'How far the work on a sheet has come.' })
    .input(z.object(byImport))
    .output(z.object({ phase: z.enum(['waiting', 'reading', 'checking', 'writing', 'done']), done: z.int(), total: z.int() })),
  rows: query({ summary: 'One page of the tried-out rows.' })
    .input(z.object({ ...byImport, result: zRowResult.exactOptional(), afterRow: z.int().min(0).exactOptional(), limit: z.int().min(1).max(1000).exactOptional() }))
    .output(
      z.object({
        rows: z.array(
          z.object({ number: z.int(), result: zRowResult, cells: z.array(z.string()), problems: z.array(zCellProblem), changes: z.array(zFieldChange) }),
        ),
        next: z.int().nullable(),
      }),
    ),
  edit: query({ summary: 'Correct cells of one row of a sheet on its way in; try it out again afterwards.' })
    .input(z.object({ ...byImport, number: z.int().positive(), cells: z.record(z.string().regex(/^\d{1,3}$/), z.string().max(20_000)) }))
    .output(z.object({})),
  cancel: query({ summary: 'Stop the work on a sheet and forget it; nothing was written.' }).input(z.object(byImport)).output(z.object({})),
  imports: query({ summary: 'The last hundred imports, newest first.' }).output(
    z.object({
      rows: z.array(
        z.object({
          id: zId,
          kind: zSheetKind,
          fileName: z.string(),
          source: z.string(),
          counts: zSheetCounts,
          importedAt: zInstant,
          takenBack: z.boolean(),
        }),
      ),
    }),
  ),
};
