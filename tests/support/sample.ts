import { z } from 'zod';
import { permissionOfField } from '../../shared/contract/fields.ts';
import type { FieldPermission } from '../../shared/contract/role.ts';

interface Def {
  type: string;
  shape?: Record<string, z.ZodType>;
  element?: z.ZodType;
  innerType?: z.ZodType;
  valueType?: z.ZodType;
  options?: z.ZodType[];
  in?: z.ZodType;
  entries?: Record<string, string>;
  values?: unknown[];
}

const defOf = (schema: z.ZodType): Def => (schema as unknown as { _zod: { def: Def } })._zod.def;

/** One value per kind of figure that is found again wherever it leaks to. */
export const canaries: Record<FieldPermission, number> = { cost: 770_001_001, margin: 770_002_002, bank: 770_003_003, wages: 770_004_004, stockFigure: 770_005_005, stockValue: 770_006_006 };

/**
 * A value of a schema's shape with everything in it: optional fields present, one item in every list. Whatever stands under a
 * marked field is the canary of its permission.
 */
export function sampleOf(schema: z.ZodType, canary?: number): unknown {
  const marked = permissionOfField.get(schema)?.needs;
  const found = marked ? canaries[marked] : canary;
  const def = defOf(schema);
  switch (def.type) {
    case 'object':
      return Object.fromEntries(Object.entries(def.shape ?? {}).map(([name, field]) => [name, sampleOf(field, found)]));
    case 'array':
      return def.element ? [sampleOf(def.element, found)] : [];
    case 'record':
      return def.valueType ? { name: sampleOf(def.valueType, found) } : {};
    case 'union':
      return sampleOf(def.options?.[0] ?? z.null(), found);
    case 'pipe':
      return sampleOf(def.in ?? z.null(), found);
    case 'enum':
      return Object.values(def.entries ?? {})[0];
    case 'literal':
      return def.values?.[0];
    case 'boolean':
      return true;
    case 'string':
      return found === undefined ? 'text' : String(found);
    default:
      return def.innerType ? sampleOf(def.innerType, found) : (found ?? 1);
  }
}

export interface Field {
  path: string;
  name: string;
  needs: FieldPermission | undefined;
  isNumber: boolean;
}

const isNumber = (schema: z.ZodType): boolean => {
  const { type, innerType } = defOf(schema);
  return innerType ? isNumber(innerType) : type === 'number' || type === 'int';
};

/** Every field of a schema by its path, with the permission it stands under. */
export function fieldsOf(schema: z.ZodType, path = '', under?: FieldPermission): Field[] {
  const def = defOf(schema);
  const needs = permissionOfField.get(schema)?.needs ?? under;
  if (def.type === 'object') {
    return Object.entries(def.shape ?? {}).flatMap(([name, field]) => {
      const inside = permissionOfField.get(field)?.needs ?? needs;
      return [{ path: `${path}.${name}`, name, needs: inside, isNumber: isNumber(field) }, ...fieldsOf(field, `${path}.${name}`, inside)];
    });
  }
  const inner = [def.element, def.innerType, def.valueType, def.in, ...(def.options ?? [])].filter((one) => one !== undefined);
  return inner.flatMap((one) => fieldsOf(one, path, needs));
}

/** An input a schema accepts, as small as can be; `id` stands wherever a whole number does. Undefined when none was found. */
export function smallestInput(schema: z.ZodType, id: number): unknown {
  const candidates = [undefined, id, '2026-03-02', 'CNY', '', 'text', true, null, [], {}];
  const found = candidates.find((candidate) => schema.safeParse(candidate).success);
  if (found !== undefined || schema.safeParse(undefined).success) return found;
  const def = defOf(schema);
  if (def.type === 'object') return Object.fromEntries(Object.entries(def.shape ?? {}).map(([name, field]) => [name, smallestInput(field, id)]));
  if (def.type === 'array') return def.element ? [smallestInput(def.element, id)] : [];
  if (def.type === 'enum') return Object.values(def.entries ?? {})[0];
  if (def.type === 'union') return smallestInput(def.options?.[0] ?? z.null(), id);
  if (def.type === 'literal') return def.values?.[0];
  return def.innerType ? smallestInput(def.innerType, id) : undefined;
}
