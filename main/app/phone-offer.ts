import { createHash, randomInt, timingSafeEqual } from 'node:crypto';
import { Refusal } from '../../shared/refusal/refusal.ts';
import type { Instant } from '../../shared/units/instant.ts';
import type { Actor } from '../database/handles.ts';

/** Long enough to pick up a phone and point it; in milliseconds. */
const lastsFor = 2 * 60_000;
const mostTries = 5;
/** Without what is misread: I, L, O, U, 0, 1. Eight of them are 39 bits, of which five tries find nothing. */
const letters = 'ABCDEFGHJKMNPQRSTVWXYZ23456789';

export interface Offered {
  /** Who offered it: the record of the pairing is theirs. */
  by: Actor;
  userId: number;
}

interface Offer extends Offered {
  hash: Buffer;
  endsAt: Instant;
  triesLeft: number;
}

const hashOf = (code: string): Buffer => createHash('sha256').update(code).digest();

/** As it is read out or typed: small letters, spaces and hyphens mean nothing. */
const tidy = (code: string): string => code.toUpperCase().replaceAll(/[\s-]/g, '');

/** One code at a time lets one phone in, once. A new one takes the place of the last; it is known here only by its digest. */
export class PhoneOffer {
  private offer: Offer | undefined;

  make(offered: Offered, now: Instant): { code: string; endsAt: Instant } {
    const code = Array.from({ length: 8 }, () => letters[randomInt(letters.length)]).join('');
    const endsAt = (now + lastsFor) as Instant;
    this.offer = { ...offered, hash: hashOf(code), endsAt, triesLeft: mostTries };
    return { code, endsAt };
  }

  /** Whom the code lets in; it is used up by that. @throws Refusal `phone.codeOver`, `phone.codeWrong` */
  redeem(code: string, now: Instant): Offered {
    const { offer } = this;
    if (!offer || offer.endsAt <= now) {
      this.withdraw();
      throw new Refusal('phone.codeOver', {});
    }
    if (timingSafeEqual(hashOf(tidy(code)), offer.hash)) {
      this.withdraw();
      return { by: offer.by, userId: offer.userId };
    }
    offer.triesLeft -= 1;
    if (offer.triesLeft === 0) this.withdraw();
    throw new Refusal('phone.codeWrong', { triesLeft: offer.triesLeft });
  }

  withdraw(): void {
    this.offer = undefined;
  }
}
