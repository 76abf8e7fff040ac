import { ActionIcon } from '@mantine/core';
import { IconArrowBackUp, IconArrowLeft, IconHandStop, IconLock, IconSwitchHorizontal, IconTruck } from '@tabler/icons-react';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { isFromScale } from '../../shared/fulfilment/scale.rules.ts';
import { useQueryOf } from '../client/use-shop.tsx';
import type { Action } from '../ui/actions/action-registry.ts';
import { useActions } from '../ui/actions/use-actions.ts';
import { Glyph } from '../ui/glyph.tsx';
import { ScanOutcome } from '../ui/scan/scan-outcome.tsx';
import { RecentScans, Station } from '../ui/scan/station.tsx';
import { useScan } from '../ui/scan/use-scan.ts';
import { Tag } from '../ui/status.tsx';
import { useFormats } from '../ui/ui-context.tsx';
import { LabelState } from './label-state.tsx';
import { OverruleDialog } from './overrule-dialog.tsx';
import { ShipParcelDialog } from './ship-parcel-dialog.tsx';
import { TypedCode } from './typed-code.tsx';
import { type Tote, usePackStation } from './use-pack-station.ts';

/** Packing, full screen: a tote, its pieces one by one, and Enter ships. What does not belong holds the box. */
export function PackStation() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const { tote: toteId } = useSearch({ from: '/station/pack' });
  const go = (tote: number | undefined): void => void navigate({ to: '/station/pack', search: tote === undefined ? {} : { tote }, replace: true });
  const station = usePackStation(toteId, go);
  const { tote, choose } = station;
  const [asks, setAsks] = useState<'ship' | 'overrule'>();
  const [weighed, setWeighed] = useState<string>();
  const [offGrams, setOffGrams] = useState<number>();
  const askShip = (said?: string): void => {
    setWeighed(said);
    setAsks('ship');
  };
  // What a scale says of the box asks for the same as the key that ships it.
  useScan(({ text }) => (isFromScale(text) && tote?.parcelId != null ? askShip(text) : station.scan(text)), { patient: true, enabled: asks === undefined });
  const group = t(($) => $.packing.title);
  const verb = (id: string, label: string, keys: string, icon: React.ReactNode, run: () => void): Action => ({ id: `pack.${id}`, label, group, keys, icon, run });
  const wrong = tote?.wrong ?? [];
  const verbs = [
    verb('undo', t(($) => $.packing.undo), 'backspace', <IconArrowBackUp size={20} stroke={1.8} />, () => void station.undo()),
    wrong.length > 0
      ? verb('aside', t(($) => $.packing.aside), 'd', <IconHandStop size={20} stroke={1.8} />, () => station.setAside(true))
      : verb('other', t(($) => $.packing.other), '0', <IconSwitchHorizontal size={20} stroke={1.8} />, () => choose(undefined)),
    ...(wrong.length > 0 ? [verb('overrule', t(($) => $.packing.overrule), 'o', <IconLock size={20} stroke={1.8} />, () => (setOffGrams(undefined), setAsks('overrule')))] : []),
    verb('ship', t(($) => $.packing.ship), 'enter', <IconTruck size={20} stroke={1.8} />, () => tote?.parcelId != null && askShip()),
  ];
  const leave = (): void => void navigate({ to: '/ship', search: { view: 'pack' } });
  useActions('screen', [...verbs, { id: 'pack.leave', label: t(($) => $.packing.leave), group, keys: 'escape', onlyKey: true, run: () => (station.aside ? station.setAside(false) : leave()) }]);
  return (
    <>
      <Station
        title={tote ? t(($) => $.packing.order, { number: tote.orderNumber }) : group}
        subtitle={tote ? [t(($) => $.packing.toteOf, { wave: tote.waveNumber, tote: tote.toteNo }), tote.recipient].filter(Boolean).join(' · ') : t(($) => $.packing.subtitle)}
        back={
          <ActionIcon size={40} aria-label={t(($) => $.packing.leave)} onClick={leave}>
            <IconArrowLeft size={20} stroke={1.8} />
          </ActionIcon>
        }
        badge={<Tag kind="done" tone="ok">{t(($) => $.move.stored)}</Tag>}
        place={tote ? <ToteLines tote={tote} /> : <Waiting />}
        panel={<ScanOutcome outcome={station.aside ? { kind: 'wrong', says: t(($) => $.packing.aside), item: wrong.map((scan) => scan.name ?? scan.code).join(' · '), detail: t(($) => $.packing.putAside) } : station.outcome} idle={tote ? '' : t(($) => $.packing.scanTote)} />}
        legend={<TypedCode>{null}</TypedCode>}
        recent={<RecentScans heading={t(($) => $.scan.lastScans)} hint={t(($) => $.scan.newestFirst)} scans={station.recent} />}
        verbs={verbs}
        foot={station.leftId !== undefined && !tote ? <LeftLabel shipmentId={station.leftId} /> : <span className="ellipsis">{tote?.note === '' ? t(($) => $.packing.subtitle) : (tote?.note ?? t(($) => $.packing.subtitle))}</span>}
      />
      {asks === 'ship' && tote?.parcelId != null && (
        <ShipParcelDialog
          tote={tote}
          parcelId={tote.parcelId}
          weighed={weighed}
          onClose={() => setAsks(undefined)}
          onSupervisor={(grams) => {
            setOffGrams(grams);
            setAsks('overrule');
          }}
          onShipped={(done) => {
            setAsks(undefined);
            station.shipped(done);
          }}
        />
      )}
      {asks === 'overrule' && tote?.parcelId != null && offGrams === undefined && <OverruleDialog parcelId={tote.parcelId} onClose={() => setAsks(undefined)} />}
      {asks === 'overrule' && tote?.parcelId != null && offGrams !== undefined && <OverruleDialog parcelId={tote.parcelId} weightGrams={offGrams} onClose={() => askShip(String(offGrams))} />}
    </>
  );
}

