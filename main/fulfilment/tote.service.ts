import { stillOpen } from '../../shared/fulfilment/wave.rules.ts';
import { quantity } from '../../shared/units/quantity.ts';
import type { Tx } from '../database/handles.ts';
import { hasSetFree } from '../inventory/allocation.service.ts';
import { anyToteNews, clearToteNews, linesInTheNews, linesOfTote, setDropped, setToteDone } from './wave.statements.ts';

/** A tote is done when nothing in it waits for anybody. */
export function refreshTote(tx: Tx, pickToteId: number): void {
  const open = linesOfTote.all(tx, { pickToteId }).some((line) => stillOpen(line) > 0);
  if (setToteDone.run(tx, { id: pickToteId, done: open ? 0 : 1 }).changes > 0) tx.changed('pickTote', pickToteId);
}

/**
 * Whoever cancels, ships or releases an order elsewhere takes its goods out of the totes: at the end of every command no tote
 * asks for more than is set aside for its order. Nothing is asked where nothing was set free.
 */
export function dropWhatIsNotSetAside(tx: Tx): void {
  if (!hasSetFree(tx) || !anyToteNews.get(tx, {})) return;
  const byOrderLine = Map.groupBy(linesInTheNews.all(tx, {}), ({ orderLineId, locationId }) => `${orderLineId} ${locationId}`);
  for (const lines of byOrderLine.values()) {
    let beyond = lines.reduce<number>((sum, line) => sum + stillOpen(line), 0) - (lines[0]?.setAside ?? 0);
    // What is still on its shelf is dropped before what is in the tote.
    for (const line of lines.toSorted((a, b) => a.picked - b.picked)) {
      const dropped = Math.min(Math.max(0, beyond), stillOpen(line));
      if (dropped <= 0) continue;
      beyond -= dropped;
      setDropped.run(tx, { id: line.id, dropped: quantity(line.dropped + dropped) });
      tx.changed('pickLine', line.id);
    }
    for (const pickToteId of new Set(lines.map((line) => line.pickToteId))) refreshTote(tx, pickToteId);
  }
  clearToteNews.run(tx, {});
}
