import type { AnyContractProcedure } from '@orpc/contract';
import type { z } from 'zod';
import type { MethodMeta } from '../../shared/contract/method.ts';
import { contract } from '../../shared/app/contract.ts';
import type { Role } from '../../shared/contract/role.ts';
import { Refusal } from '../../shared/refusal/refusal.ts';
import type { Actor, Reader, Tx } from '../database/handles.ts';
import { type Asker, fieldCutter } from './fields.ts';
import { permissions } from './permissions.ts';

export interface Method {
  name: string;
  meta: MethodMeta;
  input: z.ZodType | undefined;
  output: z.ZodType | undefined;
  roles: readonly Role[];
  cut: ((answer: unknown, asker: Asker) => void) | undefined;
}

export interface CommandMethod extends Method {
  run(tx: Tx, input: unknown): unknown;
}

export interface QueryMethod extends Method {
  ask(reader: Reader, input: unknown, actor: Actor): unknown;
}

/** Every method of the contract with its schemas, roles and what its answer may not show. */
export const methods: ReadonlyMap<string, Method> = new Map(
  Object.entries(contract as Record<string, Record<string, AnyContractProcedure>>).flatMap(([feature, procedures]) =>
    Object.entries(procedures).map(([verb, procedure]) => [`${feature}.${verb}`, methodOf(`${feature}.${verb}`, procedure)] as const),
  ),
);

function methodOf(name: string, procedure: AnyContractProcedure): Method {
  const { meta, inputSchema, outputSchema } = procedure['~orpc'];
  const output = outputSchema as z.ZodType | undefined;
  return {
    name,
    meta: meta as MethodMeta,
    input: inputSchema as z.ZodType | undefined,
    output,
    roles: (permissions as Record<string, readonly Role[]>)[name] ?? [],
    cut: output && fieldCutter(output),
  };
}

/** @throws Refusal `method.unknown` */
export function getMethod(name: string): Method {
  const method = methods.get(name);
  if (!method) throw new Refusal('method.unknown', { method: name });
  return method;
}

/** Deny by default. @throws Refusal `permission.denied` */
export function requirePermission(method: Method, actor: Actor): void {
  if (!method.roles.includes(actor.role)) throw new Refusal('permission.denied', { method: method.name, role: actor.role });
}

/** Parses at the door; inside, the input is trusted. @throws Refusal `input.invalid` with the path of each problem */
export const parseInput = (method: Method, input: unknown): unknown => parseWithText(method, input).parsed;

/** The input and the same as JSON, which is what a command's record keeps. @throws Refusal `input.invalid` with the path of each problem */
export function parseWithText(method: Method, input: unknown): { parsed: unknown; text: string } {
  const parsed = parse(method, input);
  const text = JSON.stringify(parsed ?? null);
  // A NUL is written so in JSON; so is a text about one, which is why the values are looked at then.
  if (text.includes('\\u0000') && holdsNul(parsed)) throw new Refusal('input.invalid', { issues: [{ path: '', message: 'A text holds a NUL character' }] });
  return { parsed, text };
}

function parse(method: Method, input: unknown): unknown {
  if (!method.input) return undefined;
  const parsed = method.input.safeParse(input ?? {});
  if (parsed.success) return parsed.data;
  const issues = parsed.error.issues.slice(0, 50).map(({ path, message }) => ({ path: path.join('.'), message }));
  throw new Refusal('input.invalid', { issues });
}

/** SQLite measures and searches a text only up to its first NUL: what a check saw would not be what is stored. */
function holdsNul(value: unknown): boolean {
  if (typeof value === 'string') return value.includes('\0');
  if (typeof value !== 'object' || value === null) return false;
  return Object.values(value).some(holdsNul);
}
