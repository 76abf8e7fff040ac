import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { fieldCutter } from '../../main/app/fields.ts';
import { methods } from '../../main/app/methods.ts';
import { needs, zMinor } from '../../shared/contract/fields.ts';
import { fieldPermissions, fieldReaders, type Role, roles } from '../../shared/contract/role.ts';
import { canaries, fieldsOf, sampleOf } from '../support/sample.ts';

const mayRead = (role: Role) => fieldPermissions.filter((permission) => fieldReaders[permission].includes(role));

/** Names that speak of what only some may see; a field so named is marked, or its method is for those who may. */
const telling = /cost|margin|profit|wage|salar|iban|accountNumber|^value$|valuation/i;

describe.each(roles)('what a %s is answered', (role) => {
  test('holds every figure this role may see, and no trace of the others', () => {
    const wrong: string[] = [];
    for (const { name, output, cut, roles: allowed } of methods.values()) {
      if (!output || !allowed.includes(role)) continue;
      const answer = sampleOf(output);
      const all = JSON.stringify(answer);
      cut?.(answer, { role });
      const left = JSON.stringify(answer);
      for (const permission of fieldPermissions) {
        const canary = String(canaries[permission]);
        const shown = left.includes(canary);
        if (shown !== (mayRead(role).includes(permission) && all.includes(canary))) wrong.push(`${name}: ${permission} ${shown ? 'leaks' : 'is missing'}`);
      }
    }
    expect(wrong).toEqual([]);
  });
});

test('a field named like a figure that only some may see is marked, or nobody else may ask', () => {
  const open = [...methods.values()].flatMap(({ name, output, roles: allowed }) =>
    (output ? fieldsOf(output) : [])
      .filter((field) => field.isNumber && telling.test(field.name) && !field.needs && allowed.some((role) => !fieldReaders.cost.includes(role)))
      .map((field) => `${name}${field.path}`),
  );
  expect(open).toEqual([]);
});

test('a mark is found under every wrapping, and takes the field away instead of emptying it', () => {
  const schema = z.object({
    plain: needs('cost', zMinor),
    nullable: needs('cost', zMinor).nullable(),
    list: z.array(z.object({ each: needs('margin', zMinor), kept: z.int() })),
    byName: z.record(z.string(), z.object({ inside: needs('bank', zMinor) })),
    either: z.discriminatedUnion('ok', [z.object({ ok: z.literal(true), value: z.object({ deep: needs('wages', zMinor) }) }), z.object({ ok: z.literal(false) })]),
    whole: needs('cost', z.object({ part: z.int() })),
  });
  const answer = sampleOf(schema);
  fieldCutter(schema)?.(answer, { role: 'scanner' });
  expect(answer).toEqual({ list: [{ kept: 1 }], byName: { name: {} }, either: { ok: true, value: {} } });
});

test('a manager sees cost and margin, but neither bank nor wages', () => {
  const schema = z.object({ cost: needs('cost', zMinor), margin: needs('margin', zMinor), bank: needs('bank', zMinor), wages: needs('wages', zMinor) });
  const answer = sampleOf(schema);
  fieldCutter(schema)?.(answer, { role: 'manager' });
  expect(Object.keys(answer as object)).toEqual(['cost', 'margin']);
});
