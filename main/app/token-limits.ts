import { Refusal } from '../../shared/refusal/refusal.ts';
import type { Actor } from '../database/handles.ts';

/** People, tokens, restoring, erasing and reopening are done by a person at a screen. */
const personsOnly = /^(session|user|token|phone|backup|restore)\.|\.(restore|erase|reopen)$/;

export const isRestMethod = (name: string): boolean => !personsOnly.test(name);

/**
 * What a program has done in the name of another method, by an undo or a job, it must have been given as if it called that itself.
 * @throws Refusal `permission.denied`
 */
export function requireGiven(name: string, { role, via, methods }: Actor): void {
  if (via === 'rest' && !(isRestMethod(name) && (methods?.includes(name) ?? true))) throw new Refusal('permission.denied', { method: name, role });
}
