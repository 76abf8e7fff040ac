import { TextInput } from '@mantine/core';
import { type ReactNode, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { receivedOf } from '../../shared/purchasing/receiving.rules.ts';
import { UnknownCodeDialog } from '../catalog/unknown-code-dialog.tsx';
import { usePhone } from '../client/use-phone.ts';
import { CostEffect } from '../inventory/cost-effect.tsx';
import { noonOf } from '../inventory/noon-of.ts';
import { ActionButton } from '../ui/actions/action-button.tsx';
import type { Action } from '../ui/actions/action-registry.ts';
import { useActions } from '../ui/actions/use-actions.ts';
import { Key } from '../ui/key.tsx';
import { ProblemPanel } from '../ui/problem-panel.tsx';
import { ScanField } from '../ui/scan/scan-field.tsx';
import { ScanOutcome } from '../ui/scan/scan-outcome.tsx';
import { RecentScans, Station } from '../ui/scan/station.tsx';
import { Tag } from '../ui/status.tsx';
import { useFormats } from '../ui/ui-context.tsx';
import type { Delivery } from './delivery.ts';
import { ReceivedLineDialog } from './received-line-dialog.tsx';
import { type ReceivedLine, ReceivedLines } from './received-lines.tsx';
import { type ReceivedScan, stepsOf, totalOf, useReceiving, useSaidOf, useScansOf } from './receiving.store.ts';
import { useReceivingScans } from './use-receiving-scans.ts';
import { type Received, useTakeIn } from './use-take-in.ts';

/** Goods as they are scanned: each piece is answered at once, and all of them are booked together. */
export function ReceiveStation({ delivery, back, onDone }: { delivery: Delivery; back: ReactNode; onDone: (received: Received) => void }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const scans = useScansOf(delivery.key);
  const said = useSaidOf(delivery.key);
  const [damaged, setDamaged] = useState(false);
  const [deliveryNote, setDeliveryNote] = useState('');
  const [typing, setTyping] = useState(false);
  const [opened, setOpened] = useState<number>();
  const [linking, setLinking] = useState<string>();
  const { outcome, take, unknown, scanned } = useReceivingScans(delivery, damaged, linking === undefined);
  const atLaptop = usePhone() === undefined;
  const [on, setOn] = useState('');
  const dayRef = useRef<HTMLInputElement>(null);
  const { finish, changes, pending, problem, about, forget } = useTakeIn(delivery, { deliveryNote, occurredAt: noonOf(on, formats.timeZone) }, { onDone, onAsk: setOpened });
  const undo = useReceiving((receiving) => receiving.undo);
  const steps = stepsOf(scans);
  const counted = formats.quantity(totalOf(steps));
  const lines = linesOf(scans).map((line): ReceivedLine => ({ ...line, said: said[line.variantId] ?? {} }));
  const current = steps.at(-1)?.variantId;
  const line = lines.find((one) => one.variantId === opened);
  const close = (): void => {
    setOpened(undefined);
    forget();
  };
  const group = t(($) => $.receiving.title);
  const verbs: Action[] = [
    { id: 'receiving.undo', label: t(($) => $.receiving.undo), group, keys: 'backspace', run: () => undo(delivery.key) },
    { id: 'receiving.damaged', label: t(($) => $.receiving.damaged), group, keys: 'd', run: () => setDamaged(!damaged) },
    { id: 'receiving.line', label: t(($) => $.receiving.edit), group, keys: 'e', run: () => setOpened(current) },
    { id: 'receiving.finish', label: changes ? t(($) => $.inventory.bookLate) : t(($) => $.receiving.finish, { quantity: counted }), group, keys: 'mod+enter', whileTyping: true, run: finish },
  ];
  const type: Action = { id: 'receiving.type', label: t(($) => $.receiving.type), group, keys: '/', run: () => setTyping(true) };
  const another: Action = { id: 'receiving.day', label: t(($) => $.inventory.when), group, keys: 'o', run: () => dayRef.current?.focus() };
  // The supplier prints another code than the last time: said here, it counts at once.
  const whose: Action = { id: 'receiving.whose', label: t(($) => $.scan.whose), group, keys: 'l', run: () => setLinking(unknown) };
  useActions('screen', [...verbs, type, ...(unknown === undefined ? [] : [whose]), ...(atLaptop ? [another] : [])]);
  const { expectedInAll } = delivery;
  return (
    <Station
      title={group}
      subtitle={expectedInAll === null ? t(($) => $.receiving.withoutOrder) : t(($) => $.receiving.of, { number: delivery.title, supplier: delivery.supplierName })}
      back={back}
      badge={damaged && <Tag kind="look" tone="warn">{t(($) => $.receiving.damagedNow)}</Tag>}
      place={
        <>
          <strong className="ellipsis">{delivery.title}</strong>
          <span className="text2" style={{ flex: 'none' }}>{expectedInAll === null ? t(($) => $.receiving.pieces, { quantity: counted }) : t(($) => $.receiving.progress, { received: counted, expected: formats.quantity(expectedInAll) })}</span>
        </>
      }
      panel={
        <>
          <ScanOutcome outcome={outcome} idle={<Idle />} />
          {unknown !== undefined && <ActionButton action={whose} variant="default" />}
          {changes && <CostEffect effect={changes} />}
          {problem !== null && about === undefined && <ProblemPanel problem={problem} />}
        </>
      }
      legend={
        <>
          {typing && <ScanField label={t(($) => $.purchasing.addByCode)} onLeave={() => setTyping(false)} />}
          <TextInput aria-label={t(($) => $.receiving.deliveryNote)} placeholder={t(($) => $.receiving.deliveryNote)} value={deliveryNote} onChange={(event) => setDeliveryNote(event.currentTarget.value)} />
          {/* A phone takes in what stands before it. */}
          {atLaptop && <TextInput ref={dayRef} type="date" leftSection={<Key keys="o" />} aria-label={t(($) => $.inventory.when)} title={`${t(($) => $.inventory.when)} · ${t(($) => $.inventory.whenHint)}`} value={on} onChange={(event) => setOn(event.currentTarget.value)} />}
          <span className="text3 scan-legend">{t(($) => $.receiving.legend)}</span>
          <span className="spring" />
          {!typing && <ActionButton action={type} variant="subtle" />}
        </>
      }
      recent={
        <>
          <ReceivedLines delivery={delivery} lines={lines} onOpen={setOpened} />
          <RecentScans heading={t(($) => $.receiving.recent)} hint={t(($) => $.receiving.newestFirst)} scans={useRecent(scans)} />
          <UnknownCodeDialog code={linking} onClose={() => setLinking(undefined)} onLinked={() => linking !== undefined && void scanned({ text: linking })} />
          {line && <ReceivedLineDialog delivery={delivery} line={line} damaged={damaged} problem={about === line.variantId ? problem : null} onTake={take} onClose={close} />}
        </>
      }
      verbs={pending ? [] : verbs}
      foot={t(($) => $.receiving.foot)}
    />
  );
}

/** The goods in the order they came in last, under the name they were scanned with. */
function linesOf(scans: readonly ReceivedScan[]) {
  const names = new Map(scans.map((scan) => [scan.variantId, scan.item]));
  const order = [...new Set(scans.toReversed().map((scan) => scan.variantId))];
  return receivedOf(stepsOf(scans)).map((goods) => ({ ...goods, name: names.get(goods.variantId) ?? '' })).toSorted((a, b) => order.indexOf(a.variantId) - order.indexOf(b.variantId));
}

function useRecent(scans: readonly ReceivedScan[]) {
  const { t } = useTranslation();
  const formats = useFormats();
  return scans.toReversed().slice(0, 30).map((scan) => ({
    id: scan.id,
    kind: scan.kind,
    item: scan.item,
    ...(scan.lot !== undefined && scan.quantity > 0 ? { note: scan.lot } : scan.damaged ? { note: t(($) => $.receiving.damaged) } : {}),
    result: scan.says ?? `+${formats.quantity(scan.quantity)}`,
  }));
}

function Idle() {
  const { t } = useTranslation();
  return (
    <div className="scan-told">
      <div className="scan-item">{t(($) => $.receiving.idle)}</div>
      <div className="scan-says">{t(($) => $.receiving.idleText)}</div>
    </div>
  );
}
