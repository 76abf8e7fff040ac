import type { Reader } from './handles.ts';

/** A row that breaks a promise, named so that a person can open it. */
export interface Fault {
  table: string;
  id: number | string;
  says: string;
}

export interface ProofResult {
  checked: number;
  faults: Fault[];
}

/** One invariant of the domain, proved from raw facts by set-wise SQL. */
export interface Proof {
  id: string;
  prove(reader: Reader): ProofResult;
}

/** Enough rows to find the cause; a broken file would list millions. */
export const faultsShown = 20;
