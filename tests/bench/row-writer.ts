import type Database from 'better-sqlite3';
import { createHash } from 'node:crypto';
import { chainHash, inputDigest } from '../../main/app/chain.ts';
import { entryDigest } from '../../main/accounting/entry-digest.ts';
import type { Schema } from '../../main/database/schema.ts';
import { instant } from '../../shared/units/instant.ts';
import { accountsOf } from './hand/book.ts';

/** A table's row with every column the builder fills; values are plain numbers and texts, as SQLite stores them. */
type Row<Table extends keyof Schema> = { [Column in keyof Schema[Table]]?: string | number | null };

interface SchemaObject {
  name: string;
  type: string;
  sql: string;
}

/**
 * Writes rows faster than any service could: triggers and indexes are put aside, so whoever uses this writes the kept figures
 * himself, and `close` puts everything back. `check` proves the file afterwards, the schema included.
 */
export class RowWriter {
  private readonly raw: Database.Database;
  private readonly aside: SchemaObject[];
  private readonly inserts = new Map<string, Database.Statement>();
  private readonly lastIds = new Map<string, number>();

  constructor(raw: Database.Database) {
    this.raw = raw;
    raw.pragma('wal_checkpoint(TRUNCATE)');
    raw.pragma('journal_mode = OFF');
    raw.pragma('foreign_keys = OFF');
    this.aside = raw.prepare("select name, type, sql from sqlite_schema where type in ('trigger', 'index') and sql is not null").all() as SchemaObject[];
    for (const { type, name } of this.aside) raw.exec(`drop ${type} "${name}"`);
  }

  /** The id the next row of a table gets. */
  nextId(table: keyof Schema): number {
    const last = this.lastIds.get(table) ?? (this.raw.prepare(`select coalesce(max(rowid), 0) from "${table}"`).pluck().get() as number);
    this.lastIds.set(table, last + 1);
    return last + 1;
  }

  /** Writes a row; every row of a table names the same columns in the same order. */
  put<Table extends keyof Schema>(table: Table, row: Row<Table>): void {
    let insert = this.inserts.get(table);
    if (!insert) {
      const columns = Object.keys(row);
      insert = this.raw.prepare(`insert into "${table}" (${columns.join(', ')}) values (${columns.map(() => '?').join(', ')})`);
      this.inserts.set(table, insert);
    }
    insert.run(...Object.values(row));
  }

  inOneGo(work: () => void): void {
    this.raw.transaction(work)();
  }

  close(): void {
    for (const { sql } of this.aside) this.raw.exec(sql);
    this.raw.pragma('foreign_keys = ON');
    this.raw.pragma('journal_mode = WAL');
  }
}

export interface RowEntry {
  at: number;
  on: string;
  sourceKind: string;
  sourceId: number;
  rule: string;
  memoKey: string;
  memo: object;
  terms: object;
  channelId: number | null;
  commandId: number;
  /** Role, amount, and the open item of a control account. */
  legs: readonly (readonly [role: string, amount: number, itemKind?: string, itemId?: number])[];
}

const salt = '0'.repeat(32);
const erased = inputDigest(salt, 'erased');

/** The books and the record of commands while rows are written: numbers, balances and the chain go on from where the file stood. */
export class BookWriter {
  private readonly rows: RowWriter;
  private readonly raw: Database.Database;
  private readonly accountOf: (role: string) => number;
  private readonly series: Map<string, number>;
  private readonly days = new Map<string, { debit: number; credit: number }>();
  private readonly items = new Map<string, { balance: number; sinceOn: string; lastOn: string; channelId: number }>();
  private hash: string;
  private proofs: [string, number, string][] = [];

  constructor(raw: Database.Database, rows: RowWriter) {
    this.rows = rows;
    this.raw = raw;
    this.accountOf = accountsOf(raw);
    this.series = new Map(raw.prepare('select code, next from series').raw().all() as [string, number][]);
    this.hash = raw.prepare('select hash from command order by id desc limit 1').pluck().get() as string;
    for (const row of raw.prepare('select * from ledgerDay').all() as { ledgerAccountId: number; dayOn: string; debit: number; credit: number }[]) {
      this.days.set(`${row.ledgerAccountId} ${row.dayOn}`, { debit: row.debit, credit: row.credit });
    }
  }

