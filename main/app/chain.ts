import { createHash, hash } from 'node:crypto';
import type { Instant } from '../../shared/units/instant.ts';
import type { Actor } from '../database/handles.ts';

/** The record of one command: who asked for what, when, and which rows it changed. */
export interface CommandRow {
  id: number;
  method: string;
  recordedAt: Instant;
  userId: number;
  role: Actor['role'];
  deviceId: number | null;
  via: Actor['via'];
  inputDigest: string;
  changes: string;
  proofs: string;
  hash: string;
}

export const sha256 = (text: string): string => hash('sha256', text);

/** h(n) = SHA-256(h(n−1) + row): who edits, drops or swaps one row breaks every hash after it. */
export const chainHash = (previous: string, row: Omit<CommandRow, 'hash'>): string =>
  sha256(
    JSON.stringify([previous, row.id, row.method, row.recordedAt, row.userId, row.role, row.deviceId, row.via, row.inputDigest, row.changes, row.proofs]),
  );

/** SHA-256 of two texts one after the other. Joined first, a batch of orders would take six times as long. */
export const sha256Of = (before: string, text: string): string => createHash('sha256').update(before).update(text).digest('hex');

/** What was asked, salted so that nobody can guess it from the record once it is erased. */
export const inputDigest = (salt: string, text: string): string => sha256Of(salt, text);
