import type { Instant } from '../../shared/units/instant.ts';
import type { Connection } from '../database/connection.ts';
import type { Actor } from '../database/handles.ts';
import { askerOf, refuseBlind, told } from './asker.ts';
import { getMethod, parseInput, requirePermission } from './methods.ts';
import { queryHandler, registry } from './registry.ts';

/** What the program asks itself; no host has a name for it. */
export function lookUp(connection: Connection, name: string): unknown {
  const look = registry.lookups[name];
  if (!look) throw new Error(`No look-up is called ${name}`);
  return look(connection);
}

/**
 * Answers one question in one snapshot on a connection that cannot write; fields the asker may not see are not in the answer.
 * @throws Refusal `permission.denied`, `input.invalid`, `stocktake.booksHidden`, and what the query refuses
 */
export function ask(connection: Connection, actor: Actor, name: string, input: unknown, now: Instant): unknown {
  const method = getMethod(name);
  requirePermission(method, actor);
  const parsed = parseInput(method, input);
  return connection.atomically(() => {
    if (method.meta.tellsStock) refuseBlind(connection, actor);
    const answer = told(connection, actor, () => queryHandler(name)(connection, parsed, actor, now));
    method.cut?.(answer, askerOf(connection, actor));
    return answer;
  }, 'deferred');
}
