import { sameValue } from '../../shared/channels/conflict.rules.ts';
import type { PushResult, ShownFields } from './connector.ts';

const names = ['price', 'name', 'description', 'offered'] as const;

/**
 * What of a push may be written, and what is left alone because it shows something else by now than when we last looked. What
 * already shows what is sent is no change of anybody else's: a push may be repeated.
 */
export function unmoved(push: ShownFields & { was?: ShownFields }, shows: ShownFields): { write: ShownFields; changed: ShownFields } {
  const said = names.filter((field) => push[field] !== undefined);
  const isMoved = (field: (typeof names)[number]): boolean => push.was?.[field] !== undefined && shows[field] !== undefined && !same(field, push.was[field], shows[field]) && !same(field, push[field], shows[field]);
  const pick = (fields: readonly (typeof names)[number][], of: ShownFields): ShownFields => Object.fromEntries(fields.map((field) => [field, of[field]]));
  const moved = said.filter(isMoved);
  return { write: pick(said.filter((field) => !moved.includes(field)), push), changed: pick(moved, shows) };
}

const same = (field: (typeof names)[number], a: unknown, b: unknown): boolean => sameValue(field, JSON.stringify(a), JSON.stringify(b));

/** A push is carried out although some of its fields were not: those are told. */
export function withChanged(result: PushResult, changed: ShownFields): PushResult {
  return result.ok && Object.keys(changed).length > 0 ? { ...result, changed } : result;
}

export const isEmpty = (fields: ShownFields): boolean => Object.keys(fields).length === 0;
