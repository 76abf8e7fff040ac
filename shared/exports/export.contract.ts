import { z } from 'zod';
import { zDay } from '../contract/fields.ts';
import { command, query } from '../contract/method.ts';
import { exportFormats } from './formats.rules.ts';
import { voucherFields, voucherVersions } from './voucher.rules.ts';

const zExport = z.object({ exportId: z.uuid() });

export const zVoucherLayout = z.object({
  sheet: z.string().trim().min(1).max(31),
  columns: z.array(z.object({ heading: z.string().trim().min(1).max(40), field: z.enum(voucherFields) })).min(3).max(40).readonly(),
  word: z.string().trim().min(1).max(10),
  preparedBy: z.string().trim().max(40),
  accounts: z.record(z.string().max(16), z.string().trim().min(1).max(40)),
});

export const zDatev = z.object({
  consultant: z.int().min(1001).max(9_999_999),
  client: z.int().min(1).max(99_999),
  accountLength: z.int().min(4).max(8),
  chart: z.enum(['', '03', '04']),
});

/** A rate in percent, or `none`, and what it is called in the shop's Xero. */
export const zTaxNames = z.record(z.string().max(10), z.string().trim().min(1).max(80));

/** Files are made beside the shop's file and change nothing in it, so all of this is asked. */
export const exportQueries = {
  start: query({ summary: 'Begin to write the books of some days for another program.' })
    .input(z.object({ format: z.enum(exportFormats), from: zDay, to: zDay }).refine(({ from, to }) => from <= to, { path: ['to'] }))
    .output(zExport),
  progress: query({ summary: 'How far an export has come, and what came of it.' })
    .input(zExport)
    .output(
      z.object({
        state: z.enum(['running', 'done', 'cancelled', 'failed']),
        done: z.int(),
        total: z.int(),
        /** What to save it as; empty until it is done. */
        name: z.string(),
        bytes: z.int(),
        files: z.int(),
        /** Papers left out, with what they lack. */
        leftOut: z.array(z.object({ number: z.string(), lacks: z.string() })),
      }),
    ),
  cancel: query({ summary: 'Stop an export and forget what was written of it.' }).input(zExport).output(z.object({})),
  read: query({ summary: 'The next part of a finished export.' })
    .input(zExport.extend({ offset: z.int().min(0) }))
    .output(z.object({ part: z.base64(), next: z.int().nullable() })),
};

export const exportSettingCommands = {
  setVoucher: command({ summary: 'Say how the voucher sheet of one program is written: columns, codes, names.', undo: { by: 'exportSetting.setVoucher' } })
    .input(z.object({ version: z.enum(voucherVersions), layout: zVoucherLayout }))
    .output(z.object({ version: z.enum(voucherVersions), before: zVoucherLayout })),
  setDatev: command({ summary: 'Say by which numbers DATEV knows the shop.', undo: { by: 'exportSetting.setDatev' } })
    .input(z.object({ datev: zDatev }))
    .output(z.object({ before: zDatev })),
  setTaxNames: command({ summary: 'Say what tax rates are called in the shop’s Xero.', undo: { by: 'exportSetting.setTaxNames' } })
    .input(z.object({ taxNames: zTaxNames }))
    .output(z.object({ before: zTaxNames })),
};

export const exportSettingQueries = {
  get: query({ summary: 'How exports are written for other programs.' }).output(
    z.object({
      vouchers: z.array(z.object({ version: z.enum(voucherVersions), layout: zVoucherLayout, own: z.boolean() })),
      datev: zDatev,
      taxNames: zTaxNames,
      /** Ledger accounts in use, for the mapping of codes. */
      accounts: z.array(z.object({ code: z.string(), name: z.string() })),
    }),
  ),
};
