import { Progress, TextInput } from '@mantine/core';
import { IconArrowBackUp, IconArrowBarToUp, IconArrowLeft, IconArrowRight, IconBarcode, IconCubeOff, IconHash } from '@tabler/icons-react';
import { Link, useNavigate, useParams } from '@tanstack/react-router';
import { type KeyboardEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { UnknownCodeDialog } from '../catalog/unknown-code-dialog.tsx';
import type { OutputOf } from '../client/methods.ts';
import { StoredBadge } from '../client/stored-badge.tsx';
import { usePhone } from '../client/use-phone.ts';
import { useQueryOf } from '../client/use-shop.tsx';
import { type Action, runAction } from '../ui/actions/action-registry.ts';
import { ActionButton } from '../ui/actions/action-button.tsx';
import { useActions } from '../ui/actions/use-actions.ts';
import { Glyph } from '../ui/glyph.tsx';
import { Loading } from '../ui/loading.tsx';
import { ProblemPanel } from '../ui/problem-panel.tsx';
import { handScan } from '../ui/scan/scan-hub.ts';
import { ScanOutcome } from '../ui/scan/scan-outcome.tsx';
import { type RecentScan, RecentScans, Station } from '../ui/scan/station.tsx';
import { useScanSound } from '../ui/scan/sounds.ts';
import { useKeptFocus } from '../ui/scan/use-kept-focus.ts';
import { useScan } from '../ui/scan/use-scan.ts';
import { useFormats } from '../ui/ui-context.tsx';
import type { Count } from './count-state.ts';
import { PhotoDialog } from './photo-dialog.tsx';
import { type StationState, useCountStation } from './use-count-station.ts';

/** Counting, full screen: scan, type, and never the mouse. */
export function CountStation() {
  const { stocktakeId } = useParams({ from: '/station/count/$stocktakeId' });
  const answer = useQueryOf('stocktake.get', { stocktakeId: Number(stocktakeId) });
  if (answer.data) return <CountAtStation count={answer.data} />;
  return answer.error === null ? <Loading widths={[200, 120]} rows={6} /> : <ProblemPanel problem={answer.error} />;
}

function CountAtStation({ count }: { count: Count }) {
  const { t } = useTranslation();
  const session = useQueryOf('session.get', undefined);
  const station = useCountStation(count, session.data?.user?.id);
  const [taking, setTaking] = useState<StationState['counted']>();
  useScan(({ text }) => station.take(text), { patient: true, enabled: station.unknown === undefined && taking === undefined });
  const who = session.data?.user?.name ?? '';
  // A phone is one person's, and sends scans only.
  const atLaptop = usePhone() === undefined;
  const aside = useAsideActions(() => setTaking(station.counted), atLaptop && station.counted !== undefined, atLaptop && (session.data?.users.length ?? 0) > 1);
  return (
    <>
      <Station
        title={`${count.number} · ${count.name}`}
        subtitle={count.blind ? t(($) => $.counts.station.subtitleBlind, { who }) : t(($) => $.counts.station.subtitleOpen, { who })}
        back={<BackToCount count={count} />}
        badge={<StationBadge pending={station.pending} actions={aside} />}
        place={<PlaceAndProgress count={count} station={station} />}
        panel={<ScanOutcome outcome={station.outcome} idle={<Idle count={count} station={station} />} />}
        legend={<Legend station={station} count={count} />}
        recent={<Recent count={count} />}
        verbs={useVerbs(station)}
        foot={<span className="ellipsis">{count.allocatedNote ? t(($) => $.counts.allocatedNote) : t(($) => $.counts.station.sheet)}</span>}
      />
      {taking && <PhotoDialog {...taking} onClose={() => setTaking(undefined)} />}
      <UnknownCodeDialog code={station.unknown} onClose={() => station.link(undefined)} onLinked={station.linked} />
    </>
  );
}

/** What is needed now and then: a picture of damage, and the scanner in other hands. */
function useAsideActions(photo: () => void, canTake: boolean, canSwitch: boolean): readonly Action[] {
  const { t } = useTranslation();
  const group = t(($) => $.keys.here);
  const actions = [
    ...(canTake ? [{ id: 'station.photo', label: t(($) => $.countPhoto.take), group, keys: 'f9', whileTyping: true, run: photo }] : []),
    ...(canSwitch ? [{ id: 'station.switch', label: t(($) => $.shell.switchUser), group, keys: 'f4', whileTyping: true, run: () => runAction('switchUser') }] : []),
  ];
  useActions('screen', actions);
  return actions;
}

function StationBadge({ pending, actions }: { pending: number; actions: readonly Action[] }) {
  return (
    <>
      {actions.map((action) => (
        <ActionButton key={action.id} action={action} variant="default" />
      ))}
      <StoredBadge pending={pending} />
    </>
  );
}

/** The four keys stand where the hands are; the field hears them, since it has the focus. */
function useVerbs(station: StationState): readonly Action[] {
  const { t } = useTranslation();
  const group = t(($) => $.keys.here);
  return [
    { id: 'station.undo', label: t(($) => $.counts.station.undo), group, keys: 'backspace', icon: <IconArrowBackUp size={20} stroke={1.8} />, run: station.undo },
    { id: 'station.amount', label: t(($) => $.counts.station.amount), group, keys: '*', icon: <IconHash size={20} stroke={1.8} />, run: () => document.querySelector<HTMLInputElement>('.scan-field input')?.focus() },
    { id: 'station.empty', label: t(($) => $.counts.station.empty), group, keys: '0', icon: <IconCubeOff size={20} stroke={1.8} />, run: station.empty },
    { id: 'station.next', label: t(($) => $.counts.station.next), group, keys: 'enter', icon: <IconArrowRight size={20} stroke={1.8} />, run: station.next },
  ];
}

function BackToCount({ count }: { count: Count }) {
  const { t } = useTranslation();
  return (
    <Link to="/counts/$stocktakeId" params={{ stocktakeId: String(count.id) }} className="plain" aria-label={t(($) => $.counts.station.back)} title={t(($) => $.counts.station.back)}>
      <IconArrowLeft size={20} stroke={1.8} />
    </Link>
  );
}

function PlaceAndProgress({ count, station }: { count: Count; station: StationState }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const done = count.lines - count.uncounted;
  const share = count.lines === 0 ? 0 : Math.round((done * 100) / count.lines);
  return (
    <>
      <div>
        <span className="text2">{t(($) => $.counts.station.bin)}</span>
        <strong className="code">{station.bin?.code ?? t(($) => $.counts.station.noBin)}</strong>
      </div>
      <span className="spring" />
      <div className="column" style={{ width: 300, gap: 6 }}>
        <div className="row">
          <span className="medium">{t(($) => $.counts.station.progress, { done: formats.count(count.binsDone), all: formats.count(count.bins) })}</span>
          <span className="spring" />
          <span className="num text2">{share}%</span>
        </div>
        <Progress value={share} size={10} aria-label={t(($) => $.counts.progress)} />
        <span className="text2">{t(($) => $.counts.station.pieces, { lines: formats.count(done), all: formats.count(count.lines) })}</span>
      </div>
    </>
  );
}

function Idle({ count, station }: { count: Count; station: StationState }) {
  const { t } = useTranslation();
  const waiting = useQueryOf('stocktake.sheet', { stocktakeId: count.id, only: 'recount', limit: 500 }, { enabled: count.state === 'review' });
  if (count.state === 'review' && waiting.data) {
    const places = waiting.data.rows.map((row) => `${row.bin ?? '—'} ${row.name}`).slice(0, 6).join(' · ');
    return <span>{t(($) => $.counts.station.recountIdle, { count: waiting.data.rows.length })}<br />{places}</span>;
  }
  return <span>{station.bin || count.bins < 2 ? t(($) => $.counts.station.scanGoods) : t(($) => $.counts.station.scanBin)}</span>;
}

function Legend({ station, count }: { station: StationState; count: Count }) {
  const { t } = useTranslation();
  const sound = useScanSound();
  return (
    <div className="column" style={{ flex: 1, gap: 8 }}>
      <CountField station={station} count={count} />
      <div className="row">
        <button type="button" className="plain link" aria-pressed={sound.on} onClick={() => sound.turn(!sound.on)}>
          {sound.on ? t(($) => $.scan.sound.on) : t(($) => $.scan.sound.off)}
        </button>
        <div className="row scan-legend">
          <Glyph kind="done" tone="ok" />
          <span className="text2">{t(($) => $.counts.station.legendOk)}</span>
          {!count.blind && <IconArrowBarToUp size={16} stroke={2} color="var(--sw-accent-text)" />}
          {!count.blind && <span className="text2">{t(($) => $.counts.station.legendOver)}</span>}
          <Glyph kind="look" />
          <span className="text2">{t(($) => $.counts.station.legendWrong)}</span>
          <Glyph kind="stop" />
          <span className="text2">{t(($) => $.counts.station.legendUnknown)}</span>
        </div>
      </div>
    </div>
  );
}

/** Always in focus: what is typed by hand ends in Enter; Backspace, Enter and + alone are the keys of the screen. */
function CountField({ station, count }: { station: StationState; count: Count }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const field = useKeptFocus();
  const onKey = (event: KeyboardEvent<HTMLInputElement>): void => {
    if (event.nativeEvent.isComposing) return;
    const bare = station.text === '';
    if (event.key === 'Escape') void navigate({ to: '/counts/$stocktakeId', params: { stocktakeId: String(count.id) } });
    else if (event.key === 'Backspace' && bare) station.undo();
    else if (event.key === '+' && bare) station.anyway();
    else if (event.key === 'Enter' && bare) station.next();
    else if (event.key === 'Enter') enterTyped(station, event.timeStamp);
    else return;
    event.preventDefault();
  };
  return (
    <TextInput
      ref={field}
      className="scan-field"
      aria-label={t(($) => $.scan.typeCode)}
      placeholder={t(($) => $.counts.station.field)}
      leftSection={<IconBarcode size={20} stroke={1.8} />}
      value={station.text}
      onChange={(event) => station.type(event.currentTarget.value)}
      onKeyDown={onKey}
      autoFocus
      autoComplete="off"
      spellCheck={false}
    />
  );
}

function enterTyped(station: StationState, at: number): void {
  handScan({ text: station.text.trim(), at });
  station.type('');
}

type Scanned = OutputOf<'stocktake.scans'>['rows'][number];

function Recent({ count }: { count: Count }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const answer = useQueryOf('stocktake.scans', { stocktakeId: count.id, limit: 14 });
  const resultOf = (scan: Scanned): string => {
    if (scan.undone || scan.kind === 'undo') return t(($) => $.counts.station.taken);
    if (scan.kind === 'zero') return t(($) => $.counts.station.zero);
    if (scan.repeated) return t(($) => $.counts.station.again);
    if (scan.outcome === 'counted') return formats.quantity(scan.quantity);
    return scan.outcome === 'unknown' ? t(($) => $.counts.station.unknown) : t(($) => $.counts.station.wrong);
  };
  const scans: RecentScan[] = (answer.data?.rows ?? [])
    .filter((scan) => scan.kind !== 'undo')
    .map((scan) => ({
      id: scan.scanId,
      kind: scan.outcome === 'unknown' ? 'unknown' : scan.outcome === 'counted' && !scan.undone && !scan.repeated ? 'ok' : 'wrong',
      item: scan.name ?? scan.code ?? '',
      ...noteOf(scan),
      result: resultOf(scan),
    }));
  return <RecentScans heading={t(($) => $.scan.lastScans)} hint={t(($) => $.scan.newestFirst)} scans={scans} />;
}

/** Where it was, and which lot or piece. */
function noteOf({ bin, lot }: Scanned): { note?: string } {
  const parts = [bin, lot].filter((part) => part !== null);
  return parts.length === 0 ? {} : { note: parts.join(' · ') };
}
