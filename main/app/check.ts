import type { Reader } from '../database/handles.ts';
import type { Fault } from '../database/proof.ts';
import { registry } from './registry.ts';

export interface Checked {
  id: string;
  checked: number;
  faults: Fault[];
}

/** Proves every invariant that exists, from the raw facts, on one connection's snapshot. */
export function proveAll(reader: Reader): Checked[] {
  return registry.proofs.map((proof) => ({ id: proof.id, ...proof.prove(reader) }));
}
