import { oc } from '@orpc/contract';
import { z } from 'zod';

/** How a command is taken back: an inverse command, a compensating document for posted things, or why neither can be. */
export type Undo = { by: string } | { document: string } | { none: string };

export interface MethodMeta {
  kind: 'command' | 'query';
  undo?: Undo;
  /** How many items of a batch command a job gives at once, where they are lighter than most. */
  jobSlice?: number;
  /** False when the input is kept elsewhere (an import's payloads) and would only double the file. */
  keepInput?: boolean;
  /** True where an answer as a whole tells how many goods there should be, as the balance of the stock account does: refused to who counts blind. */
  tellsStock?: boolean;
  /** True where a question is about every row there is: it is answered in a thread of its own, says how far it is, and can be ended. */
  long?: boolean;
}

/** The two ways a call can be answered with "no": a refusal the shop's rules made, or our own mistake, named by a number only. */
export const errors = {
  REFUSED: { status: 409, message: 'Refused by the shop’s rules', data: z.object({ code: z.string(), details: z.looseObject({}) }) },
  FAULT: { status: 503, message: 'The outside world did not answer', data: z.looseObject({ code: z.string() }) },
  BUG: { status: 500, message: 'Our mistake', data: z.object({ id: z.string() }) },
} as const;

const base = oc.$meta<MethodMeta>({ kind: 'query' }).errors(errors);

/** A change: one command is one transaction, one audit row. Its undo is declared or the reason there is none. */
export const command = (spec: { summary: string; undo: Undo; keepInput?: boolean; jobSlice?: number }) =>
  base
    .meta({ kind: 'command', undo: spec.undo, keepInput: spec.keepInput ?? true, ...(spec.jobSlice !== undefined && { jobSlice: spec.jobSlice }) })
    .route({ summary: spec.summary });

/** A question: it runs on a connection that cannot write. */
export const query = (spec: { summary: string; tellsStock?: boolean; long?: boolean }) =>
  base.meta({ kind: 'query', ...(spec.tellsStock && { tellsStock: true }), ...(spec.long && { long: true }) }).route({ summary: spec.summary });
