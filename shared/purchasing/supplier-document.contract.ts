import { z } from 'zod';
import { zDay, zId } from '../contract/fields.ts';
import { command, query } from '../contract/method.ts';

export const documentKinds = ['licence', 'certificate', 'insurance', 'contract', 'other'] as const;

const zPaper = z.object({
  supplierId: zId,
  kind: z.enum(documentKinds),
  name: z.string().trim().min(1).max(200),
  number: z.string().trim().max(120),
  /** Its last day; null for one that does not expire. */
  validThroughOn: zDay.nullable(),
  /** Whether nothing may be ordered once it has expired. */
  required: z.boolean(),
});
export type NewPaper = z.output<typeof zPaper>;

export const supplierDocumentCommands = {
  add: command({ summary: "Keep a supplier's licence, certificate or contract with its expiry.", undo: { by: 'supplierDocument.remove' } })
    .input(zPaper)
    .output(z.object({ documentId: zId })),
  remove: command({ summary: "Take a supplier's paper away; its files stay with it.", undo: { by: 'supplierDocument.restore' } })
    .input(z.object({ documentId: zId }))
    .output(z.object({ documentId: zId })),
  restore: command({ summary: "Lay a supplier's paper back that was taken away.", undo: { by: 'supplierDocument.remove' } })
    .input(z.object({ documentId: zId }))
    .output(z.object({ documentId: zId })),
};

const zShownPaper = zPaper.extend({ id: zId, state: z.enum(['valid', 'expiresSoon', 'expired']) });
/** How many scans or PDFs lie beside it. */
const files = z.int();

export const supplierDocumentQueries = {
  list: query({ summary: "A supplier's papers, what expires first on top." })
    .input(z.object({ supplierId: zId }))
    .output(z.object({ documents: z.array(zShownPaper.extend({ files })) })),
  expiring: query({ summary: 'Papers of all suppliers that expired or expire within 30 days.' }).output(
    z.object({ documents: z.array(zShownPaper.extend({ supplierName: z.string() })) }),
  ),
};
