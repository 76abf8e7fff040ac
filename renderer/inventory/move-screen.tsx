import { ActionIcon, Modal } from '@mantine/core';
import { IconArrowBackUp, IconArrowLeft, IconBarcode, IconHandStop, IconHash, IconVolume, IconVolumeOff } from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Quantity } from '../../shared/units/quantity.ts';
import type { Action } from '../ui/actions/action-registry.ts';
import { useActions } from '../ui/actions/use-actions.ts';
import { QuantityField } from '../ui/fields.tsx';
import { Glyph } from '../ui/glyph.tsx';
import { ScanField } from '../ui/scan/scan-field.tsx';
import { behindScans } from '../ui/scan/scan-hub.ts';
import { ScanOutcome } from '../ui/scan/scan-outcome.tsx';
import { useScanSound } from '../ui/scan/sounds.ts';
import { RecentScans, Station } from '../ui/scan/station.tsx';
import { useScan } from '../ui/scan/use-scan.ts';
import { Tag } from '../ui/status.tsx';
import { useMoving } from './use-moving.ts';

/** Putting away and carrying by scanning alone: a bin, the goods, another bin. */
export function MoveScreen() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const moving = useMoving();
  const [asks, setAsks] = useState<'code' | 'quantity'>();
  useScan(({ text }) => moving.scan(text), { patient: true });
  const last = moving.items.at(-1);
  const group = t(($) => $.move.title);
  const verb = (id: string, label: string, keys: string, icon: React.ReactNode, run: () => void): Action => ({ id: `move.${id}`, label, group, keys, icon, run });
  const verbs = [
    verb('undo', t(($) => $.move.undo), 'backspace', <IconArrowBackUp size={20} stroke={1.8} />, () => behindScans(moving.undo)),
    verb('quantity', t(($) => $.move.quantity), '*', <IconHash size={20} stroke={1.8} />, () => last && setAsks('quantity')),
    verb('empty', t(($) => $.move.empty), '0', <IconHandStop size={20} stroke={1.8} />, moving.empty),
    verb('code', t(($) => $.move.code), 'enter', <IconBarcode size={20} stroke={1.8} />, () => setAsks('code')),
  ];
  const leave = (): void => void navigate({ to: '/stock' });
  useActions('screen', [...verbs, { id: 'move.leave', label: t(($) => $.move.back), group, keys: 'escape', onlyKey: true, run: leave }]);
  return (
    <>
      <Station
        title={group}
        subtitle={t(($) => $.move.subtitle)}
        back={
          <ActionIcon size={40} aria-label={t(($) => $.move.back)} onClick={leave}>
            <IconArrowLeft size={20} stroke={1.8} />
          </ActionIcon>
        }
        badge={<Tag kind="done" tone="ok">{t(($) => $.move.stored)}</Tag>}
        place={
          <>
            <div>
              {t(($) => $.move.from)}
              <strong>{moving.from?.code ?? t(($) => $.move.floor)}</strong>
            </div>
            <span className="spring" />
            <div style={{ textAlign: 'right' }}>
              {t(($) => $.move.inHand)}
              <strong>{moving.items.length === 0 ? '—' : moving.inHand}</strong>
            </div>
          </>
        }
        panel={<ScanOutcome outcome={moving.outcome} idle={t(($) => $.move.idle)} />}
        legend={asks === 'code' ? <ScanField label={t(($) => $.scan.typeCode)} onLeave={() => setAsks(undefined)} /> : <Legend />}
        recent={<RecentScans heading={t(($) => $.scan.lastScans)} hint={t(($) => $.scan.newestFirst)} scans={moving.recent} />}
        verbs={verbs}
        foot={t(($) => $.move.hint)}
      />
      <Modal opened={asks === 'quantity' && last !== undefined} onClose={() => setAsks(undefined)} withCloseButton={false} attributes={{ content: { 'aria-label': t(($) => $.move.quantity) } }}>
        {last && (
          <HowMany
            label={t(($) => $.move.quantityOf, { name: last.name })}
            onAnswer={(amount) => {
              if (amount !== null && amount > 0) moving.setLast(amount);
              setAsks(undefined);
            }}
          />
        )}
      </Modal>
    </>
  );
}

/** A number and Enter: nothing else to press with gloves on. */
function HowMany({ label, onAnswer }: { label: string; onAnswer: (amount: Quantity | null) => void }) {
  const [amount, setAmount] = useState<Quantity | null>(null);
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        onAnswer(amount);
      }}
    >
      <QuantityField first label={label} unit="" decimals={3} value={amount} onChange={setAmount} />
    </form>
  );
}

/** What the colours mean and sound like, and the switch of the sounds. */
function Legend() {
  const { t } = useTranslation();
  const { on, turn } = useScanSound();
  return (
    <>
      <ActionIcon size={28} aria-pressed={on} aria-label={on ? t(($) => $.scan.sound.on) : t(($) => $.scan.sound.off)} onClick={() => turn(!on)}>
        {on ? <IconVolume size={20} stroke={1.8} /> : <IconVolumeOff size={20} stroke={1.8} />}
      </ActionIcon>
      <Glyph kind="done" size={16} />
      {t(($) => $.scan.sounds.ok)}
      <Glyph kind="look" size={16} />
      {t(($) => $.scan.sounds.wrong)}
      <Glyph kind="stop" size={16} />
      {t(($) => $.scan.sounds.unknown)}
    </>
  );
}
