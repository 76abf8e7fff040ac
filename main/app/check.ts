import type { Connection } from '../database/connection.ts';
import type { Reader } from '../database/handles.ts';
import type { Migrations } from '../database/migrate.ts';
import type { Fault } from '../database/proof.ts';
import { tellProgress } from '../database/progress.ts';
import { schemaProof } from '../database/schema.proof.ts';
import { chainHead } from '../database/transaction.ts';
import { registry } from './registry.ts';

export interface Checked {
  id: string;
  checked: number;
  faults: Fault[];
}

export interface Proved {
  headId: number;
  head: string;
  proofs: Checked[];
}

/** Proves every invariant that exists, from the raw facts. */
export function proveAll(reader: Reader, migrations: Migrations): Checked[] {
  const proofs = [schemaProof(migrations), ...registry.proofs];
  return proofs.map((proof, index) => {
    tellProgress(index, proofs.length);
    return { id: proof.id, ...proof.prove(reader) };
  });
}

/** Proves in one snapshot, together with the head of the chain it stands for. */
export function proveFile(connection: Connection, migrations: Migrations): Proved {
  const prove = connection.raw.transaction(() => {
    const head = chainHead(connection);
    return { headId: head?.id ?? 0, head: head?.hash ?? '', proofs: proveAll(connection, migrations) };
  });
  return prove.deferred();
}
