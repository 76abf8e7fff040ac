// Written by scripts/schema-types.ts from the migrations; change the SQL, not this file.
import type { Generated } from 'kysely';
import type { Day } from '../../shared/units/day.ts';
import type { Instant } from '../../shared/units/instant.ts';
import type { Minor } from '../../shared/units/minor.ts';

/** Every table of the shop’s file, with the unit of every number. */
export interface Schema {
  shop: {
    id: Generated<number>;
    name: string;
    country: string;
    baseCurrency: string;
    timeZone: string;
    language: 'en' | 'zh-Hans' | 'zh-Hant';
    fiscalYearStartMonth: number;
    costingMethod: 'fifo' | 'movingAverage';
    pricesIncludeTax: number;
    chart: string;
    goLiveAt: Instant;
    databaseId: string;
    epoch: number;
  };
  user: {
    id: Generated<number>;
    name: string;
    role: 'owner' | 'manager' | 'clerk' | 'scanner' | 'accountant';
    language: Generated<'en' | 'zh-Hans' | 'zh-Hant' | null>;
    pinSalt: Generated<string | null>;
    pinHash: Generated<string | null>;
    blocked: Generated<number>;
    wrongTries: Generated<number>;
    lockedUntilAt: Generated<Instant | null>;
  };
  device: {
    id: Generated<number>;
    name: string;
    kind: 'laptop' | 'browser' | 'scanner' | 'cli';
    registeredAt: Instant;
  };
  token: {
    id: Generated<number>;
    name: string;
    hash: string;
    role: 'owner' | 'manager' | 'clerk' | 'scanner' | 'accountant';
    userId: number;
    methods: Generated<string | null>;
    endsAt: Generated<Instant | null>;
    lastUsedAt: Generated<Instant | null>;
    createdAt: Instant;
    revokedAt: Generated<Instant | null>;
  };
  series: {
    code: string;
    prefix: string;
    next: number;
    digits: Generated<number>;
  };
  command: {
    id: Generated<number>;
    method: string;
    recordedAt: Instant;
    userId: number;
    role: string;
    deviceId: Generated<number | null>;
    via: 'app' | 'rest' | 'cli' | 'sync';
    inputDigest: string;
    changes: string;
    proofs: string;
    hash: string;
  };
  commandBody: {
    commandId: Generated<number>;
    salt: string;
    input: Generated<string | null>;
    result: Generated<string | null>;
  };
  commandKey: {
    key: string;
    commandId: number;
    inputDigest: string;
    result: string;
  };
  outbox: {
    id: Generated<number>;
    channelId: number;
    capability: 'stock' | 'fulfilment' | 'listing' | 'notice';
    key: string;
    payload: string;
    commandId: number;
    createdAt: Instant;
    state: 'waiting' | 'sending' | 'sent' | 'parked' | 'superseded';
    attempts: Generated<number>;
    nextTryAt: Instant;
    deadlineAt: Generated<Instant | null>;
    supersededById: Generated<number | null>;
    request: Generated<string | null>;
    answer: Generated<string | null>;
    says: Generated<string | null>;
    finishedAt: Generated<Instant | null>;
  };
  job: {
    id: Generated<number>;
    kind: string;
    method: string;
    batches: string;
    total: number;
    done: Generated<number>;
    refused: Generated<number>;
    nextBatch: Generated<number>;
    state: 'waiting' | 'running' | 'done' | 'cancelled' | 'failed';
    refusals: string;
    userId: number;
    role: string;
    createdAt: Instant;
    finishedAt: Generated<Instant | null>;
  };
  migration: {
    number: Generated<number>;
    name: string;
    digest: string;
  };
  installedChart: {
    id: Generated<number>;
    chart: string;
    policies: string;
    commandId: number;
  };
  ledgerAccount: {
    id: Generated<number>;
    code: string;
    name: string;
    type: 'asset' | 'liability' | 'equity' | 'income' | 'expense';
    control: Generated<string | null>;
    blocked: Generated<number>;
    commandId: number;
  };
  accountRole: {
    role: string;
    ledgerAccountId: number;
  };
  journalEntry: {
    id: Generated<number>;
    number: string;
    postedOn: Day;
    occurredAt: Instant;
    recordedAt: Instant;
    sourceKind: string;
    sourceId: number;
    ruleId: string;
    ruleVersion: number;
    memoKey: string;
    memoValues: string;
    terms: string;
    reversesId: Generated<number | null>;
    digest: Generated<string | null>;
    postedAt: Generated<Instant | null>;
    commandId: number;
  };
  posting: {
    entryId: Generated<number>;
    lineNo: number;
    ledgerAccountId: number;
    postedOn: Day;
    amount: Minor;
    channelId: Generated<number | null>;
    itemKind: Generated<string | null>;
    itemId: Generated<number | null>;
    currency: Generated<string | null>;
    foreignAmount: Generated<Minor | null>;
  };
  periodLock: {
    id: Generated<number>;
    kind: 'lock' | 'reopen';
    throughOn: Generated<Day | null>;
    atSequence: number;
    reason: string;
    recordedAt: Instant;
    commandId: number;
  };
  ledgerDay: {
    ledgerAccountId: Generated<number>;
    dayOn: Day;
    debit: Minor;
    credit: Minor;
  };
  openItem: {
    ledgerAccountId: Generated<number>;
    itemKind: string;
    itemId: number;
    balance: Minor;
  };
}
