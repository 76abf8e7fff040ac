import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { quantity } from '../../shared/units/quantity.ts';
import type { OutputOf } from '../client/methods.ts';
import { useCommand, useQueryOf, useShopClient } from '../client/use-shop.tsx';
import type { Action } from '../ui/actions/action-registry.ts';
import { useActions } from '../ui/actions/use-actions.ts';
import { ProblemPanel } from '../ui/problem-panel.tsx';
import { ScanField } from '../ui/scan/scan-field.tsx';
import { type Outcome, ScanOutcome } from '../ui/scan/scan-outcome.tsx';
import { playOutcome } from '../ui/scan/sounds.ts';
import { RecentScans, Station } from '../ui/scan/station.tsx';
import { useScan } from '../ui/scan/use-scan.ts';
import { Tag } from '../ui/status.tsx';
import { useToasts } from '../ui/toast.tsx';
import { useFormats } from '../ui/ui-context.tsx';
import { countOf, scansOf, useReturning, useScansOf } from './returning.store.ts';

interface Parcel {
  orderId: number;
  rmaId: number | null;
}

/** Goods that come back, as they are unpacked: first whose parcel it is, then each piece, then all of them are taken in together. */
export function ReturnStation() {
  const { rma } = useSearch({ from: '/station/return' });
  const known = useQueryOf('rma.get', { rmaId: rma ?? 0 }, { enabled: rma !== undefined });
  const [parcel, setParcel] = useState<Parcel>();
  const current = parcel ?? (rma !== undefined && known.data ? { orderId: known.data.orderId, rmaId: known.data.id } : undefined);
  return current ? <Unpacking key={current.orderId} parcel={current} /> : <WhoseParcel onFound={setParcel} />;
}

function WhoseParcel({ onFound }: { onFound: (parcel: Parcel) => void }) {
  const { t } = useTranslation();
  const client = useShopClient();
  const [outcome, setOutcome] = useState<Outcome>();
  const [typing, setTyping] = useState(false);
  useScan(
    async ({ text }) => {
      const { found } = await client.call('goodsReturn.find', { text });
      const [first] = found;
      if (first) return onFound(first);
      playOutcome('unknown');
      setOutcome({ kind: 'unknown', says: t(($) => $.returns.scan.unknown), item: text, detail: t(($) => $.returns.scan.unknownText) });
    },
    { patient: true },
  );
  const navigate = useNavigate();
  const group = t(($) => $.returns.scan.title);
  const verbs: Action[] = [
    { id: 'returning.list', label: t(($) => $.returns.scan.toList), group, keys: 'escape', run: () => void navigate({ to: '/returns' }) },
    { id: 'returning.type', label: t(($) => $.returns.scan.type), group, keys: '/', run: () => setTyping(true) },
  ];
  useActions('screen', verbs);
  return (
    <Station
      title={t(($) => $.returns.scan.title)}
      subtitle=""
      back={<Link to="/returns">{t(($) => $.returns.scan.back)}</Link>}
      place={<strong>{t(($) => $.returns.scan.whose)}</strong>}
      panel={<ScanOutcome outcome={outcome} idle={<Idle what={t(($) => $.returns.scan.whose)} says={t(($) => $.returns.scan.whoseText)} />} />}
      legend={typing && <ScanField label={t(($) => $.returns.scan.type)} onLeave={() => setTyping(false)} />}
      recent={null}
      verbs={verbs}
      foot={t(($) => $.returns.scan.whoseText)}
    />
  );
}

function Idle({ what, says }: { what: string; says: string }) {
  return (
    <div className="scan-told">
      <div className="scan-item">{what}</div>
      <div className="scan-says">{says}</div>
    </div>
  );
}

type Offer = OutputOf<'rma.offer'>;
type Rma = OutputOf<'rma.get'>;

/** A line that may be scanned: with an RMA what it still expects, without one what is out. */
interface Expected {
  orderLineId: number;
  variantId: number | null;
  sku: string;
  name: string;
  count: number;
}

