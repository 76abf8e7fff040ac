import { z } from 'zod';
import { zId } from '../contract/fields.ts';
import { command } from '../contract/method.ts';
import { zBarcode, zBarcodeInput } from './fields.ts';

const zAdded = z.object({ variantId: zId, barcode: zBarcodeInput });

export const barcodeCommands = {
  add: command({ summary: 'Give a variant one more barcode.', undo: { by: 'barcode.remove' } })
    .input(zAdded)
    .output(z.object({ barcode: zBarcode })),
  remove: command({ summary: 'Take a barcode away from its variant.', undo: { by: 'barcode.add' } })
    .input(z.object({ barcodeId: zId }))
    .output(z.object({ before: zAdded })),
};
