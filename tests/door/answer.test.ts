import { expect, test } from 'vitest';
import { methods } from '../../main/app/methods.ts';
import { readAnswer } from '../../shared/app/answer.rules.ts';

test('no method answers with a plain text, so a text that crosses a thread or a port is always the JSON of an answer', () => {
  const kinds = new Map([...methods.values()].flatMap(({ name, output }) => (output ? [[name, output._zod.def.type] as const] : [])));
  expect(kinds.size).toBeGreaterThan(400);
  expect([...kinds].filter(([, kind]) => !['object', 'array', 'nullable'].includes(kind))).toEqual([]);
});

test('an answer reads the same whichever way it crossed', () => {
  const answer = { rows: [{ id: 1, name: '鱼竿 Rod', note: null }], next: null };
  expect(readAnswer(JSON.stringify(answer))).toEqual(answer);
  expect(readAnswer(answer)).toBe(answer);
});