  number(code: string, prefix: string): string {
    const next = this.series.get(code) ?? 1;
    this.series.set(code, next + 1);
    return prefix + String(next).padStart(6, '0');
  }

  /** Records a command around the rows it writes; its body counts as erased, its key lies scattered as real keys do. */
  command(method: string, at: number, via: 'app' | 'sync', write: (commandId: number) => object): void {
    const id = this.rows.nextId('command');
    this.proofs = [];
    const changes = JSON.stringify(write(id));
    const head = { id, method, recordedAt: instant(at), userId: 1, role: 'owner', deviceId: null, via, inputDigest: erased } as const;
    const row = { ...head, changes, proofs: JSON.stringify(this.proofs) };
    this.hash = chainHash(this.hash, row);
    this.rows.put('command', { ...row, hash: this.hash });
    this.rows.put('commandBody', { commandId: id, salt, input: null, result: null });
    const key = createHash('md5').update(String(id)).digest('hex');
    this.rows.put('commandKey', { key, commandId: id, inputDigest: erased, result: '{}' });
  }

  post(entry: RowEntry): number {
    const id = this.rows.nextId('journalEntry');
    const { at, on, sourceKind, sourceId, channelId, commandId } = entry;
    const head = {
      id, number: this.number('journalEntry', 'JE-'), postedOn: on, occurredAt: at, recordedAt: at, sourceKind, sourceId, ruleId: entry.rule, ruleVersion: 1,
      memoKey: entry.memoKey, memoValues: JSON.stringify(entry.memo), terms: JSON.stringify(entry.terms), textDigest: null, reversesId: null,
    };
    const postings = entry.legs
      .filter(([, amount]) => amount !== 0)
      .map(([role, amount, itemKind = null, itemId = null]) => ({ ledgerAccountId: this.accountOf(role), amount, channelId, locationId: null, campaignId: null, itemKind, itemId, currency: null, foreignAmount: null }));
    const digest = entryDigest(head, postings);
    this.rows.put('journalEntry', { ...head, digest, postedAt: at, commandId });
    postings.forEach((posting, index) => {
      this.rows.put('posting', { entryId: id, lineNo: index + 1, postedOn: on, ...posting });
      this.keep(posting, on);
    });
    for (const [role, amount] of entry.legs) {
      if (amount === 0 || (role !== 'outputTax' && role !== 'inputTax')) continue;
      const tax = role === 'outputTax' ? -amount : amount;
      const direction = role === 'outputTax' ? 'output' : 'input';
      this.rows.put('taxLine', { id: this.rows.nextId('taxLine'), entryId: id, direction, treatment: 'taxed', country: 'CN', region: '', taxClassId: null, rate: 130_000, base: Math.round(tax / 0.13), tax, taxPointOn: on });
    }
    this.proofs.push(['journalEntry', id, digest]);
    return id;
  }

  private keep({ ledgerAccountId, amount, channelId, itemKind, itemId }: { ledgerAccountId: number; amount: number; channelId: number | null; itemKind: string | null; itemId: number | null }, on: string): void {
    const key = `${ledgerAccountId} ${on}`;
    const day = this.days.get(key);
    if (!day) this.days.set(key, { debit: Math.max(amount, 0), credit: Math.max(-amount, 0) });
    else if (amount > 0) day.debit += amount;
    else day.credit -= amount;
    if (itemKind === null) return;
    const item = `${ledgerAccountId} ${itemKind} ${itemId}`;
    const kept = this.items.get(item) ?? { balance: 0, sinceOn: on, lastOn: on, channelId: 0 };
    this.items.set(item, {
      balance: kept.balance + amount,
      sinceOn: on < kept.sinceOn ? on : kept.sinceOn,
      lastOn: on > kept.lastOn ? on : kept.lastOn,
      channelId: Math.max(kept.channelId, channelId ?? 0),
    });
  }

