import type Database from 'better-sqlite3';
import { prepare } from './book.ts';

interface Told {
  listingId: number;
  channelId: number;
  externalId: string;
  remoteStock: number | null;
  buffer: number;
  available: number;
}

/** Owes the channel the new level of every listed variant that moved; answers the rows of the outbox. */
export function stockNewsWriter(raw: Database.Database): (now: number, commandId: number) => number[] {
  const moved = prepare(
    raw,
    `select l.id as listingId, l.channelId, l.externalId, l.remoteStock, c.buffer,
       (select sum(s.onHand - s.onHold - s.allocated) from stockLevel s join location p on p.id = s.locationId
        where s.variantId = n.variantId and p.sellable = 1 and p.blocked = 0) as available
     from availabilityNews n cross join listing l on l.variantId = n.variantId join channel c on c.id = l.channelId
     where c.sendsStock = 1 and l.stockKeeping = 'own' and l.goneAt is null order by l.id`,
  );
  const waiting = prepare(
    raw,
    `select id, payload from outbox where channelId = ? and capability = 'stock' and key = ? and state in ('waiting', 'sending') and state = 'waiting'`,
  );
  const insert = prepare(
    raw,
    `insert into outbox (channelId, capability, key, payload, commandId, createdAt, state, nextTryAt) values (?, 'stock', ?, ?, ?, ?, 'waiting', ?)`,
  );
  const supersede = prepare(raw, `update outbox set state = 'superseded', supersededById = ?, finishedAt = ? where id = ?`);
  const clean = prepare(raw, 'delete from availabilityNews');
  return (now, commandId) => {
    const written = (moved.all() as Told[]).flatMap(({ listingId, channelId, externalId, remoteStock, buffer, available }) => {
      const key = `listing:${listingId}`;
      const level = Math.floor(Math.max(0, available - buffer) / 1000) * 1000;
      const before = waiting.get(channelId, key) as { id: number; payload: string } | undefined;
      if (level === (before ? (JSON.parse(before.payload) as { level: number }).level : remoteStock)) return [];
      const id = Number(insert.run(channelId, key, JSON.stringify({ listingId, externalId, level }), commandId, now, now).lastInsertRowid);
      if (before) supersede.run(id, now, before.id);
      return [id];
    });
    clean.run();
    return written;
  };
}
