/** What both a channel and the shop may change; each stands by itself, so that one in dispute keeps no other waiting. */
export const conflictFields = ['price', 'name', 'description', 'offered', 'address'] as const;
export type ConflictField = (typeof conflictFields)[number];

/** Which side a rule lets win, and which one a person chose; `other` is a third value. */
export const conflictSides = ['ours', 'theirs'] as const;
export type ConflictSide = (typeof conflictSides)[number];
export const conflictChoices = [...conflictSides, 'other'] as const;
export type ConflictChoice = (typeof conflictChoices)[number];

/** What the two sides say. They need not be the same to be settled: a person may have left a difference standing. */
export interface Sides<Value> {
  ours: Value;
  theirs: Value;
}

/**
 * What became of a field since both sides were last settled. `same`: they say the same, whoever changed it. `conflict`: each says
 * something new and not the same, so that whichever is written over the other, something is lost.
 */
export type Standing = 'same' | 'unchanged' | 'oursChanged' | 'theirsChanged' | 'conflict';

/** Compares three ways; `same` says when two values of the field mean the same. Source: DOMAIN §6 "conflicts", L13. */
export function standingOf<Value>(now: Sides<Value>, agreed: Sides<Value>, same: (a: Value, b: Value) => boolean): Standing {
  if (same(now.ours, now.theirs)) return 'same';
  const oursChanged = !same(now.ours, agreed.ours);
  const theirsChanged = !same(now.theirs, agreed.theirs);
  if (oursChanged && theirsChanged) return 'conflict';
  return oursChanged ? 'oursChanged' : theirsChanged ? 'theirsChanged' : 'unchanged';
}

/** A value of a field as it is kept: JSON, so that one table holds prices, words and switches. */
export type FieldText = string;

/** Shops wrap descriptions in paragraphs of their own and answer names with other spaces: that alone is no change. */
export const plainWords = (text: string): string => text.replace(/<[^>]*>/g, ' ').replace(/&nbsp;|\s/g, ' ').replace(/ +/g, ' ').trim();

/** Whether two values of a field, as JSON, mean the same. */
export function sameValue(field: ConflictField, a: FieldText, b: FieldText): boolean {
  if (a === b) return true;
  if (field !== 'name' && field !== 'description') return false;
  const [one, other]: [unknown, unknown] = [JSON.parse(a), JSON.parse(b)];
  return typeof one === 'string' && typeof other === 'string' && plainWords(one) === plainWords(other);
}
