import { credit, debit, type EntryDraft, entryDraft } from '../accounting/entry.rules.ts';
import type { AccountRole } from '../accounting/account-role.rules.ts';
import { ofChannel, type Posting } from '../sales/order-balances.rules.ts';
import { type Minor, minor, sumMinor } from '../units/minor.ts';

/** Value that came back by the role its draw was posted to, or left again to a role. */
export interface MovedValue {
  role: AccountRole;
  value: Minor;
}

/** Goods are back at what they left with, on hold; what they cost is no cost any more. Source: DOMAIN §5 "goods return received". */
export const goodsReturnEntry = (posting: Posting, back: readonly MovedValue[]): EntryDraft => valueEntry(posting, { source: 'goodsReturn', rule: 'received', memo: 'goodsReturned' }, back);

/** What inspected goods are no more: scrapped, or sent to the customer again. Source: DOMAIN §5 "scrap". */
export const inspectionEntry = (posting: Posting, gone: readonly MovedValue[]): EntryDraft =>
  valueEntry(posting, { source: 'inspection', rule: 'inspected', memo: 'returnInspected' }, gone.map(({ role, value }) => ({ role, value: minor(-value) })));

/** An inspection taken back: what it had posted out of inventory is there again. */
export const inspectionTakenBackEntry = (posting: Posting, again: readonly MovedValue[]): EntryDraft =>
  valueEntry(posting, { source: 'inspection', rule: 'takenBack', memo: 'returnInspectionTakenBack' }, again);

interface Named {
  source: string;
  rule: string;
  memo: string;
}

/** `value` is the change of inventory. */
function valueEntry(posting: Posting, { source, rule, memo }: Named, moved: readonly MovedValue[]): EntryDraft {
  const { order } = posting;
  const byRole = [...Map.groupBy(moved, (one) => one.role)].map(([role, group]) => ({ role, value: sumMinor(group.map((one) => one.value)) }));
  return entryDraft({
    postedOn: posting.postedOn,
    occurredAt: posting.occurredAt,
    source: { kind: source, id: posting.documentId },
    rule: { id: `returns.${rule}`, version: 1 },
    memo: { key: memo, values: { order: order.number } },
    terms: { moved: byRole },
    legs: byRole.flatMap(({ role, value }) => [debit('inventory', value, ofChannel(order)), credit(role, value, ofChannel(order))]),
  });
}
