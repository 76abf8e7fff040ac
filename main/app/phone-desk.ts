import { createHash, randomBytes } from 'node:crypto';
import { Refusal } from '../../shared/refusal/refusal.ts';
import type { Instant } from '../../shared/units/instant.ts';
import type { LivePhone } from '../company/phone.queries.ts';
import type { Actor } from '../database/handles.ts';
import type { Door } from './door.ts';
import { methods } from './methods.ts';
import { phoneMethods } from './phone-methods.ts';
import { PhoneOffer } from './phone-offer.ts';
import type { Session } from './session.ts';
import type { Store } from './store.ts';

/** What listens on the shop's network, while it does. */
export interface Listening {
  readonly addresses: string[];
  readonly fingerprint: string;
  close(): Promise<void>;
}

/** A host that can listen there. It passes on what a phone says, and decides nothing. @throws Refusal `phone.noNetwork`, `port.inUse` */
export type Listen = (desk: PhoneDesk) => Promise<Listening>;

export interface PhoneCall {
  method: string;
  input: unknown;
  /** The phone's number of this command; questions have none. */
  sequence: number | undefined;
}

const hourMs = 3_600_000;
/** To the hour: a phone that scans all day would fill the record with itself. */
const usesNotedApart = hourMs;

const hashOf = (key: string): string => createHash('sha256').update(key).digest('hex');

/**
 * Who on the shop's network may ask what. Phones are let in by the owner, for some hours; a restart shuts them out. Each has a
 * key of its own, acts as its person with a scanner's rights and no more, and is met anew at every call: one that was revoked
 * a moment ago is nobody.
 */
export class PhoneDesk {
  private readonly store: Store;
  private readonly now: () => Instant;
  private readonly listen: Listen | undefined;
  private readonly offers = new PhoneOffer();
  private door: Pick<Door, 'call'> | undefined;
  private open: { listening: Listening; endsAt: Instant; timer: NodeJS.Timeout } | undefined;
  private turn: Promise<unknown> = Promise.resolve();

  constructor(store: Store, now: () => Instant, listen?: Listen) {
    this.store = store;
    this.now = now;
    this.listen = listen;
  }

  /** Whatever a phone does goes through the one door. */
  through(door: Pick<Door, 'call'>): void {
    this.door = door;
  }

  /** Again while they are in gives them more time. @throws Refusal `phone.notHere`, `phone.noNetwork`, `port.inUse` */
  letIn(actor: Actor, { hours }: { hours: number }) {
    return this.inTurn(async () => {
      if (!this.listen) throw new Refusal('phone.notHere', {});
      const endsAt = (this.now() + hours * hourMs) as Instant;
      const listening = this.open?.listening ?? (await this.listen(this));
      clearTimeout(this.open?.timer);
      this.open = { listening, endsAt, timer: setTimeout(() => void this.inTurn(() => this.stop()), hours * hourMs).unref() };
      await this.store.internal(actor, 'phone.letIn', { endsAt });
      return this.state();
    });
  }

  shutOut(actor: Actor) {
    return this.inTurn(async () => {
      const wasOpen = this.open !== undefined;
      await this.stop();
      if (wasOpen) await this.store.internal(actor, 'phone.shutOut', {});
      return this.state();
    });
  }

  state() {
    const open = this.isOpen() ? this.open : undefined;
    return { open: open !== undefined, endsAt: open?.endsAt ?? null, addresses: open?.listening.addresses ?? [], fingerprint: open?.listening.fingerprint ?? null };
  }

  /** A laptop that slept past the end has not heard its timer yet: the clock decides. */
  isOpen(): boolean {
    return this.open !== undefined && this.now() < this.open.endsAt;
  }

  /** @throws Refusal `phone.shut` */
  offer(by: Actor, { userId }: { userId: number }) {
    if (!this.isOpen()) throw new Refusal('phone.shut', {});
    return this.offers.make({ by, userId }, this.now());
  }