function expectedOf(offer: Offer | undefined, rma: Rma | undefined): Expected[] {
  if (rma) return rma.lines.filter((line) => !line.keepsGoods).map((line) => ({ ...line, count: line.quantity - line.received })).filter((line) => line.count > 0);
  return (offer?.lines ?? []).map((line) => ({ ...line, count: line.left })).filter((line) => line.count > 0);
}

function Unpacking({ parcel }: { parcel: Parcel }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const navigate = useNavigate();
  const { orderId, rmaId } = parcel;
  const offer = useQueryOf('rma.offer', { orderId });
  const rma = useQueryOf('rma.get', { rmaId: rmaId ?? 0 }, { enabled: rmaId !== null });
  const expected = expectedOf(offer.data, rmaId === null ? undefined : rma.data);
  const scans = useScansOf(orderId);
  const [outcome, setOutcome] = useState<Outcome>();
  const [typing, setTyping] = useState(false);
  useGoodsScans(orderId, expected, setOutcome);
  const { finish, pending, problem } = useFinish(parcel);
  const undo = useReturning((returning) => returning.undo);
  const counted = quantity(countOf(scans));
  const all = quantity(expected.reduce((sum, line) => sum + line.count, 0));
  const group = t(($) => $.returns.scan.title);
  const verbs: Action[] = [
    { id: 'returning.undo', label: t(($) => $.returns.scan.undo), group, keys: 'backspace', run: () => undo(orderId) },
    { id: 'returning.type', label: t(($) => $.returns.scan.type), group, keys: '/', run: () => setTyping(true) },
    { id: 'returning.other', label: t(($) => $.returns.scan.other), group, keys: 'escape', run: () => void navigate({ to: '/returns' }) },
    { id: 'returning.finish', label: t(($) => $.returns.scan.finish, { quantity: formats.quantity(counted) }), group, keys: 'mod+enter', whileTyping: true, run: finish },
  ];
  useActions('screen', verbs);
  return (
    <Station
      title={t(($) => $.returns.scan.title)}
      subtitle={t(($) => $.returns.scan.of, { number: rma.data?.number ?? t(($) => $.returns.scan.unannounced), order: offer.data?.number ?? '', customer: offer.data?.customerName ?? '—' })}
      back={<Link to="/returns">{t(($) => $.returns.scan.back)}</Link>}
      badge={rmaId === null && <Tag kind="look" tone="warn">{t(($) => $.returns.scan.unannounced)}</Tag>}
      place={
        <>
          <strong>{rma.data?.number ?? offer.data?.number}</strong>
          <span className="text2">{t(($) => $.returns.scan.progress, { counted: formats.quantity(counted), expected: formats.quantity(all) })}</span>
        </>
      }
      panel={<ScanOutcome outcome={outcome} idle={<Idle what={t(($) => $.returns.scan.goods)} says={t(($) => $.returns.scan.goodsText)} />} />}
      legend={typing ? <ScanField label={t(($) => $.returns.scan.type)} onLeave={() => setTyping(false)} /> : <span className="text3">{t(($) => $.returns.scan.legend)}</span>}
      recent={
        <RecentScans
          heading={t(($) => $.returns.scan.recent)}
          hint={t(($) => $.returns.scan.newest)}
          scans={scans.toReversed().slice(0, 30).map((scan) => ({
            id: scan.id,
            kind: scan.kind,
            item: scan.item,
            ...(scan.lot !== null && { note: scan.lot }),
            result: scan.orderLineId === null ? t(($) => $.returns.scan[scan.kind === 'unknown' ? 'unknownShort' : 'notOfOrder']) : `+${formats.quantity(quantity(scan.count))}`,
          }))}
        />
      }
      verbs={pending ? [] : verbs}
      foot={problem === null ? t(($) => $.returns.scan.goodsText) : <ProblemPanel problem={problem} />}
    />
  );
}