  /** Writes the kept balances and counters. */
  close(): void {
    this.raw.exec('delete from ledgerDay');
    for (const [key, { debit, credit }] of [...this.days].toSorted(([a], [b]) => (a < b ? -1 : 1))) {
      const [account, on] = key.split(' ');
      this.rows.put('ledgerDay', { ledgerAccountId: Number(account), dayOn: on!, debit, credit });
    }
    this.raw.exec(`delete from taxDay;
      insert into taxDay (taxPointOn, postedOn, direction, treatment, country, region, rate, base, tax, lines)
      select line.taxPointOn, entry.postedOn, direction, treatment, country, region, coalesce(rate, -1), sum(base), sum(tax), count(*)
      from taxLine line join journalEntry entry on entry.id = line.entryId group by 1, 2, 3, 4, 5, 6, 7`);
    this.raw.exec(`delete from centreDay;
      insert into centreDay (ledgerAccountId, kind, dayOn, centreId, amount)
      select p.ledgerAccountId, 'channel', p.postedOn, p.channelId, sum(p.amount) from posting p join ledgerAccount a on a.id = p.ledgerAccountId
      where p.channelId is not null and a.type in ('income', 'expense') group by 1, 2, 3, 4`);
    this.raw.exec(`delete from boughtDay;
      insert into boughtDay (dayOn, ledgerAccountId, amount)
      select e.postedOn, p.ledgerAccountId, sum(p.amount) from journalEntry e join posting p on p.entryId = e.id
      where e.sourceKind in ('goodsReceipt', 'purchaseReturn', 'supplierBill', 'landedCost')
        and p.ledgerAccountId = (select ledgerAccountId from accountRole where role = 'inventory') group by 1, 2`);
    for (const [key, kept] of this.items) {
      const [account, itemKind, itemId] = key.split(' ');
      this.rows.put('openItem', { ledgerAccountId: Number(account), itemKind: itemKind!, itemId: Number(itemId), ...kept });
    }
    this.raw.exec(`delete from openDay;
      insert into openDay (ledgerAccountId, channelId, sinceOn, postedOn, amount, items)
      select o.ledgerAccountId, o.channelId, o.sinceOn, d.postedOn, sum(d.amount), sum((d.after <> 0) - (d.after - d.amount <> 0))
      from (
        select p.ledgerAccountId, p.itemKind, p.itemId, p.postedOn, sum(p.amount) as amount, sum(sum(p.amount)) over (partition by p.ledgerAccountId, p.itemKind, p.itemId order by p.postedOn) as after
        from posting p join ledgerAccount a on a.id = p.ledgerAccountId where a.control is not null and p.itemId is not null group by 1, 2, 3, 4
      ) d join openItem o using (ledgerAccountId, itemKind, itemId) group by 1, 2, 3, 4;
      delete from exchangeDay;
      insert into exchangeDay (dayOn, shape, ledgerAccountId, debit, credit)
      select p.postedOn, moved.shape, p.ledgerAccountId, sum(max(p.amount, 0)), sum(max(-p.amount, 0))
      from (
        select entryId, group_concat(ledgerAccountId || iif(net > 0, '+', '-'), ' ' order by ledgerAccountId) as shape from (
          select m.entryId, m.ledgerAccountId, sum(m.amount) as net from posting m join ledgerAccount a on a.id = m.ledgerAccountId
          where a.type = 'asset' and a.control is not 'inventory' group by 1, 2 having sum(m.amount) <> 0
        ) group by entryId
      ) moved cross join posting p on p.entryId = moved.entryId group by 1, 2, 3`);
    const counter = this.raw.prepare('insert into series (code, prefix, next) values (?, ?, ?) on conflict (code) do update set next = excluded.next');
    for (const [code, next] of this.series) counter.run(code, prefixes[code] ?? code, next);
  }
}

const prefixes: Record<string, string> = { salesOrder: 'SO-', shipment: 'SH-', journalEntry: 'JE-', goodsReceipt: 'GR-' };
