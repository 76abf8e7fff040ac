import { afterEach, beforeEach, expect, test } from 'vitest';
import { postEntry, reverseEntry } from '../../main/accounting/journal.service.ts';
import { accountingProofs } from '../../main/accounting/proofs.ts';
import type { Fault } from '../../main/database/proof.ts';
import { schemaProof } from '../../main/database/schema.proof.ts';
import { credit, debit, type EntryDraft } from '../../shared/accounting/entry.rules.ts';
import { day } from '../../shared/units/day.ts';
import { instant } from '../../shared/units/instant.ts';
import { minor } from '../../shared/units/minor.ts';
import { migrations, newShop, openingTime, type TestShop } from '../support/shop.ts';
import { accountId } from './support.ts';

let shop: TestShop;

const draft = (legs: EntryDraft['legs']): EntryDraft => ({
  postedOn: day('2026-03-02'),
  occurredAt: instant(openingTime),
  source: { kind: 'command', id: 1 },
  rule: { id: 'test', version: 1 },
  memo: { key: 'test', values: {} },
  terms: {},
  legs,
});

/** Entry 1: 100.00 owed by a customer. Entry 2: rent by hand. Entry 3: entry 2 reversed. Everything proves. */
beforeEach(() => {
  shop = newShop({ language: 'en' });
  const item = { kind: 'user' as never, id: 1 };
  shop.tx((tx) => postEntry(tx, draft([debit('accountsReceivable', minor(10000), { item }), credit('salesRevenue', minor(10000))])));
  const lines = [{ ledgerAccountId: accountId(shop, '6900'), amount: minor(500) }, { ledgerAccountId: accountId(shop, '1010'), amount: minor(-500) }];
  shop.call('journal.post', { postedOn: day('2026-03-02'), text: 'rent', lines });
  shop.tx((tx) => reverseEntry(tx, { entryId: 2, postedOn: day('2026-03-03'), reason: 'twice' }));
});
afterEach(() => shop.close());

test('a sale, a manual entry and its reversal prove', () => expect(everyFault()).toEqual([]));

const everyFault = (): Fault[] => accountingProofs.flatMap((proof) => proof.prove(shop.read).faults);

/** Breaks the file as somebody with a database tool could: without its triggers and foreign keys. */
function breakFile(statement: string): void {
  shop.raw.pragma('foreign_keys = OFF');
  const triggers = shop.raw.prepare("select name from sqlite_schema where type = 'trigger'").pluck().all() as string[];
  for (const name of triggers) shop.raw.exec(`drop trigger ${name}`);
  shop.raw.exec(statement);
}

/** What one proof names after the file was broken. */
function found(id: string, statement: string): Fault[] {
  breakFile(statement);
  return accountingProofs.find((proof) => proof.id === id)?.prove(shop.read).faults ?? [];
}

const named = (id: string, statement: string) => found(id, statement).map((fault) => `${fault.table} ${fault.id}`);

test('INV-L1 names the entry that is a cent off', () => {
  expect(found('INV-L1', 'update posting set amount = 10001 where entryId = 1 and lineNo = 1')).toEqual([
    { table: 'journalEntry', id: 1, says: 'entry JE-000001 is off by 1' },
  ]);
});

test('INV-L1 names an entry nobody posted, one without postings, and one whose posting stands on another day', () => {
  expect(named('INV-L1', 'update journalEntry set postedAt = null, digest = null where id = 2')).toEqual(['journalEntry 2']);
  expect(named('INV-L1', 'delete from posting where entryId = 3')).toEqual(['journalEntry 2', 'journalEntry 3']);
  const moved = "update posting set postedOn = '2026-03-09' where entryId = 1";
  expect(named('INV-L1', moved)).toEqual(['journalEntry 1', 'journalEntry 2', 'journalEntry 3']);
});

test('INV-L1 names the entry that balances in yuan but not in its dollars', () => {
  expect(found('INV-L1', "update posting set currency = 'USD', foreignAmount = iif(lineNo = 1, 1400, -1399) where entryId = 1")).toEqual([
    { table: 'journalEntry', id: 1, says: 'entry JE-000001 is off by 1 USD' },
  ]);
});

test('INV-L2 names the entry whose words were changed, though it balances', () => {
  expect(named('INV-L2', "update journalEntry set memoKey = 'other' where id = 2")).toEqual(['journalEntry 2']);
});

test('INV-L2 names an entry of which other words are kept than were typed', () => {
  expect(named('INV-L2', "update entryText set text = 'food' where entryId = 2")).toEqual(['entryText 2']);
});

test('what a person typed can be erased, and every promise still holds', () => {
  const memos = () => shop.call('journal.list', {}).rows.map((row) => [row.entryId, row.memo.values['text']]);
  expect(memos()).toEqual([[3, 'twice'], [2, 'rent'], [1, undefined]]);
  expect(() => shop.raw.exec("update entryText set text = 'food'")).toThrow('erased, never edited');
  shop.raw.exec('delete from entryText');
  expect(everyFault()).toEqual([]);
  expect(memos()).toEqual([[3, ''], [2, ''], [1, undefined]]);
  expect(JSON.stringify(shop.raw.prepare('select memoValues, terms, textDigest from journalEntry').all())).not.toMatch(/rent|twice/);
});

test('INV-L2 names the entry moved to another account, and the one that is in no audit row', () => {
  expect(named('INV-L2', 'update posting set ledgerAccountId = 1 where entryId = 1 and lineNo = 2')).toEqual(['journalEntry 1']);
  const unproved = "update command set proofs = '[]' where id = (select commandId from journalEntry where id = 3)";
  expect(named('INV-L2', unproved)).toEqual(['journalEntry 1', 'journalEntry 3']);
});

