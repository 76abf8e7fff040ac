import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type Quantity, quantity } from '../../shared/units/quantity.ts';
import type { OutputOf } from '../client/methods.ts';
import { useQueryOf, useShopClient } from '../client/use-shop.tsx';
import type { Outcome } from '../ui/scan/scan-outcome.tsx';
import { playOutcome } from '../ui/scan/sounds.ts';
import type { RecentScan } from '../ui/scan/station.tsx';
import { useUi } from '../ui/ui-context.tsx';
import { carried, type MovedGoods, useHand } from './move.store.ts';
import { inTurn, moveOf, reversed } from './bin-moves.ts';

type Location = OutputOf<'location.list'>['locations'][number];
export interface Bin {
  readonly id: number;
  readonly code: string;
  readonly location: Location;
}

const shown = 8;

/** The scans of somebody who carries goods between bins: what each means, and what was booked. */
export function useMoving() {
  const { t } = useTranslation();
  const { formats, problemText } = useUi();
  const client = useShopClient();
  const locations = useQueryOf('location.list', undefined).data?.locations ?? [];
  const bins = locations.filter((one) => !one.blocked).flatMap((location) => location.bins.filter((bin) => !bin.blocked).map((bin): Bin => ({ ...bin, location })));
  const hand = useHand();
  const [outcome, setOutcome] = useState<Outcome>();
  const [recent, setRecent] = useState<readonly RecentScan[]>([]);
  const scans = useRef(0);
  const say = (told: Outcome, result: string): void => {
    scans.current += 1;
    setOutcome(told);
    // Taken now: in a burst the list is only drawn later.
    const row: RecentScan = { id: scans.current, kind: told.kind, item: told.item, result };
    setRecent((before) => [row, ...before].slice(0, shown));
    playOutcome(told.kind);
  };
  const count = (): string => formats.quantity(quantity(useHand.getState().items.reduce((sum, item) => sum + item.quantity, 0)));
  const refuse = (item: string, problem: unknown): void => {
    const { what, why } = problemText(problem);
    say({ kind: 'wrong', says: t(($) => $.move.notMoved), item, detail: `${what}. ${why}`, problem }, t(($) => $.move.notMoved));
  };
  const takeFrom = (bin: Bin): void => {
    hand.takeFrom(bin.id);
    say({ kind: 'ok', says: t(($) => $.move.fromBin), item: bin.code, detail: bin.location.name }, '');
  };
  const moveTo = async (bin: Bin): Promise<void> => {
    const from = bins.find(({ id }) => id === useHand.getState().fromBinId);
    if (from && from.location.id !== bin.location.id) return say({ kind: 'wrong', says: t(($) => $.move.notMoved), item: bin.code, detail: t(($) => $.move.otherLocation) }, t(($) => $.move.notMoved));
    const total = count();
    const moved: MovedGoods[] = carried(useHand.getState().items).map(({ variantId, quantity: amount, lot }) => ({
      variantId, quantity: amount, locationId: bin.location.id, fromBinId: from?.id ?? null, toBinId: bin.id, ...(lot !== undefined && { lot }),
    }));
    try {
      // All of a hand in one command each; a refusal stops before anything that follows, and what was booked is taken back.
      await inTurn(moved, (goods) => client.call('stock.move', moveOf(goods)), (goods) => client.call('stock.move', moveOf(reversed(goods))));
    } catch (problem) {
      return refuse(bin.code, problem);
    }
    hand.settle(moved);
    say({ kind: 'ok', says: t(($) => $.move.moved), item: t(($) => $.move.movedTo, { bin: bin.code }), detail: bin.location.name, count: { label: t(($) => $.move.moved), value: total } }, total);
  };
  const take = async (text: string): Promise<void> => {
    const { found, reading } = await client.call('barcode.resolve', { text });
    if (!found) return say({ kind: 'unknown', says: t(($) => $.scan.unknownSays), item: reading.code, detail: t(($) => $.move.put) }, t(($) => $.scan.unknownSays));
    const lot = reading.serial ?? reading.lot;
    hand.take({ variantId: found.id, name: found.productName, sku: found.sku, quantity: found.quantity, ...(lot !== undefined && { lot }) });
    say({ kind: 'ok', says: t(($) => $.move.taken), item: found.productName, detail: found.sku, count: { label: t(($) => $.move.inHand), value: count() } }, count());
  };
  const scan = async (text: string): Promise<void> => {
    const here = bins.filter((bin) => bin.code.toLowerCase() === text.trim().toLowerCase());
    const from = bins.find(({ id }) => id === useHand.getState().fromBinId);
    const bin = here.find(({ location }) => location.id === from?.location.id) ?? here[0];
    if (bin) return useHand.getState().items.length === 0 ? takeFrom(bin) : moveTo(bin);
    await take(text).catch((problem: unknown) => refuse(text, problem));
  };
  const undo = async (): Promise<void> => {
    const { items, moved } = useHand.getState();
    try {
      if (items.length > 0) hand.dropLast();
      else if (moved.length > 0) {
        await inTurn(moved.map(reversed), (goods) => client.call('stock.move', moveOf(goods)), (goods) => client.call('stock.move', moveOf(reversed(goods))));
        hand.putBack();
      } else return;
    } catch (problem) {
      return refuse(t(($) => $.move.undo), problem);
    }
    say({ kind: 'ok', says: t(($) => $.move.undone), item: items.at(-1)?.name ?? t(($) => $.move.moved), detail: items.at(-1)?.sku ?? '', count: { label: t(($) => $.move.inHand), value: count() } }, count());
  };
  const setLast = (amount: Quantity): void => {
    const last = hand.items.at(-1);
    if (!last) return;
    hand.setLast(amount);
    say({ kind: 'ok', says: t(($) => $.move.taken), item: last.name, detail: last.sku, count: { label: t(($) => $.move.inHand), value: count() } }, count());
  };
  const empty = (): void => {
    hand.takeFrom(null);
    setOutcome(undefined);
  };
  return { outcome, recent, from: bins.find(({ id }) => id === hand.fromBinId), inHand: count(), items: hand.items, scan, undo, setLast, empty };
}
