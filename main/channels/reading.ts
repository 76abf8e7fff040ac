import type { z } from 'zod';
import { Fault } from '../platform/fault.ts';
import type { WebAnswer } from '../platform/web.ts';
import { parseBigJson } from './big-json.ts';

/** The JSON of an answer. @throws Fault wrongAnswer when it is none, or half of one. */
export function parsed(answer: WebAnswer): unknown {
  try {
    return parseBigJson(answer.text);
  } catch {
    const says = 'The answer is no JSON, or was cut off in the middle.';
    throw new Fault('wrongAnswer', { retry: 'later', status: answer.status, says });
  }
}

/** Reads an answer by its schema. @throws Fault wrongAnswer naming the field. */
export function readAs<Schema extends z.ZodType>(schema: Schema, body: unknown): z.output<Schema> {
  const result = schema.safeParse(body);
  if (result.success) return result.data;
  throw new Fault('wrongAnswer', { retry: 'later', says: `Unexpected answer: ${problemOf(result.error)}.` });
}

/** The first thing wrong with an answer, in one line. */
export function problemOf(error: z.ZodError): string {
  const issue = error.issues[0];
  return issue ? `${issue.path.join('.') || 'answer'}: ${issue.message}` : 'unreadable';
}
