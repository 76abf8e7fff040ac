import { ActionIcon, Modal, Progress } from '@mantine/core';
import { IconArrowBackUp, IconArrowLeft, IconArrowRight, IconBox, IconCubeOff, IconHash } from '@tabler/icons-react';
import { useNavigate, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Quantity } from '../../shared/units/quantity.ts';
import type { OutputOf } from '../client/methods.ts';
import { StoredBadge } from '../client/stored-badge.tsx';
import { useQueryOf } from '../client/use-shop.tsx';
import { useActions } from '../ui/actions/use-actions.ts';
import { QuantityField } from '../ui/fields.tsx';
import { Loading } from '../ui/loading.tsx';
import { ProblemPanel } from '../ui/problem-panel.tsx';
import { behindScans } from '../ui/scan/scan-hub.ts';
import { ScanOutcome } from '../ui/scan/scan-outcome.tsx';
import { RecentScans, Station } from '../ui/scan/station.tsx';
import { useScan } from '../ui/scan/use-scan.ts';
import { useFormats } from '../ui/ui-context.tsx';
import { TypedCode } from './typed-code.tsx';
import { type PickLine, usePickStation } from './use-pick-station.ts';

/** Picking, full screen: where to go next, what to take, and for which tote. */
export function PickStation() {
  const { pickWaveId } = useParams({ from: '/station/pick/$pickWaveId' });
  const answer = useQueryOf('wave.get', { pickWaveId: Number(pickWaveId) });
  if (answer.data) return <PickWave wave={answer.data} />;
  return answer.error === null ? <Loading widths={[200, 120]} rows={6} /> : <ProblemPanel problem={answer.error} />;
}

function PickWave({ wave }: { wave: OutputOf<'wave.get'> }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const navigate = useNavigate();
  const station = usePickStation(wave);
  const [asks, setAsks] = useState(false);
  useScan(({ text }) => station.scan(text), { patient: true });
  const group = t(($) => $.picking.title, { number: wave.number });
  const leave = (): void => void navigate({ to: '/ship/$pickWaveId', params: { pickWaveId: String(wave.id) } });
  const { line } = station;
  const verbs = [
    { id: 'pick.undo', label: t(($) => $.picking.undo), group, keys: 'backspace', icon: <IconArrowBackUp size={20} stroke={1.8} />, run: () => behindScans(station.undo) },
    { id: 'pick.quantity', label: t(($) => $.picking.quantity), group, keys: '*', icon: <IconHash size={20} stroke={1.8} />, run: () => line && setAsks(true) },
    { id: 'pick.short', label: t(($) => $.picking.short), group, keys: '0', icon: <IconCubeOff size={20} stroke={1.8} />, run: () => void station.short() },
    station.finished
      ? { id: 'pick.pack', label: t(($) => $.picking.pack), group, keys: 'enter', icon: <IconBox size={20} stroke={1.8} />, run: () => void navigate({ to: '/station/pack', search: {} }) }
      : { id: 'pick.next', label: t(($) => $.picking.next), group, keys: 'enter', icon: <IconArrowRight size={20} stroke={1.8} />, run: station.next },
  ];
  useActions('screen', [...verbs, { id: 'pick.leave', label: t(($) => $.picking.leave), group, keys: 'escape', onlyKey: true, run: leave }]);
  const share = station.all === 0 ? 100 : Math.round((station.done * 100) / station.all);
  return (
    <>
      <Station
        title={group}
        subtitle={t(($) => $.picking.subtitle)}
        back={
          <ActionIcon size={40} aria-label={t(($) => $.picking.leave)} onClick={leave}>
            <IconArrowLeft size={20} stroke={1.8} />
          </ActionIcon>
        }
        badge={<StoredBadge />}
        place={
          <>
            {line && (
              <div>
                {t(($) => $.picking.here)}
                <strong className="code">{station.placeOf(line)}</strong>
              </div>
            )}
            <span className="spring" />
            <div className="column" style={{ width: 300, gap: 6 }}>
              <span className="medium">{t(($) => $.picking.progress, { done: formats.quantity(station.done), all: formats.quantity(station.all) })}</span>
              <Progress value={share} size={10} aria-label={t(($) => $.ship.picked)} />
            </div>
          </>
        }
        panel={<ScanOutcome outcome={station.outcome} idle={station.finished ? t(($) => $.picking.done) : ''} />}
        legend={<TypedCode>{line && <Next line={line} place={station.placeOf(line)} />}</TypedCode>}
        recent={<RecentScans heading={t(($) => $.scan.lastScans)} hint={t(($) => $.scan.newestFirst)} scans={station.recent} />}
        verbs={verbs}
        foot={wave.packingBin === null ? t(($) => $.ship.packsNowhere) : t(($) => $.ship.packsAt, { bin: wave.packingBin })}
      />
      <Modal opened={asks && line !== undefined} onClose={() => setAsks(false)} withCloseButton={false} attributes={{ content: { 'aria-label': t(($) => $.picking.quantity) } }}>
        {line && (
          <HowMany
            line={line}
            onAnswer={(amount) => {
              setAsks(false);
              if (amount !== null && amount > 0) void station.takeMany(amount);
            }}
          />
        )}
      </Modal>
    </>
  );
}

/** What to do next, in words: it stands under the outcome of the last scan, so that the eye finds both in one place. */
function Next({ line, place }: { line: PickLine; place: string }) {
  const { t } = useTranslation();
  const formats = useFormats();
  return <span className="pick-next">{t(($) => $.picking.idle, { bin: place, quantity: formats.quantity(line.left), item: line.name, tote: line.toteNo })}</span>;
}

function HowMany({ line, onAnswer }: { line: PickLine; onAnswer: (amount: Quantity | null) => void }) {
  const { t } = useTranslation();
  const [amount, setAmount] = useState<Quantity | null>(null);
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        onAnswer(amount);
      }}
    >
      <QuantityField first label={t(($) => $.picking.quantityOf, { name: line.name })} unit="" decimals={3} value={amount} onChange={setAmount} />
    </form>
  );
}
