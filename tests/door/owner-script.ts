/** Tries to become a folder's owner when told to, says whether it did, and holds on until its input ends. */
import { takeOwnership } from '../../main/database/owner.ts';
import { Refusal } from '../../shared/refusal/refusal.ts';

const folder = process.argv[2] ?? '';
console.log('ready');
process.stdin.once('data', () => {
  try {
    const { release } = takeOwnership(folder);
    console.log('owner');
    process.stdin.once('end', () => {
      release();
      process.exit(0);
    });
  } catch (error) {
    console.log(error instanceof Refusal ? `${error.code} ${(error.details as { processId?: number }).processId ?? ''}` : String(error));
    process.exit(0);
  }
});
