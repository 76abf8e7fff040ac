import type { Instant } from '../../shared/units/instant.ts';

/**
 * How the outside world failed. `unreachable`: no connection; `untrusted`: a certificate nobody vouches for; `privateAddress`: it
 * lies in a local network, and the owner did not say that it may; `redirected`: it sends requests on to elsewhere; `broken`: the other side fell over; `wrongAnswer`: it spoke, but not what was agreed; `refused`: it understood and said no;
 * `keyMissing`: nobody was asked, as its key is not on this computer.
 * Those of a proxy are about this computer's own, on the way to every shop: it does not answer, wants a password, lets nobody
 * through to this shop, or is none that can be used.
 */
export type FaultCode =
  | 'timeout'
  | 'rateLimited'
  | 'unauthorised'
  | 'keyMissing'
  | 'refused'
  | 'broken'
  | 'unreachable'
  | 'wrongAnswer'
  | 'untrusted'
  | 'privateAddress'
  | 'redirected'
  | 'proxyUnreachable'
  | 'proxyUnauthorised'
  | 'proxyRefused'
  | 'proxyUnusable';

/** `later`: with growing pauses; `after`: not before `retryAt`; `never`: a person has to change something first. */
export type FaultRetry = 'later' | 'after' | 'never';

export interface FaultDetails {
  retry: FaultRetry;
  /** In plain English, for the log and the parked item; never contains a key or a query string. */
  says: string;
  /** What we know more exactly than the code, without a word of the other side: it counts no stock of this; it keeps this at several of its places, and none was chosen; it does not keep this at the chosen one; the order is closed there; it left this item out; less is left to pay back; the customer paid in other money. */
  why?: 'notCounted' | 'severalPlaces' | 'notAtPlace' | 'orderClosed' | 'noAnswer' | 'beyondPaid' | 'otherCurrency';
  /** Set when `retry` is `after`. */
  retryAt?: Instant;
  /** The answer's HTTP status, when there was an answer. */
  status?: number;
  /** What was answered, as keptAnswer keeps it: for news that is set aside, and nothing else. */
  answer?: string;
  /** SHA-256 of the certificate shown, when `code` is `untrusted`: what the owner may accept. */
  fingerprint?: string;
  /** What the name of the shop stands for, when `code` is `privateAddress`. */
  address?: string;
  /** Where the shop says that it is, when `code` is `redirected` and it is another address than the one that was entered. */
  movedTo?: string;
}

/** The plain data of a fault, as it is stored with an outbox row and shown in the sync centre. */
export interface FaultData extends FaultDetails {
  code: FaultCode;
}

/** The outside world failing: network, limits, a broken server. Says whether trying again can help. */
export class Fault extends Error {
  readonly code: FaultCode;
  readonly details: FaultDetails;

  constructor(code: FaultCode, details: FaultDetails) {
    super(details.says);
    this.name = 'Fault';
    this.code = code;
    this.details = details;
  }

  data(): FaultData {
    return { code: this.code, ...this.details };
  }
}
