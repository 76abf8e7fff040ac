import { hash } from 'node:crypto';
import { sql } from 'kysely';

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
  locationId: number | null;
  campaignId: number | null;
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
  const lines = postings.map(lineOf);
  const text = JSON.stringify([...head, ...said, lines]);
  return hash('sha256', text);
}

/** A line without place and campaign is written as it was before there were any, so that older digests stay true. */
function lineOf(p: DigestedPosting): (string | number | null)[] {
  const line = [p.ledgerAccountId, p.amount, p.channelId, p.itemKind, p.itemId, p.currency, p.foreignAmount];
  return p.locationId === null && p.campaignId === null ? line : [...line, p.locationId, p.campaignId];
}

/** The postings of an entry named `e`, as JSON in line order, each as its digest has it. */
export const digestedLines = sql<string>`(
  select json_group_array(json(iif(p.locationId is null and p.campaignId is null,
    json_array(p.ledgerAccountId, p.amount, p.channelId, p.itemKind, p.itemId, p.currency, p.foreignAmount),
    json_array(p.ledgerAccountId, p.amount, p.channelId, p.itemKind, p.itemId, p.currency, p.foreignAmount, p.locationId, p.campaignId))) order by p.lineNo)
  from posting p where p.entryId = e.id)`;

/** Stands for what a person typed about an entry; the salt makes it unguessable once both are erased. */
export const textDigest = (salt: string, text: string): string => hash('sha256', salt + text);
