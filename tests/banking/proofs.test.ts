import { afterEach, beforeEach, expect, test } from 'vitest';
import { day } from '../../shared/units/day.ts';
import { minor } from '../../shared/units/minor.ts';
import { accept, accountId, type BankShop, bringLines, lineOf, newBankShop, orderOf } from './support.ts';

let shop: BankShop;
beforeEach(async () => {
  shop = newBankShop();
  const { orderId } = orderOf(shop, 1);
  await bringLines(shop, shop.bankId, [{ id: 'fee', on: '2026-03-05', amount: -300 }]);
  await bringLines(shop, shop.walletId, [{ id: 'order', on: '2026-03-05', amount: 11_300 }, { id: 'part', on: '2026-03-06', amount: 500 }]);
  accept(shop, lineOf(shop, 'order'), [{ kind: 'order', orderId, amount: minor(11_300) }]);
  accept(shop, lineOf(shop, 'fee'), [{ kind: 'account', ledgerAccountId: accountId(shop, '6010'), amount: minor(-300) }]);
  shop.call('bankReconciliation.record', { bankAccountId: shop.bankId, throughOn: day('2026-03-31'), statementBalance: minor(-300) });
  shop.check();
});
afterEach(() => shop.close());

/** Each row was changed behind the program's back, past whatever trigger guards it. */
test.each([
  ['a line that seems matched', "update bankLine set matched = 500 where externalId = 'part'", /INV-B1 bank lines bankLine \d+: line \d+ of 500 says 500 is matched, its matches make 0/],
  ['a match that grew', 'drop trigger bankMatchIsFinal; update bankMatch set amount = amount + 1 where amount = 11300', /INV-B1 bank lines bankLine \d+: line \d+ of 11300 says 11300 is matched, its matches make 11301/],
  ['a decision that takes another amount', 'drop trigger bankDecisionIsFinal; update bankDecision set amount = amount - 1 where amount = 11300', /INV-B1 bank lines bankDecision \d+: decision \d+ takes 11299/],
  ['a match on another account', `drop trigger bankMatchIsFinal; update bankMatch set bankLineId = (select id from bankLine where externalId = 'fee') where amount = 11300`, /INV-B1 bank lines bankMatch \d+: match \d+ names a posting that is not on its account/],
  ['a netting of two that do not oppose', 'drop trigger bankNettingIsFinal; update bankNetting set otherEntryId = entryId, otherPostingNo = postingNo', /INV-B1 bank lines bankNetting \d+: netting \d+ joins postings of two accounts, or of one direction/],
  ['a posting taken twice', 'insert into bankNetting (entryId, postingNo, otherEntryId, otherPostingNo, amount, commandId) select entryId, postingNo, otherEntryId, otherPostingNo, amount, commandId from bankNetting', /INV-B1 bank lines posting \d+ \d+: posting of -?11300 is accounted for by -?22600/],
  ['a line nobody imported', "insert into bankLine (bankAccountId, bankStatementId, lineNo, bookedOn, amount, key, commandId) values (1, 1, 9, '2026-04-02', 5, 'x', 1)", /INV-B1 bank lines bankStatement 1: statement 1 added 1 lines, 2 are there/],
  ['a line changed under a reconciliation', "drop trigger bankLineIsFinal; update bankLine set amount = -301 where externalId = 'fee'", /INV-B2 reconciled bankReconciliation 1: reconciliation through 2026-03-31 stated -300, the lines make -301/],
  ['a reconciliation of another figure', 'drop trigger bankReconciliationIsFinal; update bankReconciliation set statementBalance = -299, outstanding = outstanding - 1', /INV-B2 reconciled bankReconciliation 1: .* stated -299, the lines make -300/],
  ['an opening that was not', 'drop trigger bankAccountKeepsItsBooks; update bankAccount set openingBalance = 7 where id = 1', /INV-B2 reconciled bankReconciliation 1/],
  ['an entry whose terms are others', `drop trigger journalEntryKeepsItself; drop trigger journalEntryIsFinal; update journalEntry set terms = json_set(terms, '$.parts[0].amount', -299) where ruleId = 'banking.booking'`, /INV-L5 banking journalEntry \d+: entry \S+ is not what its terms say/],
])('%s is found, and the row named', (_what, change, found) => {
  shop.raw.exec(change);
  expect(() => shop.check()).toThrow(found);
});
