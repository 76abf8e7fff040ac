/** Brings a folder's file to the second version and dies at its k-th step on the disk; says how many steps there were if it lives. */
import { openShopFile } from '../../main/database/shop-file.ts';
import { dieAtStep } from '../support/die-at-step.ts';
import { versions } from './versions.ts';

const [folder = '', k = '0'] = process.argv.slice(2);
const steps = dieAtStep(Number(k));
openShopFile(folder, versions[1] ?? {}).close();
console.log(steps());
