import { z } from 'zod';
import { zDay, zId, zInstant, zMinor } from '../contract/fields.ts';
import { command, query } from '../contract/method.ts';
import { csvFields } from './csv-profiles.ts';
import { bankFormats } from './statement.rules.ts';

const byImport = z.object({ importId: z.uuid() });
const zMapping = z.array(z.enum(csvFields).nullable()).max(500);

export const bankStatementCommands = {
  bringIn: command({ summary: "Write a read file's new lines into the shop.", undo: { by: 'bankStatement.takeBack' } })
    .input(byImport)
    .output(z.object({ bankStatementIds: z.array(zId), added: z.int(), known: z.int(), /** Lines the books knew already. */ linked: z.int() })),
  takeBack: command({ summary: 'Take imported statements back whose lines nobody has matched.', undo: { none: 'the file can be imported again' } })
    .input(z.object({ bankStatementIds: z.array(zId).max(100) }))
    .output(z.object({ lines: z.int() })),
};

export const bankStatementQueries = {
  read: query({ summary: 'Read a file a bank or wallet gave: what it holds and what of it is new. Nothing is written.' })
    .input(byImport.extend({ bankAccountId: zId, mapping: zMapping.exactOptional(), dayOrder: z.enum(['dmy', 'mdy']).exactOptional() }))
    .output(
      z.object({
        format: z.enum(bankFormats),
        /** The layout of a sheet; empty for the other formats. */
        profile: z.string(),
        headings: z.array(z.string()),
        mapping: zMapping,
        statements: z.array(
          z.object({
            number: z.string(),
            fromOn: zDay.nullable(),
            throughOn: zDay.nullable(),
            opening: zMinor.nullable(),
            closing: zMinor.nullable(),
            lines: z.int(),
            added: z.int(),
            /** What its closing balance differs from what the shop would then know of the account. */
            gap: zMinor,
          }),
        ),
        added: z.int(),
        known: z.int(),
        skipped: z.array(z.object({ row: z.int(), why: z.enum(['currency', 'status', 'direction']) })),
        preview: z.array(z.object({ bookedOn: zDay, amount: zMinor, payee: z.string(), text: z.string(), known: z.boolean() })),
      }),
    ),
  list: query({ summary: 'The last hundred statements of a bank account, newest first.' })
    .input(z.object({ bankAccountId: zId }))
    .output(
      z.object({
        rows: z.array(
          z.object({
            id: zId,
            fileName: z.string(),
            format: z.enum(bankFormats),
            profile: z.string(),
            number: z.string(),
            fromOn: zDay.nullable(),
            throughOn: zDay.nullable(),
            opening: zMinor.nullable(),
            closing: zMinor.nullable(),
            lines: z.int(),
            added: z.int(),
            gap: zMinor,
            importedAt: zInstant,
            takenBack: z.boolean(),
          }),
        ),
      }),
    ),
};
