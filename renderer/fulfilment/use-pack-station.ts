import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { OutputOf } from '../client/methods.ts';
import { useQueryOf, useShopClient } from '../client/use-shop.tsx';
import type { Outcome } from '../ui/scan/scan-outcome.tsx';
import { playOutcome } from '../ui/scan/sounds.ts';
import type { RecentScan } from '../ui/scan/station.tsx';
import { useUi } from '../ui/ui-context.tsx';

export type Tote = OutputOf<'pack.tote'>;
type Scanned = OutputOf<'pack.scan'>;

const shown = 8;

/** The packing table: a tote is found by a scan, its parcel opens by itself, and every piece says whether it belongs. */
export function usePackStation(toteId: number | undefined, go: (toteId: number | undefined) => void) {
  const { t } = useTranslation();
  const { formats, problemText } = useUi();
  const client = useShopClient();
  const answer = useQueryOf('pack.tote', { pickToteId: toteId ?? 0 }, { enabled: toteId !== undefined });
  const tote = toteId === undefined ? undefined : answer.data?.pickToteId === toteId ? answer.data : undefined;
  const [outcome, setOutcome] = useState<Outcome>();
  const [recent, setRecent] = useState<readonly RecentScan[]>([]);
  /** The next scan shows something outside the box. */
  const [aside, setAside] = useState(false);
  /** What left last; its label is told of. */
  const [leftId, setLeftId] = useState<number>();
  const last = useRef<Scanned>(undefined);
  const scans = useRef(0);

  const choose = (next: number | undefined): void => {
    setAside(false);
    go(next);
  };
  const say = (told: Outcome, result: string): void => {
    scans.current += 1;
    setOutcome(told);
    // Taken now: in a burst the list is only drawn later.
    const row: RecentScan = { id: scans.current, kind: told.kind, item: told.item, result };
    setRecent((before) => [row, ...before].slice(0, shown));
    playOutcome(told.kind);
  };
  const refuse = (problem: unknown): void => {
    const { what, why } = problemText(problem);
    say({ kind: 'wrong', says: what, item: why, detail: '', problem }, what);
  };
  const told = (scanned: Scanned, code: string): void => {
    last.current = scanned;
    const item = scanned.name ?? code;
    const count = { label: t(($) => $.packing.packed), value: formats.quantity(scanned.packed) };
    if (scanned.outcome === 'packed') {
      const says = scanned.complete ? t(($) => $.packing.complete) : t(($) => $.packing.packed);
      return say({ kind: 'ok', says, item, detail: scanned.complete ? t(($) => $.packing.completeDetail) : (scanned.sku ?? ''), count }, count.value);
    }
    const says = scanned.outcome === 'tooMany' ? t(($) => $.packing.tooMany) : scanned.outcome === 'unknown' ? t(($) => $.packing.unknown) : t(($) => $.packing.wrong);
    say({ kind: scanned.outcome === 'unknown' ? 'unknown' : 'wrong', says, item, detail: `${t(($) => $.packing.putAside)} D` }, says);
  };
  const find = async (code: string): Promise<void> => {
    const { pickToteId } = await client.call('pack.find', { code });
    if (pickToteId === null) return say({ kind: 'unknown', says: t(($) => $.packing.noTote), item: code, detail: t(($) => $.packing.scanTote) }, t(($) => $.packing.noTote));
    choose(pickToteId);
    setOutcome(undefined);
    playOutcome('ok');
  };
  const scan = async (text: string): Promise<void> => {
    const code = text.trim();
    try {
      if (!tote) return await find(code);
      // The label of another tote is no goods: the table turns to it.
      if (/^.+\/\d+$/.test(code)) return await find(code);
      const parcelId = tote.parcelId ?? (await client.call('pack.open', { pickToteId: tote.pickToteId })).parcelId;
      if (aside) {
        await client.call('pack.putAside', { parcelId, code });
        setAside(false);
        return say({ kind: 'ok', says: t(($) => $.packing.settled), item: code, detail: '' }, t(($) => $.packing.settled));
      }
      const scanned = await client.call('pack.scan', { parcelId, code });
      // "Enter ships it" is said when the screen knows of the last piece, so that Enter does.
      if (scanned.complete) await answer.refetch();
      told(scanned, code);
    } catch (problem) {
      refuse(problem);
    }
  };
  const undo = async (): Promise<void> => {
    const scanned = last.current;
    if (!scanned) return;
    last.current = undefined;
    try {
      await client.call('pack.takeOut', { packScanId: scanned.packScanId });
      say({ kind: 'ok', says: t(($) => $.picking.undone), item: scanned.name ?? '', detail: '' }, t(($) => $.picking.undone));
    } catch (problem) {
      refuse(problem);
    }
  };
  const shipped = (done: OutputOf<'pack.ship'>): void => {
    last.current = undefined;
    const number = done.trackingNumber === null ? t(($) => $.packing.noNumber) : done.trackingFrom === 'pool' ? t(($) => $.packing.fromPool, { number: done.trackingNumber }) : done.trackingNumber;
    say({ kind: 'ok', says: t(($) => $.packing.shipped), item: done.shipmentNumber, detail: [done.carrier, number].filter(Boolean).join(' · ') }, done.shipmentNumber);
    setLeftId(done.shipmentId);
    choose(done.more ? toteId : undefined);
  };
  return { tote, outcome, recent, choose, aside, setAside, scan, undo, shipped, leftId };
}
