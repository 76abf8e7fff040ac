import type { Connection } from '../database/connection.ts';
import type { Actor } from '../database/handles.ts';
import { getMethod, parseInput, queryHandler, requirePermission } from './methods.ts';

/**
 * Answers one question in one snapshot on a connection that cannot write; fields the asker may not see are not in the answer.
 * @throws Refusal `permission.denied`, `input.invalid`, and what the query refuses
 */
export function ask(connection: Connection, actor: Actor, name: string, input: unknown): unknown {
  const method = getMethod(name);
  requirePermission(method, actor);
  const parsed = parseInput(method, input);
  const answer = connection.raw.transaction(() => queryHandler(name)(connection, parsed, actor)).deferred();
  method.cut?.(answer, actor.role);
  return answer;
}
