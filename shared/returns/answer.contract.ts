import { z } from 'zod';
import { zId } from '../contract/fields.ts';
import { command, query } from '../contract/method.ts';
import { returnKinds } from '../fulfilment/notice.rules.ts';
import { languages } from '../units/language.ts';
import { zRma } from './fields.ts';

const zAbout = zRma.extend({ kind: z.enum(returnKinds) });

export const answerCommands = {
  answer: command({ summary: 'Write to who sends goods back, from a template or in words of one’s own; each thing is told once.', undo: { by: 'notice.handled' } })
    .input(zAbout.extend({ /** As the customer reads them; the template’s where they are left out. */ words: z.object({ subject: z.string().trim().min(1).max(300), body: z.string().trim().min(1).max(5_000) }).exactOptional() }))
    .output(z.object({ noticeId: zId })),
};

export const answerQueries = {
  answerText: query({ summary: 'What the template says to who sends goods back, with the values of the return.' })
    .input(zAbout)
    .output(z.object({ recipient: z.string(), language: z.enum(languages), subject: z.string(), body: z.string(), mailto: z.string() })),
};
