import { hash } from 'node:crypto';

export interface DigestedEntry {
  id: number;
  number: string;
  postedOn: string;
  occurredAt: number;
  recordedAt: number;
  sourceKind: string;
  sourceId: number;
  ruleId: string;
  ruleVersion: number;
  memoKey: string;
  memoValues: string;
  terms: string;
  textDigest: string | null;
  reversesId: number | null;
}

export interface DigestedPosting {
  ledgerAccountId: number;
  amount: number;
  channelId: number | null;
  itemKind: string | null;
  itemId: number | null;
  currency: string | null;
  foreignAmount: number | null;
}

/** SHA-256 over everything a posted entry says, postings in line order. The audit chain carries it (INV-L2). */
export function entryDigest(entry: DigestedEntry, postings: readonly DigestedPosting[]): string {
  const e = entry;
  const head = [e.id, e.number, e.postedOn, e.occurredAt, e.recordedAt, e.sourceKind, e.sourceId];
  const said = [e.ruleId, e.ruleVersion, e.memoKey, e.memoValues, e.terms, e.textDigest, e.reversesId];
  const lines = postings.map((p) => [p.ledgerAccountId, p.amount, p.channelId, p.itemKind, p.itemId, p.currency, p.foreignAmount]);
  const text = JSON.stringify([...head, ...said, lines]);
  return hash('sha256', text);
}

/** Stands for what a person typed about an entry; the salt makes it unguessable once both are erased. */
export const textDigest = (salt: string, text: string): string => hash('sha256', salt + text);
