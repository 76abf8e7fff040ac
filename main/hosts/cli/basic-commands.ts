import { proveFile } from '../../app/check.ts';
import { type Command, printJson, text, withShop } from './command.ts';
import { readShop } from './reading.ts';
import { UsageError } from './usage.ts';

/** Proves every invariant from the raw facts, beside whoever has the shop open. */
export const check: Command = async ({ folder, migrations, json }) => {
  const { headId, head, proofs } = readShop(folder, migrations, (connection) => proveFile(connection, migrations));
  const faults = proofs.reduce((sum, proof) => sum + proof.faults.length, 0);
  if (json) printJson({ headId, head, proofs, ok: faults === 0 });
  else {
    for (const { id, checked, faults: found } of proofs) {
      console.log(`${found.length === 0 ? 'ok ' : 'BAD'} ${id.padEnd(8)} ${checked} checked`);
      for (const { table, id: row, says } of found) console.log(`      ${table} ${row}: ${says}`);
    }
    console.log(faults === 0 ? `All ${proofs.length} invariants hold. Chain head ${headId} ${head.slice(0, 8)}` : `${faults} rows are at fault.`);
  }
  return faults === 0 ? 0 : 1;
};

/** Any command or query of the contract, its input as JSON. */
export const call: Command = async (context) => {
  const [method, input = '{}'] = context.args;
  if (method === undefined) throw new UsageError('call needs a method, such as order.list.');
  printJson(await withShop(context, (shop) => shop.call(method, parseJson(input), text(context.flags, 'key'))));
  return 0;
};

/** One round of every channel, or of the one named. */
export const sync: Command = async (context) => {
  if (!context.flags['once']) throw new UsageError('sync runs in the app by itself; here it takes --once.');
  const channel = text(context.flags, 'channel');
  const result = await withShop(context, (shop) => shop.call('sync.once', channel === undefined ? {} : { channel }));
  printJson(result);
  return (result as { ok: boolean }).ok ? 0 : 1;
};

export function parseJson(source: string): unknown {
  try {
    return JSON.parse(source);
  } catch (error) {
    throw new UsageError(`The input is not JSON: ${error instanceof Error ? error.message : ''}`);
  }
}
