import { createHash, randomBytes } from 'node:crypto';
import { mayGive } from '../../shared/contract/role.ts';
import { Refusal } from '../../shared/refusal/refusal.ts';
import type { Instant } from '../../shared/units/instant.ts';
import type { LiveToken, NewToken } from '../company/token.service.ts';
import type { Actor } from '../database/handles.ts';
import type { Session } from './session.ts';
import type { Store } from './store.ts';

export interface TokenHolder {
  session: Session;
  methods: readonly string[] | null;
}

/** Makes a token: its text is answered once and never stored. @throws Refusal `permission.denied`, `token.nameTaken` */
export async function createToken(store: Store, actor: Actor, input: Omit<NewToken, 'hash'>): Promise<{ tokenId: number; token: string }> {
  if (!mayGive(actor.role, input.role)) throw new Refusal('permission.denied', { method: 'token.create', role: actor.role });
  const token = `sw_${randomBytes(32).toString('base64url')}`;
  const { tokenId } = (await store.internal(actor, 'token.stored', { ...input, hash: hashOf(token) })) as { tokenId: number };
  return { tokenId, token };
}

const hashOf = (token: string): string => createHash('sha256').update(token).digest('hex');

/** Whom a program acts for, by the hash of the token it shows; undefined when it is unknown, revoked, over, or more than its maker may give today. */
export async function findToken(store: Store, hash: string, now: Instant): Promise<TokenHolder | undefined> {
  const live = (await store.lookUp('token.live')) as LiveToken[];
  const token = live.find((other) => other.hash === hash);
  if (!token || (token.endsAt !== null && token.endsAt <= now) || !mayGive(token.makerRole, token.role)) return undefined;
  const actor: Actor = { userId: token.userId, role: token.role, deviceId: null, via: 'rest', ...(token.methods && { methods: token.methods }) };
  await noteUse(store, actor, token, now);
  return { session: { via: 'rest', actor }, methods: token.methods };
}

/** To the hour: a script that asks every second would fill the record with itself. */
const usesNotedApart = 60 * 60 * 1000;

async function noteUse(store: Store, actor: Actor, { id, lastUsedAt }: LiveToken, now: Instant): Promise<void> {
  if (lastUsedAt !== null && now - lastUsedAt < usesNotedApart) return;
  await store.internal(actor, 'token.used', { tokenId: id }).catch((error: unknown) => {
    // A question is answered on a full disk too; whatever is written next says that it is full.
    if (!(error instanceof Refusal) || !error.code.startsWith('file.')) throw error;
  });
}
