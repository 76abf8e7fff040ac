/** `node tests/goods/hunt.ts OPERATIONS`: lives of a shop under both ways of costing, until the model and the program disagree. */
import { hunt } from './goods.ts';

const operations = Number(process.argv[2]);
for (const method of ['fifo', 'movingAverage'] as const) {
  const fault = hunt(method, operations, 61);
  if (!fault) continue;
  console.log(`found: ${fault.message.slice(0, 300)}`);
  process.exit(3);
}
