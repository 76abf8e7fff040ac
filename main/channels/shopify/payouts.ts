import { z } from 'zod';
import { type Instant } from '../../../shared/units/instant.ts';
import { sumMinor } from '../../../shared/units/minor.ts';
import { Fault } from '../../platform/fault.ts';
import type { ChannelPayout, Cursor, PayoutPage } from '../connector.ts';
import { problemOf } from '../reading.ts';
import { movementAnswer, payoutAnswer, payoutHead } from './answers.ts';
import { pageOf, restOf, type ShopifyClient } from './client.ts';
import { numberOf } from './gid.ts';
import { momentOf } from './mapping.ts';
import { payoutOf } from './payout-mapping.ts';

/**
 * Payouts are read by the moment they were issued; nothing moves one that is paid only later, so the next reading begins at the
 * oldest that was not. `after` is Shopify's own mark within a reading, `since` where that began.
 */
const place = z.object({
  after: z.string().nullable(),
  since: z.int(),
  reachedAt: z.int(),
  /** When the oldest was issued that is not paid yet; null while all are. */
  waitsSince: z.int().nullable(),
  /** What was met and is not asked for again, as `id@moment` with spaces between. */
  settled: z.string(),
});
type Place = z.output<typeof place>;

/** Payouts become visible a little late. */
const overlapMs = 24 * 60 * 60_000;
/** A payout that its movements do not add up to yet is given so long before it is told as it is. */
const patienceMs = 3 * 24 * 60 * 60_000;

const list = z.object({ shopifyPaymentsAccount: z.object({ payouts: pageOf(payoutHead) }).nullable() });

/** One page of payouts, those that are paid with all that is behind them. A payout that cannot be read never stops the others. */
export async function readPayouts(client: ShopifyClient, now: () => Instant, since: Instant, cursor: Cursor | null): Promise<PayoutPage> {
  const at: Place = cursor === null ? { after: null, since, reachedAt: since, waitsSince: null, settled: '' } : place.parse(cursor);
  const page = await pageAt(client, at);
  if ('why' in page) return { payouts: [], problems: [], cursor: { ...at, after: null }, more: false, lacks: page };
  const found: PayoutPage = { payouts: [], problems: [], cursor: at, more: page.pageInfo.hasNextPage, lacks: null };
  const known = new Set(at.settled.split(' '));
  const next = { ...at, after: page.pageInfo.endCursor };
  for (const head of page.nodes) {
    const issuedAt = momentOf(head.issuedAt);
    const mark = `${numberOf(head.id)}@${issuedAt}`;
    next.reachedAt = Math.max(next.reachedAt, issuedAt);
    const isSettled = known.has(mark) || (await settles(client, now, head, found));
    if (!isSettled) next.waitsSince = Math.min(next.waitsSince ?? issuedAt, issuedAt);
    else if (!known.has(mark)) next.settled = `${next.settled} ${mark}`.trim();
  }
  return { ...found, cursor: found.more ? next : rested(next) };
}

/** Where the next reading begins, and which of what it will meet is done with. */
function rested({ reachedAt, waitsSince, settled, since: before }: Place): Place {
  const since = Math.max(before, Math.min(waitsSince ?? reachedAt, reachedAt - overlapMs));
  const met = settled.split(' ').filter((mark) => Number(mark.slice(mark.indexOf('@') + 1)) >= since - 1000);
  return { after: null, since, reachedAt, waitsSince: null, settled: met.join(' ') };
}

type Page = z.output<ReturnType<typeof pageOf<typeof payoutHead>>>;

/** A shop that Shopify pays nothing, and an app that may not look, are no faults. */
async function pageAt(client: ShopifyClient, { after, since }: Place): Promise<Page | NonNullable<PayoutPage['lacks']>> {
  const variables = { after, since: `issued_at:>='${new Date(since).toISOString()}'` };
  try {
    const { shopifyPaymentsAccount: account } = await client.ask('payouts', variables, list);
    return account ? account.payouts : { why: 'noAccount', says: '' };
  } catch (error) {
    // Status 200: the app is let in, but not to this.
    if (error instanceof Fault && error.code === 'unauthorised' && error.details.status === 200) return { why: 'notAllowed', says: error.details.says };
    throw error;
  }
}

/** Whether a payout is done with: brought in, or one that never pays. */
async function settles(client: ShopifyClient, now: () => Instant, head: z.output<typeof payoutHead>, found: PayoutPage): Promise<boolean> {
  if (head.status === 'FAILED' || head.status === 'CANCELED') return true;
  if (head.status !== 'PAID') return false;
  const read = await readPayout(client, head);
  if ('problem' in read) {
    found.problems.push({ externalId: numberOf(head.id), problem: read.problem });
    return false;
  }
  if (now() - read.issuedAt < patienceMs && sumMinor(read.lines.map((line) => line.amount)) !== read.sent) return false;
  found.payouts.push(read);
  return true;
}

const lines = z.object({ shopifyPaymentsAccount: z.object({ balanceTransactions: pageOf(z.unknown()) }) });

async function readPayout(client: ShopifyClient, head: z.output<typeof payoutHead>): Promise<ChannelPayout | { problem: string }> {
  const payout = payoutAnswer.safeParse(head);
  if (!payout.success) return { problem: problemOf(payout.error) };
  const page = async (after: string | null) => (await client.ask('payoutLines', { after, of: `payments_transfer_id:${payout.data.legacyResourceId}` }, lines)).shopifyPaymentsAccount.balanceTransactions;
  const rows = z.array(movementAnswer).safeParse(await restOf(await page(null), page));
  if (!rows.success) return { problem: `balanceTransactions.${problemOf(rows.error)}` };
  try {
    // A search that is not understood answers everything there is.
    return payoutOf(payout.data, rows.data.filter(({ associatedPayout, type }) => associatedPayout.id === payout.data.id && type !== 'TRANSFER'));
  } catch (error) {
    if (error instanceof RangeError) return { problem: error.message };
    throw error;
  }
}
