import { sql } from 'kysely';
import { explainsItself, settlesOrder } from '../../shared/payouts/line-kind.rules.ts';
import { spellingsOf } from '../../shared/payouts/settlement-sheet.rules.ts';
import { addDays } from '../../shared/units/calendar.ts';
import type { Day } from '../../shared/units/day.ts';
import type { Minor } from '../../shared/units/minor.ts';
import { ledgerAccountOf } from '../accounting/ledger-accounts.ts';
import type { Tx } from '../database/handles.ts';
import { read } from '../database/statement.ts';
import { type FoundBy, linesOf, requireOpen, type SettlementLineRow, type SettlementRow, setUnderstanding, type Understanding } from './settlement.statements.ts';

interface FoundOrder {
  id: number;
  intake: 'new' | 'takenOver' | 'history';
}

const orderByNumber = read((db, p: { channelId: number; spelling: string }) =>
  db
    .selectFrom('salesOrder')
    .select(['id', 'intake'])
    .where('channelId', '=', p.channelId)
    .where((eb) => eb.or([eb('shownNumber', '=', p.spelling), eb('externalId', '=', p.spelling)]))
    .limit(2),
);

/** The order of another line about the same movement: a refund of a charge, a fee of a payment. */
const orderByReference = read((db, p: { channelId: number; reference: string }) =>
  db
    .selectFrom('settlementLine as l')
    .innerJoin('settlement as s', 's.id', 'l.settlementId')
    .innerJoin('salesOrder as o', 'o.id', 'l.orderId')
    .select(['o.id', 'o.intake'])
    .where((eb) => eb.or([eb('l.reference', '=', p.reference), eb('l.about', '=', p.reference)]))
    .where('s.channelId', '=', p.channelId)
    .where('s.takenBackById', 'is', null)
    .orderBy('l.id', 'desc')
    .limit(1),
);

/** How far back an order may lie whose amount alone speaks for it. */
const daysApart = 31;

const ordersByAmount = read((db, p: { account: number; channelId: number; amount: Minor; from: Day; to: Day }) =>
  db
    .selectFrom('openItem as i')
    .innerJoin('salesOrder as o', 'o.id', 'i.itemId')
    .select(['o.id', 'o.intake'])
    .where('i.ledgerAccountId', '=', p.account)
    .where('i.itemKind', '=', 'salesOrder')
    .where('i.balance', '=', p.amount)
    .where('o.channelId', '=', p.channelId)
    .where('o.orderedOn', '>=', p.from)
    .where('o.orderedOn', '<=', p.to)
    .limit(2),
);

/** What a person last called such a line of this channel. */
const lastName = read((db, p: { channelId: number; label: string; kind: string }) =>
  db
    .selectFrom('settlementLine as l')
    .innerJoin('settlement as s', 's.id', 'l.settlementId')
    .select('l.role')
    .where('l.label', '=', p.label)
    .where('l.kind', '=', sql<'adjustment'>`${p.kind}`)
    .where('l.role', 'is not', null)
    .where('l.foundBy', 'in', sql<'person'>`('person', 'learned')`)
    .where('l.rest', 'is', null)
    .where('s.channelId', '=', p.channelId)
    .where('s.finishedAt', 'is not', null)
    .orderBy('l.id', 'desc')
    .limit(1),
);

/** Looks again for what nobody has said of an open settlement's lines. @throws Refusal record.missing, settlement.finished */
export function matchAgain(tx: Tx, { settlementId }: { settlementId: number }): { found: number } {
  return { found: matchLines(tx, requireOpen(tx, settlementId)) };
}

/** Finds the order of each line, or the account such a line had before; answers how many were found. */
export function matchLines(tx: Tx, settlement: SettlementRow): number {
  const lines = linesOf.all(tx, { settlementId: settlement.id }).filter(({ orderId, role, foundBy }) => orderId === null && role === null && foundBy === null);
  // Those with a number first: the others may be found by what they are about.
  const ordered = lines.toSorted((a, b) => Number(a.orderRef === '') - Number(b.orderRef === ''));
  const taken = new Set<number>();
  let found = 0;
  for (const line of ordered) {
    const understood = understand(tx, settlement, line, taken);
    if (!understood) continue;
    found += 1;
    if (understood.foundBy === 'amount' && understood.orderId !== null) taken.add(understood.orderId);
    setUnderstanding.run(tx, { ...understood, id: line.id });
    tx.changed('settlementLine', line.id);
  }
  return found;
}

function understand(tx: Tx, settlement: SettlementRow, line: SettlementLineRow, taken: ReadonlySet<number>): Understanding | null {
  const order = byNumber(tx, settlement.channelId, line) ?? byReference(tx, settlement.channelId, line) ?? byAmount(tx, settlement, line, taken);
  if (order) return ofOrder(line, order);
  if (line.label === '' || explainsItself(line.kind)) return null;
  const name = lastName.get(tx, { channelId: settlement.channelId, label: line.label, kind: line.kind });
  return name?.role ? { orderId: null, foundBy: 'learned', role: name.role, rest: null, leftOnOrder: 0 } : null;
}

type Found = FoundOrder & { foundBy: FoundBy };

/** Money of an order finished before go-live is part of what the shop opened with. Source: DOMAIN §4 "Go-live". */
const ofOrder = (line: SettlementLineRow, { id, intake, foundBy }: Found): Understanding => ({
  orderId: id, foundBy, role: intake === 'history' && !explainsItself(line.kind) ? 'openingEquity' : null, rest: null, leftOnOrder: 0,
});

function byNumber(tx: Tx, channelId: number, { orderRef }: SettlementLineRow): Found | null {
  for (const spelling of spellingsOf(orderRef)) {
    const [order, another] = orderByNumber.all(tx, { channelId, spelling });
    if (order && !another) return { ...order, foundBy: 'number' };
  }
  return null;
}

function byReference(tx: Tx, channelId: number, { about, reference }: SettlementLineRow): Found | null {
  for (const one of [about, reference]) {
    const order = one === '' ? undefined : orderByReference.get(tx, { channelId, reference: one });
    if (order) return { ...order, foundBy: 'reference' };
  }
  return null;
}

/** Where a sale names no order, the only one of the channel with just this amount open. */
function byAmount(tx: Tx, settlement: SettlementRow, line: SettlementLineRow, taken: ReadonlySet<number>): Found | null {
  if (line.orderRef !== '' || !settlesOrder(line.kind) || line.kind === 'adjustment') return null;
  const to = line.occurredOn ?? settlement.paidOn;
  const [order, another] = ordersByAmount.all(tx, { account: ledgerAccountOf(tx, 'channelClearing'), channelId: settlement.channelId, amount: line.amount, from: addDays(to, -daysApart), to });
  return order && !another && !taken.has(order.id) ? { ...order, foundBy: 'amount' } : null;
}