/** Answers each scan: a piece of this order, beyond what is out, of another order, or of nothing we know. */
function useGoodsScans(orderId: number, expected: readonly Expected[], tell: (outcome: Outcome) => void): void {
  const { t } = useTranslation();
  const formats = useFormats();
  const client = useShopClient();
  const add = useReturning((returning) => returning.add);
  const refuse = (kind: 'wrong' | 'unknown', item: string, says: string, detail: string): void => {
    add(orderId, { kind, item, orderLineId: null, count: 0, lot: null });
    playOutcome(kind);
    tell({ kind, says, item, detail });
  };
  const take = (variantId: number, item: string, count: number, lot: string | null): void => {
    const scans = scansOf(orderId);
    const lines = expected.filter((line) => line.variantId === variantId);
    const line = lines.find((one) => countOf(scans, one.orderLineId) + count <= one.count);
    if (lines.length === 0) return refuse('wrong', item, t(($) => $.returns.scan.notOfOrder), t(($) => $.returns.scan.notOfOrderText));
    if (!line || (lot !== null && scans.some((scan) => scan.lot === lot))) return refuse('wrong', item, t(($) => $.returns.scan.beyond), t(($) => $.returns.scan.beyondText));
    add(orderId, { kind: 'ok', item, orderLineId: line.orderLineId, count, lot });
    playOutcome('ok');
    const value = formats.quantity(quantity(countOf(scansOf(orderId), line.orderLineId)));
    tell({ kind: 'ok', item, says: t(($) => $.returns.scan.taken), detail: lot ?? line.sku, count: { label: t(($) => $.returns.scan.ofExpected, { expected: formats.quantity(quantity(line.count)) }), value } });
  };
  useScan(
    async ({ text }) => {
      const { found } = await client.call('barcode.resolve', { text });
      if (found) return take(found.id, found.productName, found.quantity, null);
      const { pieces } = await client.call('warranty.lookup', { serial: text });
      const piece = pieces.find((one) => one.sold?.orderId === orderId);
      if (piece) return take(piece.variantId, piece.name, 1000, piece.serial);
      if (pieces[0]) return refuse('wrong', pieces[0].name, t(($) => $.returns.scan.notOfOrder), t(($) => $.returns.scan.notOfOrderText));
      refuse('unknown', text, t(($) => $.returns.scan.unknown), t(($) => $.returns.scan.unknownText));
    },
    { patient: true },
  );
}

function useFinish({ orderId, rmaId }: Parcel): { finish: () => void; pending: boolean; problem: unknown } {
  const { t } = useTranslation();
  const formats = useFormats();
  const navigate = useNavigate();
  const show = useToasts((toasts) => toasts.show);
  const receive = useCommand('goodsReturn.receive');
  const clear = useReturning((returning) => returning.clear);
  const finish = (): void => {
    const scans = scansOf(orderId);
    const ids = [...new Set(scans.flatMap((scan) => (scan.orderLineId === null ? [] : [scan.orderLineId])))];
    if (ids.length === 0 || receive.isPending) return;
    const lines = ids.map((orderLineId) => {
      const lots = scans.flatMap((scan) => (scan.orderLineId === orderLineId && scan.lot !== null ? [{ code: scan.lot, quantity: quantity(scan.count) }] : []));
      return { orderLineId, quantity: quantity(countOf(scans, orderLineId)), ...(lots.length > 0 && { lots }) };
    });
    receive.mutate({ lines, ...(rmaId === null ? { orderId } : { rmaId }) }, {
      onSuccess: ({ number, rmaId: of }) => {
        show(t(($) => $.returns.scan.done, { number, quantity: formats.quantity(quantity(countOf(scans))) }));
        clear(orderId);
        void navigate({ to: '/returns/$rmaId', params: { rmaId: String(of) } });
      },
    });
  };
  return { finish, pending: receive.isPending, problem: receive.error };
}
