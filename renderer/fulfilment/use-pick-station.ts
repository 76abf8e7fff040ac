import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type Quantity, quantity } from '../../shared/units/quantity.ts';
import type { OutputOf } from '../client/methods.ts';
import { useShopClient } from '../client/use-shop.tsx';
import type { Outcome } from '../ui/scan/scan-outcome.tsx';
import { playOutcome } from '../ui/scan/sounds.ts';
import type { RecentScan } from '../ui/scan/station.tsx';
import { useUi } from '../ui/ui-context.tsx';

type Wave = OutputOf<'wave.get'>;
export type PickLine = Wave['lines'][number];

interface Taken {
  readonly pickLineId: number;
  readonly quantity: Quantity;
  readonly lots?: { code: string; quantity: Quantity }[];
}

const shown = 8;

/** What is still to be taken, and of that what lies where one stands: the bin that was scanned, else the next on the walk. */
function whereNow(wave: Wave, chosen: number | null | undefined) {
  const open = wave.lines.filter((line) => line.left > 0);
  const stop = open.find((line) => line.binId === chosen) ?? open[0];
  return { open, stop, here: open.filter((line) => line.binId === stop?.binId) };
}

/** Picking by continuous scan: a scan takes the next open line of these goods in this bin, and the list goes on by itself. */
export function usePickStation(wave: Wave) {
  const { t } = useTranslation();
  const { formats, problemText } = useUi();
  const client = useShopClient();
  const [outcome, setOutcome] = useState<Outcome>();
  const [recent, setRecent] = useState<readonly RecentScan[]>([]);
  const [chosen, setChosen] = useState<number | null>();
  /** The same bin for scans that come before the page is drawn again. */
  const standing = useRef<number | null | undefined>(undefined);
  /** The last piece is in its tote; the page hears of it later than the hand that goes on. */
  const [whole, setWhole] = useState(false);
  /** What was taken here, the last at the end. */
  const taken = useRef<Taken[]>([]);
  const scans = useRef(0);
  const { open, stop, here } = whereNow(wave, chosen);
  const all = wave.lines.reduce<number>((sum, line) => sum + line.quantity - line.short, 0);
  const done = wave.lines.reduce<number>((sum, line) => sum + Math.min(line.picked, line.quantity), 0);
  const placeOf = (line: PickLine): string => line.binCode ?? t(($) => $.ship.floor);

  const say = (told: Outcome, result: string): void => {
    scans.current += 1;
    setOutcome(told);
    // Taken now: in a burst the list is only drawn later.
    const row: RecentScan = { id: scans.current, kind: told.kind, item: told.item, result };
    setRecent((before) => [row, ...before].slice(0, shown));
    playOutcome(told.kind);
  };
  const refuse = (item: string, problem: unknown): void => {
    const { what, why } = problemText(problem);
    say({ kind: 'wrong', says: what, item, detail: why, problem }, what);
  };
  const take = async (line: PickLine, amount: Quantity, isLast: boolean, lot?: string): Promise<void> => {
    const piece: Taken = { pickLineId: line.pickLineId, quantity: amount, ...(lot !== undefined && { lots: [{ code: lot, quantity: amount }] }) };
    const { left } = await client.call('pick.take', piece);
    taken.current.push(piece);
    const whole = isLast && left === 0;
    setWhole(whole);
    const detail = whole ? t(($) => $.picking.doneDetail) : `${line.sku} · ${t(($) => $.picking.intoTote, { tote: line.toteNo })}`;
    say({ kind: 'ok', says: whole ? t(($) => $.picking.done) : t(($) => $.picking.taken), item: line.name, detail, count: { label: t(($) => $.picking.tote), value: String(line.toteNo) } }, `→ ${line.toteNo}`);
  };
  /** As the shop has it: scans come faster than the page hears of the last one. */
  const now = async () => whereNow(await client.call('wave.get', { pickWaveId: wave.id }), standing.current);
  const standAt = (binId: number | null | undefined): void => {
    standing.current = binId;
    setChosen(binId);
  };
  const scanGoods = async (text: string): Promise<void> => {
    const { open, here } = await now();
    const { found, reading } = await client.call('barcode.resolve', { text });
    if (!found) return say({ kind: 'unknown', says: t(($) => $.scan.unknownSays), item: reading.code, detail: t(($) => $.picking.putAside) }, t(($) => $.scan.unknownSays));
    const match = here.find((line) => line.variantId === found.id);
    if (match) return take(match, quantity(Math.min(found.quantity, match.left)), open.length === 1, reading.serial ?? reading.lot);
    const elsewhere = open.find((line) => line.variantId === found.id);
    if (elsewhere) return say({ kind: 'wrong', says: t(($) => $.picking.wrongBin), item: found.productName, detail: t(($) => $.picking.goTo, { bin: placeOf(elsewhere) }) }, t(($) => $.picking.wrongBin));
    say({ kind: 'wrong', says: t(($) => $.picking.notOnList), item: found.productName, detail: t(($) => $.picking.putAside) }, t(($) => $.picking.notOnList));
  };
  const scan = async (text: string): Promise<void> => {
    const bin = wave.lines.find((line) => line.binCode?.toLowerCase() === text.trim().toLowerCase());
    await (bin ? scanBin(bin) : scanGoods(text)).catch((problem: unknown) => refuse(text, problem));
  };
  const scanBin = async (bin: PickLine): Promise<void> => {
    const { open, stop } = await now();
    if (!open.some((line) => line.binId === bin.binId)) return say({ kind: 'wrong', says: t(($) => $.picking.binDone), item: placeOf(bin), detail: stop ? t(($) => $.picking.goTo, { bin: placeOf(stop) }) : '' }, t(($) => $.picking.binDone));
    standAt(bin.binId);
    say({ kind: 'ok', says: t(($) => $.picking.here), item: placeOf(bin), detail: '' }, '');
  };
  const undo = async (): Promise<void> => {
    const last = taken.current.at(-1);
    if (!last) return;
    const line = wave.lines.find(({ pickLineId }) => pickLineId === last.pickLineId);
    try {
      await client.call('pick.putBack', last);
      taken.current.pop();
      setWhole(false);
      say({ kind: 'ok', says: t(($) => $.picking.undone), item: line?.name ?? '', detail: line ? placeOf(line) : '' }, formats.quantity(last.quantity));
    } catch (problem) {
      refuse(line?.name ?? '', problem);
    }
  };
  const takeMany = async (amount: Quantity): Promise<void> => {
    const [line] = here;
    if (line) await take(line, amount, open.length === 1).catch((problem: unknown) => refuse(line.name, problem));
  };
  const short = async (): Promise<void> => {
    const [line] = here;
    if (!line) return;
    try {
      const { short: missing } = await client.call('pick.short', { pickLineId: line.pickLineId });
      say({ kind: 'wrong', says: t(($) => $.picking.shortSaid), item: line.name, detail: t(($) => $.picking.shortDetail, { quantity: formats.quantity(missing) }) }, t(($) => $.picking.shortSaid));
    } catch (problem) {
      refuse(line.name, problem);
    }
  };
  const next = (): void => {
    const after = open.find((line) => line.stopNo > (stop?.stopNo ?? 0)) ?? open[0];
    standAt(after?.binId);
    setOutcome(undefined);
  };
  return { outcome, recent, stop, line: here[0], placeOf, done: quantity(done), all: quantity(all), finished: whole || open.length === 0, scan, undo, takeMany, short, next };
}
