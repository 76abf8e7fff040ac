import { z } from 'zod';
import { zDay, zId, zInstant, zMinor, zRatePpm } from '../contract/fields.ts';
import { command, query } from '../contract/method.ts';
import { zLineCursor, zLinePart } from './fields.ts';
import { proposalKinds, reasonKinds } from './proposal.rules.ts';

const zText = z.string();
const decided = z.object({ bankDecisionId: zId, left: zMinor.meta({ description: 'What of the line is still open' }) });

export const zProposal = z.object({
  kind: z.enum(proposalKinds),
  /** 0 to 100, the sum of its reasons. */
  score: z.int(),
  reasons: z.array(z.object({ kind: z.enum(reasonKinds), points: z.int(), value: z.union([z.string(), z.number()]) })),
  /** Numbers and names of what it is about. */
  numbers: z.array(zText),
  party: zText,
  amount: zMinor,
  parts: z.array(zLinePart),
});
export type ProposalAnswer = z.output<typeof zProposal>;

const line = {
  id: zId,
  bookedOn: zDay,
  amount: zMinor,
  matched: zMinor,
  payee: zText,
  text: zText,
  reference: zText,
  counterparty: zText,
};

export const bankLineCommands = {
  accept: command({ summary: 'Say what a line is: documents it pays, entries that stand, accounts it belongs to.', undo: { by: 'bankLine.undo' } })
    .input(z.object({ bankLineId: zId, parts: z.array(zLinePart).min(1).max(100) }))
    .output(decided),
  undo: command({ summary: 'Undo what was decided about a line, with the documents that were posted for it.', undo: { document: 'bankLine.accept' } })
    .input(z.object({ bankDecisionId: zId }))
    .output(z.object({ bankLineId: zId, /** Documents that cannot be taken back and stay in the books. */ kept: z.int() })),
};

export const bankLineQueries = {
  list: query({ summary: 'One page of a bank account’s lines with the best proposal of each: open ones oldest first, all of them newest first.' })
    .input(z.object({ bankAccountId: zId, view: z.enum(['open', 'all']).default('open'), after: zLineCursor.exactOptional(), limit: z.int().min(1).max(100).default(50) }))
    .output(z.object({ rows: z.array(z.object({ ...line, proposal: zProposal.nullable() })), next: zLineCursor.nullable() })),
  get: query({ summary: 'One line with all proposals, and what was decided about it.' })
    .input(z.object({ bankLineId: zId }))
    .output(
      z.object({
        ...line,
        bankAccountId: zId,
        currency: z.string(),
        externalId: z.string().nullable(),
        fileName: z.string(),
        proposals: z.array(zProposal),
        decisions: z.array(
          z.object({
            bankDecisionId: zId,
            kind: z.enum(['person', 'auto']),
            amount: zMinor,
            decidedAt: zInstant,
            undone: z.boolean(),
            entries: z.array(z.object({ entryId: zId, number: z.string(), postedOn: zDay, amount: zMinor, memo: z.object({ key: z.string(), values: z.record(z.string(), z.union([z.string(), z.number()])) }) })),
          }),
        ),
      }),
    ),
};

const rule = z.object({ bankRuleId: zId });

export const bankRuleCommands = {
  remove: command({ summary: 'Forget what was learned about a payee.', undo: { by: 'bankRule.restore' } }).input(rule).output(rule),
  restore: command({ summary: 'Know again what was forgotten about a payee.', undo: { by: 'bankRule.remove' } }).input(rule).output(rule),
};

export const bankRuleQueries = {
  list: query({ summary: 'What was learned from decisions: which payees are usually what.' }).output(
    z.object({
      rows: z.array(
        z.object({ id: zId, payee: z.string(), direction: z.enum(['in', 'out']), account: z.string().nullable(), supplier: z.string().nullable(), taxRate: zRatePpm.nullable(), times: z.int() }),
      ),
    }),
  ),
};
