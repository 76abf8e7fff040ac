/** Restores a folder's backup and dies at its k-th step on the disk; says how many steps there were if it lives. */
import path from 'node:path';
import { restoreBackup } from '../../main/app/restore.ts';
import { dieAtStep } from '../support/die-at-step.ts';
import { migrations } from '../support/shop.ts';

const [folder = '', k = '0'] = process.argv.slice(2);
const steps = dieAtStep(Number(k));
await restoreBackup(folder, path.join(folder, 'backups', 'shop.db'), migrations, Date.now);
console.log(steps());
