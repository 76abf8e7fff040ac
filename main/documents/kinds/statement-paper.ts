import { sql } from 'kysely';
import type { DocumentLine } from '../../../shared/documents/document.rules.ts';
import { documentWords } from '../../../shared/documents/document-words.rules.ts';
import { dayOf } from '../../../shared/units/calendar.ts';
import type { Day } from '../../../shared/units/day.ts';
import type { Minor } from '../../../shared/units/minor.ts';
import { pieces } from '../../../shared/units/quantity.ts';
import { getShop } from '../../company/company.queries.ts';
import { read } from '../../database/statement.ts';
import { chainHeadOf, frameOf, nothing, partyOf } from '../facts.queries.ts';
import type { MakePaper } from '../kind.ts';

const customerByNumber = read((db, p: { number: string }) => db.selectFrom('customer').select('id').where('number', '=', p.number));

/** What a customer owes and what they paid, by the day it was posted: what moved the open items of their orders. */
const movedReceivable = read((db, p: { customerId: number }) =>
  db
    .selectFrom('salesOrder as o')
    .innerJoin('posting', (join) => join.onRef('posting.itemId', '=', 'o.id').on('posting.itemKind', '=', 'salesOrder'))
    .innerJoin('journalEntry as entry', 'entry.id', 'posting.entryId')
    .select(['posting.postedOn as on', 'o.shownNumber as number', 'entry.ruleId', sql<Minor>`sum(posting.amount)`.as('amount')])
    .where('o.customerId', '=', p.customerId)
    .where('posting.ledgerAccountId', 'in', sql<number>`(select ledgerAccountId from accountRole where role in ('accountsReceivable', 'customerDeposits', 'refundsPayable'))`)
    .groupBy(['posting.entryId', 'o.id'])
    .having(sql<boolean>`sum(posting.amount) <> 0`)
    .orderBy('posting.postedOn')
    .orderBy('posting.entryId'),
);

/** Every movement of a customer's account, whose sum is what they owe: the same sum the ledger holds of them. */
export const statement: MakePaper = (reader, asked, now) => {
  const customerId = customerByNumber.get(reader, { number: asked.number })?.id;
  if (customerId === undefined) return undefined;
  const { shop, timeZone, language } = frameOf(reader);
  const { party, language: theirs } = partyOf(reader, customerId);
  const speaks = asked.language ?? theirs ?? language;
  const words = documentWords[speaks].entries;
  const lines = movedReceivable.all(reader, { customerId }).map(({ on, number, ruleId, amount }): DocumentLine => ({
    sku: number,
    name: `${number} · ${ruleId.startsWith('sales.payment') ? words.payment : ruleId === 'sales.refund' ? words.refund : words.invoice}`,
    quantity: pieces(1),
    unitPrice: null,
    taxRate: null,
    net: amount,
    tax: nothing,
    gross: amount,
    discount: nothing,
    bin: null,
    on: on as Day,
  }));
  return {
    kind: 'statement',
    number: asked.number,
    language: speaks,
    currency: getShop(reader).baseCurrency,
    timeZone,
    pricesIncludeTax: false,
    issuedOn: dayOf(now, timeZone),
    dueOn: null,
    issuedAt: null,
    shop,
    party,
    deliverTo: null,
    facts: [],
    lines,
    charges: [],
    payments: [],
    note: '',
    barcode: asked.number,
    qr: null,
    chainHead: chainHeadOf(reader),
  };
};
