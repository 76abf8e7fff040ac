import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { appProofs } from '../../main/app/proofs.ts';
import type { Fault } from '../../main/database/proof.ts';
import { announce } from '../../main/outbox/announce.ts';
import { newShop, type TestShop } from '../support/shop.ts';

let shop: TestShop;

/** Five commands: the founding, and four people. */
beforeEach(() => {
  shop = newShop();
  for (const name of ['Mei', 'Bo', 'Jun', 'Ana']) shop.call('user.add', { name, role: 'clerk', language: null });
});
afterEach(() => shop.close());

const faultsOf = (id: string): Fault[] => appProofs.find((proof) => proof.id === id)?.prove(shop.read).faults ?? [];

/** As somebody with a database tool would: without triggers and foreign keys. */
function breakFile(statement: string): void {
  shop.raw.pragma('foreign_keys = OFF');
  for (const name of shop.raw.prepare("select name from sqlite_schema where type = 'trigger'").pluck().all() as string[]) shop.raw.exec(`drop trigger ${name}`);
  shop.raw.exec(statement);
}

const named = (statement: string): string[] => {
  breakFile(statement);
  return faultsOf('INV-A1').map(({ table, id }) => `${table} ${id}`);
};

describe('the record of commands (INV-A1)', () => {
  test('proves while nobody has touched it', () => {
    expect(faultsOf('INV-A1')).toEqual([]);
  });

  const columns: [string, string][] = [
    ['method', "'user.block'"], ['recordedAt', 'recordedAt + 1'], ['userId', '2'], ['role', "'clerk'"], ['deviceId', '7'], ['via', "'cli'"],
    ['inputDigest', "replace(inputDigest, substr(inputDigest, 1, 1), 'g')"], ['changes', "'{}'"], ['proofs', "'[1]'"], ['hash', "replace(hash, substr(hash, 1, 1), 'g')"],
  ];
  test.each(columns)('names the command whose %s was edited', (column, value) => {
    expect(named(`update command set ${column} = ${value} where id = 3`)).toContain('command 3');
  });

  test('names the place of a record that was taken out', () => {
    expect(named('delete from command where id = 3')).toContain('command 4');
  });

  test('names both of two records that changed places', () => {
    expect(named('update command set id = 99 where id = 3; update command set id = 3 where id = 4; update command set id = 4 where id = 99')).toEqual(
      expect.arrayContaining(['command 3', 'command 4']),
    );
  });

  test('notices that the last records were cut off', () => {
    expect(named('delete from command where id > 3')).toContain('command 5');
  });

  test('names a record slipped in at the end', () => {
    const copied = 'select 6, method, recordedAt, userId, role, deviceId, via, inputDigest, changes, proofs, hash from command where id = 5';
    expect(named(`insert into command (id, method, recordedAt, userId, role, deviceId, via, inputDigest, changes, proofs, hash) ${copied}`)).toContain('command 6');
  });

  test('names the command whose kept words were changed afterwards', () => {
    expect(named(`update commandBody set input = '{"name":"Eve"}' where commandId = 2`)).toEqual(['commandBody 2']);
  });

  test('holds after the words of a command were erased', () => {
    expect(named('update commandBody set input = null, result = null where commandId = 2; delete from commandBody where commandId = 3')).toEqual([]);
  });

  test('names a fact whose command is not there, in whatever table', () => {
    breakFile("insert into outbox (channelId, capability, key, payload, commandId, createdAt, nextTryAt, state) values (1, 'stock', 'v1', '{}', 77, 0, 0, 'waiting')");
    expect(faultsOf('INV-A1')).toEqual([{ table: 'outbox', id: 1, says: 'names command 77, which is not there' }]);
    expect(named('update commandKey set commandId = 78; update journalEntry set commandId = 79')).toEqual(['outbox 1']);
  });
});

describe('news owed to channels (INV-C2)', () => {
  const owe = (key: string) => shop.tx((tx) => ({ id: announce(tx, { channelId: 1, capability: 'stock', key, payload: {} }) })).id;
  const wrong = (statement: string) => {
    breakFile(statement);
    return faultsOf('INV-C2').map(({ id, says }) => `${id} ${says}`);
  };

  /** News 1 about rod A is superseded by news 2; news 3 is about rod B. */
  beforeEach(() => {
    for (const key of ['A', 'A', 'B']) owe(key);
  });

  test('proves while nobody has touched it', () => {
    expect(faultsOf('INV-C2')).toEqual([]);
  });

  test('superseded news names later news about the same thing', () => {
    expect(wrong('update outbox set supersededById = 3 where id = 1')).toEqual(['1 is superseded by 3, which is not later news about the same thing']);
  });

  test('one thing has one piece of news waiting', () => {
    expect(wrong("update outbox set key = 'A' where id = 3")).toEqual(['3 is not the only news waiting about A']);
  });

  test('nothing is in flight past its deadline', () => {
    expect(wrong("update outbox set state = 'sending', deadlineAt = 1 where id = 3")).toEqual(['3 is in flight past its deadline']);
  });

  test('what was sent says when', () => {
    expect(wrong("update outbox set state = 'sent' where id = 3")).toEqual(['3 is sent but does not say when']);
  });
});
