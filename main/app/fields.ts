import { z } from 'zod';
import { permissionOfField } from '../../shared/contract/fields.ts';
import { type FieldPermission, fieldReaders, type Role } from '../../shared/contract/role.ts';

/** Who gets the answer: a role, and the variants whose stock figures are kept from this person for now. */
export interface Asker {
  role: Role;
  readonly hiddenVariants?: ReadonlySet<number> | undefined;
}

type Cut = (value: unknown, asker: Asker) => void;

interface Def {
  type: string;
  shape?: Record<string, z.ZodType>;
  element?: z.ZodType;
  innerType?: z.ZodType;
  valueType?: z.ZodType;
  options?: z.ZodType[];
  in?: z.ZodType;
}

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;

/**
 * Makes, once per method, what removes from an answer every field its asker may not see; undefined when the answer has none.
 * It walks the output schema, so a new field marked with `needs` is cut without another line anywhere.
 */
export function fieldCutter(schema: z.ZodType): Cut | undefined {
  const def = (schema as unknown as { _zod: { def: Def } })._zod.def;
  if (def.type === 'object') return objectCutter(def.shape ?? {});
  if (def.type === 'array') return def.element && all([rowCutter(def.element), eachItem(fieldCutter(def.element))]);
  if (def.type === 'record') return def.valueType && eachValue(fieldCutter(def.valueType));
  if (def.type === 'union') return all((def.options ?? []).map(fieldCutter));
  if (def.type === 'pipe') return def.in && fieldCutter(def.in);
  return def.innerType && fieldCutter(def.innerType);
}

/** Leaves the rows out that their asker may not know of. */
function rowCutter(element: z.ZodType): Cut | undefined {
  const permission = permissionOfField.get(element)?.needs;
  if (!permission) return undefined;
  return (value, asker) => {
    if (!Array.isArray(value)) return;
    const shown = value.filter((row) => isObject(row) && mayRead(permission, asker, row));
    value.splice(0, value.length, ...shown);
  };
}

function objectCutter(shape: Record<string, z.ZodType>): Cut | undefined {
  return all(Object.entries(shape).map(([name, field]) => fieldCut(name, field)));
}

function fieldCut(name: string, field: z.ZodType): Cut | undefined {
  const permission = permissionOf(field);
  const inside = fieldCutter(field);
  if (!permission && !inside) return undefined;
  return (value, asker) => {
    if (!isObject(value) || !(name in value)) return;
    if (permission && !mayRead(permission, asker, value)) delete value[name];
    else inside?.(value[name], asker);
  };
}

/** A marked field may be wrapped again (nullable, default): the mark counts on any layer. */
function permissionOf(field: z.ZodType): FieldPermission | undefined {
  const inner = (field as unknown as { _zod: { def: Def } })._zod.def.innerType;
  return permissionOfField.get(field)?.needs ?? (inner && permissionOf(inner));
}

function mayRead(permission: FieldPermission, asker: Asker, row: Record<string, unknown>): boolean {
  if (!fieldReaders[permission].includes(asker.role)) return false;
  if (permission !== 'stockFigure' && permission !== 'stockValue') return true;
  const { hiddenVariants } = asker;
  if (!hiddenVariants) return true;
  // A figure that does not say whose it is might be of what is being counted.
  return typeof row['variantId'] === 'number' && !hiddenVariants.has(row['variantId']);
}

function all(cuts: (Cut | undefined)[]): Cut | undefined {
  const real = cuts.filter((cut) => cut !== undefined);
  if (real.length === 0) return undefined;
  return (value, asker) => real.forEach((cut) => cut(value, asker));
}

const eachItem = (cut: Cut | undefined): Cut | undefined =>
  cut && ((value, asker) => { if (Array.isArray(value)) value.forEach((item) => cut(item, asker)); });

const eachValue = (cut: Cut | undefined): Cut | undefined =>
  cut && ((value, asker) => { if (isObject(value)) Object.values(value).forEach((item) => cut(item, asker)); });
