import Database from 'better-sqlite3';
import { describe, expect, test } from 'vitest';
import { migrations } from '../support/shop.ts';

const files = Object.entries(migrations).toSorted(([a], [b]) => (a < b ? -1 : 1));
const placeOf = (name: string): number => files.findIndex(([file]) => file.startsWith(name));
const connection = placeOf('0041-channels-connection');
const hosts = placeOf('0046-channels-local-hosts');

const local = [
  'http://localhost', 'https://localhost:8443/shop', 'http://LOCALHOST:8080', 'http://shop.localhost:8080',
  'http://127.0.0.1', 'http://127.0.0.1:8080', 'http://127.1.2.3/shop',
  'http://10.0.0.5', 'https://10.255.1.2:8443/store',
  'http://172.16.0.1', 'http://172.20.3.4:80', 'https://172.31.255.255/shop',
  'http://192.168.1.20', 'https://192.168.0.9:8443', 'http://169.254.7.7',
  'http://[::1]', 'http://[::1]:8080/shop', 'http://[fd12:3456::1]', 'http://[fe80::1]:8080',
  'http://shop.local', 'https://shop.local:8443', 'http://shop.local/store', 'http://Shop.Local',
];

const outside = [
  'https://shop.example', 'https://shop.example/localhost', 'https://shop.example/shop.local', 'https://shop.example:8443/10.0.0.5',
  'https://8.8.8.8', 'http://172.15.0.1', 'http://172.32.0.1', 'http://192.167.1.1', 'http://11.0.0.1', 'https://100.0.0.1',
  'https://10.shop.example', 'https://10.0.0.5.shop.example', 'http://192.168.1.20.shop.example:8080/store', 'https://127.0.0.1.shop.example',
  'https://localhost.shop.example', 'https://mylocalhost', 'https://shop.localdomain.example', 'https://shop.local.example',
  'https://[2606:4700::1111]', 'https://[2001:db8::1]:8443', 'https://fd12.shop.example', '',
];

/** A file of the schema before anybody was asked, with a channel at each address. */
function olderFile(urls: readonly string[]): Database.Database {
  const raw = new Database(':memory:');
  for (const [, text] of files.slice(0, connection)) raw.exec(text);
  const insert = raw.prepare("insert into channel (name, url, currency, goLiveAt, addedAt) values (?, ?, 'CNY', 1, 1)");
  for (const [index, url] of urls.entries()) insert.run(`${index}`, url);
  return raw;
}

function migrate(raw: Database.Database, from: number, to: number): void {
  for (const [, text] of files.slice(from, to)) raw.transaction(() => raw.exec(text)).exclusive();
}

const allowed = (raw: Database.Database): Record<string, number> => Object.fromEntries(raw.prepare('select url, localNetwork from channel order by id').raw().all() as [string, number][]);

describe('channels of an older file, from before anybody was asked whether a shop answers in a local network', () => {
  test('those at an address that says itself that it is local are allowed, all others are not', () => {
    const raw = olderFile([...local, ...outside]);
    migrate(raw, connection, files.length);
    expect(allowed(raw)).toEqual(Object.fromEntries([...local.map((url) => [url, 1]), ...outside.map((url) => [url, 0])]));
    raw.close();
  });

  test('what a person said since the first of both steps stays said', () => {
    const raw = olderFile(['http://[::1]:8080', 'https://10.0.0.5.shop.example', 'http://[fd12:3456::1]']);
    migrate(raw, connection, hosts);
    expect(Object.values(allowed(raw))).toEqual([0, 1, 0]);
    const said = raw.prepare("insert into command (method, recordedAt, userId, role, via, inputDigest, changes) values (?, 1, 1, 'owner', 'app', '', ?)");
    said.run('channel.setLocalNetwork', '{"channel":[1]}');
    said.run('channel.setLocalNetwork', '{"channel":[2]}');
    said.run('channel.switchOn', '{"channel":[3]}');
    migrate(raw, hosts, files.length);
    expect(Object.values(allowed(raw))).toEqual([0, 1, 1]);
    raw.close();
  });
});