  /** @throws Refusal `phone.shut`, `phone.codeOver`, `phone.codeWrong`, `record.missing` */
  async pair({ code, name }: { code: string; name: string }): Promise<{ deviceId: number; key: string }> {
    this.requireOpen();
    const { by, userId } = this.offers.redeem(code, this.now());
    const key = randomBytes(32).toString('base64url');
    const { deviceId } = (await this.store.internal(by, 'phone.paired', { userId, name, keyHash: hashOf(key) })) as { deviceId: number };
    return { deviceId, key };
  }

  /**
   * One call of the phone that has this key. A command's idempotency key is the phone's number for it: sent twice it is done once
   * and answered as before; the same number for anything else is refused.
   * @throws Refusal `phone.shut`, `phone.unknown`, `permission.denied`, `input.invalid`, `key.reused`, and what the method refuses
   */
  async call(key: string, { method, input, sequence }: PhoneCall): Promise<unknown> {
    this.requireOpen();
    const phone = ((await this.store.lookUp('phone.live')) as LivePhone[]).find(({ keyHash }) => keyHash === hashOf(key));
    if (!phone || !this.door) throw new Refusal('phone.unknown', {});
    if (!phoneMethods.has(method)) throw new Refusal('permission.denied', { method, role: 'scanner' });
    const actor: Actor = { userId: phone.userId, role: 'scanner', deviceId: phone.deviceId, via: 'app' };
    await this.noteUse(actor, phone);
    const isCommand = methods.get(method)?.meta.kind === 'command';
    if (isCommand && sequence === undefined) throw new Refusal('input.invalid', { issues: [{ path: 'sequence', message: 'a command has the phone’s number' }] });
    const session: Session = { via: 'app', actor };
    const answer = await this.door.call(session, method, input, isCommand ? { key: `phone:${phone.deviceId}:${sequence}` } : {});
    return method === 'session.get' ? asHolder(answer as SessionAnswer, phone.userId) : answer;
  }

  /** With the program. */
  close(): Promise<void> {
    return this.inTurn(() => this.stop());
  }

  private requireOpen(): void {
    if (!this.isOpen()) throw new Refusal('phone.shut', {});
  }

  private async stop(): Promise<void> {
    const { open } = this;
    this.open = undefined;
    this.offers.withdraw();
    clearTimeout(open?.timer);
    await open?.listening.close();
  }

  private async noteUse(actor: Actor, { deviceId, lastUsedAt }: LivePhone): Promise<void> {
    if (lastUsedAt !== null && this.now() - lastUsedAt < usesNotedApart) return;
    await this.store.internal(actor, 'phone.used', { deviceId }).catch((error: unknown) => {
      // A question is answered on a full disk too; whatever is written next says that it is full.
      if (!(error instanceof Refusal) || !error.code.startsWith('file.')) throw error;
    });
  }

  /** Opening and closing wait for each other. */
  private inTurn<T>(work: () => Promise<T>): Promise<T> {
    const turn = this.turn.then(work, work);
    this.turn = turn.catch(() => undefined);
    return turn;
  }
}

interface SessionAnswer {
  user: { id: number; role: string } | null;
  users: { id: number }[];
  hasShop: boolean;
}

/** A phone is one person's and tells of no other; what it shows is what a scanner may do. */
const asHolder = ({ user, users, hasShop }: SessionAnswer, userId: number) => ({
  user: user && { ...user, role: 'scanner' },
  users: users.filter(({ id }) => id === userId),
  hasShop,
});

/** The methods of the desk, as the door answers them. */
export const phoneDeskMethods = (desk: PhoneDesk) => ({
  'phone.letIn': (actor: Actor, input: unknown) => desk.letIn(actor, input as { hours: number }),
  'phone.shutOut': (actor: Actor) => desk.shutOut(actor),
  'phone.door': async () => desk.state(),
  'phone.offer': async (actor: Actor, input: unknown) => desk.offer(actor, input as { userId: number }),
});
