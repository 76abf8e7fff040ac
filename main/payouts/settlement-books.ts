import { sql } from 'kysely';
import type { AccountRole } from '../../shared/accounting/entry.rules.ts';
import { type OpenReserve, type OrderInBooks, settle, type Settled } from '../../shared/payouts/settlement.rules.ts';
import { type Minor, minor } from '../../shared/units/minor.ts';
import { inputTaxIsDeductible } from '../accounting/input-tax.queries.ts';
import { ledgerAccountOf } from '../accounting/ledger-accounts.ts';
import { onItsWay } from '../banking/decision.statements.ts';
import { getShop } from '../company/company.queries.ts';
import type { Reader } from '../database/handles.ts';
import { read } from '../database/statement.ts';
import type { SettlementLineRow, SettlementRow } from './settlement.statements.ts';

const openItemOf = read((db, p: { account: number; itemKind: string; itemId: number }) =>
  db.selectFrom('openItem').select('balance').where('ledgerAccountId', '=', p.account).where('itemKind', '=', p.itemKind).where('itemId', '=', p.itemId),
);

/** Fees that were booked with an order's payments, less what finished settlements told of them. */
const feesKeptOf = read<{ orderId: number }, { kept: Minor }>((db, p) =>
  db.selectNoFrom([
    sql<Minor>`coalesce((select sum(fee) from payment where orderId = ${p.orderId} and account = 'channelClearing' and voidedAt is null), 0)
      + coalesce((select sum(toOrder) from settlementLine where orderId = ${p.orderId} and kind = 'fee' and toOrder is not null), 0)`.as('kept'),
  ]),
);

const openReserves = read((db, p: { account: number; channelId: number }) =>
  db
    .selectFrom('openItem as i')
    .innerJoin('settlement as s', 's.id', 'i.itemId')
    .select(['i.itemId as settlementId', 'i.balance as open'])
    .where('i.ledgerAccountId', '=', p.account)
    .where('i.itemKind', '=', 'settlement')
    .where('i.balance', '<>', minor(0))
    .where('s.channelId', '=', p.channelId)
    .orderBy('i.itemId'),
);

/** What the books have of an order with its channel. */
const orderInBooks = (reader: Reader, orderId: number): OrderInBooks => ({
  open: openItemOf.get(reader, { account: ledgerAccountOf(reader, 'channelClearing'), itemKind: 'salesOrder', itemId: orderId })?.balance ?? minor(0),
  feesKept: minor(feesKeptOf.get(reader, { orderId })?.kept ?? 0),
});

/** What a channel holds in reserve, by the settlement that told of it, oldest first. */
const reservesOf = (reader: Reader, channelId: number): OpenReserve[] => openReserves.all(reader, { account: ledgerAccountOf(reader, 'channelReserve'), channelId });

/** What of a payout no bank line has shown yet, in the shop's currency. */
export const inTransitOf = (reader: Reader, settlementId: number): Minor => onItsWay(reader, ledgerAccountOf(reader, 'payoutInTransit'), settlementId);

/** What an open settlement would do to the books as they are now. */
export function settledNow(reader: Reader, settlement: SettlementRow, lines: readonly SettlementLineRow[]): Settled {
  const books = new Map<number, OrderInBooks>();
  const bookOf = (orderId: number): OrderInBooks => {
    const known = books.get(orderId) ?? orderInBooks(reader, orderId);
    books.set(orderId, known);
    return known;
  };
  return settle({
    id: settlement.id,
    currency: settlement.currency,
    payout: settlement.payout,
    rate: { top: settlement.rateTop, bottom: settlement.rateBottom },
    baseCurrency: getShop(reader).baseCurrency,
    taxIsCost: !inputTaxIsDeductible(reader, settlement.paidOn),
    // The column holds only roles that were checked when they were written.
    lines: lines.map((line) => ({ ...line, role: line.role as AccountRole | null, leftOnOrder: line.leftOnOrder === 1 })),
    bookOf,
    reserves: reservesOf(reader, settlement.channelId),
  });
}
