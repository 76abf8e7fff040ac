/** Opens a folder's shop as somebody who may not write there, and says how that was answered. */
import { Refusal } from '../../shared/refusal/refusal.ts';
import { openTrading, owner } from './trading-shop.ts';

try {
  const core = openTrading(process.argv[2] ?? '');
  core.command(owner, 'user.add', { name: 'Mei', role: 'clerk' });
  console.log('written');
} catch (error) {
  console.log(error instanceof Refusal ? error.code : String(error));
}