/** What became of the label of the parcel that left last. */
function LeftLabel({ shipmentId }: { shipmentId: number }) {
  const { t } = useTranslation();
  return (
    <span className="row" aria-live="polite">
      <span>{t(($) => $.printing.label)}</span>
      <LabelState shipmentId={shipmentId} />
    </span>
  );
}

function Waiting() {
  const { t } = useTranslation();
  const waiting = useQueryOf('wave.waiting', {}).data?.toPack ?? 0;
  return (
    <div>
      {t(($) => $.packing.title)}
      <strong>{t(($) => $.packing.waiting, { count: waiting })}</strong>
    </div>
  );
}

/** What goes into the box, line by line, and what must come out of it. */
function ToteLines({ tote }: { tote: Tote }) {
  const { t } = useTranslation();
  const formats = useFormats();
  return (
    <ul className="pack-lines">
      {tote.lines.map((line) => {
        const whole = line.inParcel + line.shipped >= line.wanted;
        return (
          <li key={line.orderLineId}>
            <Glyph kind={whole ? 'done' : line.inParcel > 0 ? 'half' : 'todo'} size={18} />
            <span className="ellipsis">
              {line.name} <span className="text3 code">{line.sku}</span>
            </span>
            <span className="spring" />
            {line.toPutBack > 0 && <span className="warn">{t(($) => $.packing.toPutBack, { quantity: formats.quantity(line.toPutBack) })}</span>}
            <strong className="num">{t(($) => $.packing.of, { packed: formats.quantity((line.inParcel + line.shipped) as typeof line.wanted), wanted: formats.quantity(line.wanted) })}</strong>
          </li>
        );
      })}
      {tote.wrong.map((scan) => (
        <li key={scan.packScanId} className="bad">
          <Glyph kind="stop" size={18} />
          <span className="ellipsis">{scan.name ?? scan.code}</span>
          <span className="spring" />
          {t(($) => $.packing.mustComeOut)}
        </li>
      ))}
    </ul>
  );
}
