import { parseBigJson } from '../big-json.ts';
import { type BulkOrder, bulkLine, bulkOrder } from './answers.ts';
import { type Payload, rawOrder } from './orders.ts';

/** An order of the file, and the answer it would have been page by page. */
export interface FileOrder {
  order: BulkOrder;
  payload: Payload;
}

interface Rows {
  row: Record<string, unknown>;
  order: BulkOrder;
  lineItems: unknown[];
  shippingLines: unknown[];
}

/**
 * The orders that stand whole in a part of the file, and how many bytes they take: the last one only where the file ends, since its
 * rows may go on. Undefined where it is no such file: a line that is no JSON, or a row that stands not below its order.
 */
export function ordersIn(text: string, isEnd: boolean): { orders: FileOrder[]; bytes: number } | undefined {
  const lines = text.split('\n');
  // Cut off in the middle, unless the file ends with it.
  if (!isEnd) lines.pop();
  const found: Rows[] = [];
  let bytes = 0;
  let before = 0;
  for (const line of lines) {
    if (line.trim() !== '') {
      const kind = add(found, line);
      if (kind === undefined) return undefined;
      if (kind === 'order') before = bytes;
    }
    bytes += Buffer.byteLength(line) + 1;
  }
  const whole = isEnd ? found : found.slice(0, -1);
  return { orders: whole.map(fileOrder), bytes: isEnd ? Buffer.byteLength(text) : before };
}

/** Adds a line to what was found, and says what it is. */
function add(found: Rows[], line: string): 'order' | 'row' | undefined {
  const parsed = bulkLine.safeParse(jsonOf(line));
  if (!parsed.success) return undefined;
  const { __parentId: parentId, __typename: kind, ...row } = parsed.data;
  if (parentId === undefined) {
    const order = bulkOrder.safeParse(row);
    if (order.success) found.push({ row, order: order.data, lineItems: [], shippingLines: [] });
    return order.success ? 'order' : undefined;
  }
  const last = found.at(-1);
  if (last?.order.id !== parentId || (kind !== 'LineItem' && kind !== 'ShippingLine')) return undefined;
  last[kind === 'LineItem' ? 'lineItems' : 'shippingLines'].push(row);
  return 'row';
}

function jsonOf(line: string): unknown {
  try {
    return parseBigJson(line);
  } catch {
    return undefined;
  }
}

/** Word for word what the question about one order answers, so that the same order read again is no other. */
function fileOrder({ row, order, lineItems, shippingLines }: Rows): FileOrder {
  const { transactions, refunds, ...head } = row;
  const asked = rawOrder.parse({ ...head, shippingLines: { nodes: shippingLines }, transactions, refunds, lineItems: { pageInfo: { hasNextPage: false, endCursor: null }, nodes: lineItems } });
  return { order, payload: { order: { ...asked, lineItems }, refunds: [], returns: [] } };
}
