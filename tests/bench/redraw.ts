import fs from 'node:fs';
import { openCore } from '../../main/app/core.ts';
import { clerkOf } from '../../main/app/demo/clerk.ts';
import { addDays } from '../../shared/units/calendar.ts';
import { minor } from '../../shared/units/minor.ts';
import { pieces } from '../../shared/units/quantity.ts';
import { migrations } from './bench-file.ts';
import { firstDay, foundBenchShop } from './founding.ts';
import { taking } from './goods.ts';

const years = 10;

export interface RedrawFigures {
  movements: number;
  /** Milliseconds of the command that takes in a receipt at the beginning of it all, which costs everything after it again. */
  took: number;
}

/** Ten years of one variant, sold from every working day and taken in every other week; then a receipt of the first week turns up. */
export function benchRedraw(folder: string): RedrawFigures {
  fs.mkdirSync(folder);
  const clock = { now: 0 };
  const core = openCore({ folder, migrations, now: () => clock.now, durability: 'OFF' });
  try {
    const { goods, locationId } = foundBenchShop(core, clock, { skus: 3, customers: 1 });
    const variantId = goods[0]!.variantId;
    const clerk = clerkOf(core, clock);
    const receive = (value: number, occurredAt?: number): void =>
      void clerk.call('stock.receive', { locationId, ...(occurredAt !== undefined && { occurredAt }), lines: [{ variantId, quantity: pieces(12), value: minor(value) }] } as never);
    for (let on = 1; on <= years * 365; on += 1) {
      clerk.setTime(addDays(firstDay, on), 10 * 60);
      if (on % 14 === 1) receive(12_000 + (on % 97) * 13);
      if (on % 7 < 5) clerk.call('order.sell', { lines: [{ variantId, quantity: pieces(1) }], locationId, account: 'bank', method: 'card' } as never);
    }
    const movements = core.writer.raw.prepare('select count(*) from stockMovement where variantId = ?').pluck().get(variantId) as number;
    clerk.setTime(addDays(firstDay, years * 365 + 1), 0);
    const late = clock.now - (years * 365 - 3) * 86_400_000;
    return { movements, took: taking(() => receive(9_999, late)) };
  } finally {
    core.close();
    fs.rmSync(folder, { recursive: true, force: true });
  }
}