test('INV-L2 names an entry the audit row proves and that is gone', () => {
  expect(named('INV-L2', 'delete from posting where entryId = 3; delete from journalEntry where id = 3')).toEqual(['journalEntry 3']);
});

test('INV-L2 names a trigger that was dropped, weakened or added', () => {
  const proof = schemaProof(migrations);
  expect(proof.prove(shop.read).faults).toEqual([]);
  shop.raw.exec('drop trigger postingIsFinal; drop trigger postingStays; create trigger postingStays before delete on posting begin select 1; end');
  shop.raw.exec('create trigger mine after insert on posting begin select 1; end');
  expect(proof.prove(shop.read).faults).toEqual([
    { table: 'sqlite_schema', id: 'trigger postingIsFinal', says: 'is missing' },
    { table: 'sqlite_schema', id: 'trigger mine', says: 'is not ours' },
    { table: 'sqlite_schema', id: 'trigger postingStays', says: 'was changed' },
  ]);
});

test('INV-L3 names the entry added to a closed month, and not the one added between a reopening and the next close', () => {
  const lock = (kind: string, throughOn: string, atSequence: number) =>
    `insert into periodLock (kind, throughOn, atSequence, reason, recordedAt, commandId) values ('${kind}', '${throughOn}', ${atSequence}, '', 0, 1);`;
  breakFile(lock('lock', '2026-03-02', 1) + lock('reopen', '2026-03-01', 1) + lock('lock', '2026-03-02', 2));
  const proof = accountingProofs.find(({ id }) => id === 'INV-L3');
  // Entry 2 of 2 March came while it was open again; entry 3 of 3 March was never in the closed days.
  expect(proof?.prove(shop.read).faults).toEqual([]);
  shop.raw.exec('update periodLock set atSequence = 1');
  expect(proof?.prove(shop.read).faults.map(({ id }) => id)).toEqual([2]);
});

test('INV-L4 names the day and the open item whose kept balance is wrong', () => {
  const receivable = accountId(shop, '1100');
  expect(named('INV-L4', `update ledgerDay set credit = credit + 1 where ledgerAccountId = ${receivable}`)).toEqual([`ledgerDay ${receivable} 2026-03-02`]);
  expect(named('INV-L4', 'delete from openItem')).toEqual([`ledgerDay ${receivable} 2026-03-02`, `openItem ${receivable} user 1`]);
});

test('INV-L4 names an item that began on another day or with another channel, and the kept day that is wrong', () => {
  const receivable = accountId(shop, '1100');
  for (const change of ["sinceOn = '2026-03-01'", "lastOn = '2026-03-05'", 'channelId = 7']) {
    expect(named('INV-L4', `update openItem set ${change}`), change).toEqual([`openItem ${receivable} user 1`]);
    shop.raw.exec("update openItem set sinceOn = '2026-03-02', lastOn = '2026-03-02', channelId = 0");
  }
  expect(found('INV-L4', 'update openDay set amount = amount + 5, items = items + 1')).toEqual([
    { table: 'openDay', id: `${receivable} 0 2026-03-02 2026-03-02`, says: 'kept open items of 2026-03-02 differ from their postings by 5 and 1 items' },
  ]);
});

test('INV-L4 names what entries exchanged on a day, where it is kept otherwise', () => {
  const [receivable, bank] = [accountId(shop, '1100'), accountId(shop, '1010')];
  expect(shop.raw.prepare('select dayOn, shape, ledgerAccountId, debit, credit from exchangeDay where ledgerAccountId = ? order by dayOn').raw().all(bank)).toEqual([['2026-03-02', `${bank}-`, bank, 0, 500], ['2026-03-03', `${bank}+`, bank, 500, 0]]);
  expect(named('INV-L4', `update exchangeDay set credit = credit + 1 where shape = '${receivable}+' and ledgerAccountId <> ${receivable}`)).toEqual([`exchangeDay 2026-03-02 ${receivable}+ ${accountId(shop, '4000')}`]);
});

test('INV-L5 names a reversal that is no mirror, and a manual entry that is not what its terms say', () => {
  expect(named('INV-L5', 'update posting set amount = amount * 2 where entryId = 3')).toEqual(['journalEntry 3']);
  expect(named('INV-L5', 'update posting set amount = amount * 2 where entryId = 2')).toEqual(['journalEntry 2']);
});

test('INV-L5 names an entry whose document is not there', () => {
  expect(named('INV-L5', 'update journalEntry set sourceId = 999 where id = 1')).toEqual(['journalEntry 1']);
  expect(named('INV-L5', "update journalEntry set sourceKind = 'nothing' where id = 1")).toEqual(['journalEntry nothing']);
});

test('INV-L6 names the control account that is not its open items, and a posting that names none', () => {
  const receivable = accountId(shop, '1100');
  expect(found('INV-L6', 'update openItem set balance = 9999')).toEqual([
    { table: 'ledgerAccount', id: receivable, says: 'control account 1100 is 10000, its open items are 9999' },
  ]);
  expect(named('INV-L6', 'update openItem set balance = 10000; update posting set itemKind = null, itemId = null where entryId = 1')).toEqual(['posting 1']);
});

test('INV-L6 names an open item that is not there', () => {
  const receivable = accountId(shop, '1100');
  expect(named('INV-L6', 'update openItem set itemId = 999')).toEqual([`openItem ${receivable} user 999`]);
});
