import { Checkbox, Select, TextInput } from '@mantine/core';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type Quantity, quantity } from '../../shared/units/quantity.ts';
import { minor, sumMinor } from '../../shared/units/minor.ts';
import { mulDiv } from '../../shared/units/mul-div.ts';
import type { OutputOf } from '../client/methods.ts';
import { useCommand, useQueryOf } from '../client/use-shop.tsx';
import type { Action } from '../ui/actions/action-registry.ts';
import { ActionButton } from '../ui/actions/action-button.tsx';
import { useActions } from '../ui/actions/use-actions.ts';
import { Empty } from '../ui/empty.tsx';
import { QuantityField } from '../ui/fields.tsx';
import { Loading } from '../ui/loading.tsx';
import { ProblemPanel } from '../ui/problem-panel.tsx';
import { Screen, Trail } from '../ui/screen.tsx';
import { Pairs, Section } from '../ui/section.tsx';
import { Status } from '../ui/status.tsx';
import { useToasts } from '../ui/toast.tsx';
import { useFormats } from '../ui/ui-context.tsx';
import { useReasons } from './use-reasons.ts';

type Offer = OutputOf<'rma.offer'>;
type OfferedLine = Offer['lines'][number];

/** What of an order may come back, with the promise it was sold under. All of it is proposed: one key more and it is a return. */
export function NewReturnScreen() {
  const { t } = useTranslation();
  const { order: orderId = 0 } = useSearch({ from: '/returns/new' });
  const offer = useQueryOf('rma.offer', { orderId });
  const title = <Trail parent={<Link to="/returns">{t(($) => $.returns.title)}</Link>}>{offer.data?.number ?? ''}</Trail>;
  if (offer.data) return <ReturnForm key={orderId} offer={offer.data} title={title} />;
  return (
    <Screen title={title}>
      {offer.isPending && <Loading widths={[200, 120]} />}
      {offer.error && <ProblemPanel problem={offer.error} onRetry={() => void offer.refetch()} />}
    </Screen>
  );
}

function ReturnForm({ offer, title }: { offer: Offer; title: React.ReactNode }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const navigate = useNavigate();
  const show = useToasts((toasts) => toasts.show);
  const reasons = useReasons();
  const request = useCommand('rma.request');
  const cancel = useCommand('rma.cancel');
  const open = offer.lines.filter((line) => line.left > 0);
  const [counts, setCounts] = useState<Record<number, Quantity>>(() => Object.fromEntries(open.map((line) => [line.orderLineId, line.left])));
  const [reason, setReason] = useState(open.every((line) => line.allowed) ? 'changedMind' : 'defective');
  const [keepsGoods, setKeepsGoods] = useState(false);
  const [overrule, setOverrule] = useState('');
  const [note, setNote] = useState('');
  const fault = reasons.find((one) => one.value === reason)?.fault ?? 'customer';
  const isAllowed = (line: OfferedLine): boolean => (fault === 'customer' ? line.allowed : line.allowedForFault);
  const chosen = open.filter((line) => (counts[line.orderLineId] ?? 0) > 0);
  const beyond = chosen.some((line) => !isAllowed(line));
  const worth = sumMinor(chosen.map((line) => minor(mulDiv(line.worth, counts[line.orderLineId] ?? 0, line.left))));
  const submit = (authorise: boolean): void => {
    if (request.isPending || chosen.length === 0) return;
    const lines = chosen.map((line) => ({ orderLineId: line.orderLineId, quantity: counts[line.orderLineId] ?? quantity(0), reason, keepsGoods }));
    request.mutate({ orderId: offer.orderId, lines, note, authorise, ...(beyond && overrule.trim() !== '' && { overrule: overrule.trim() }) }, {
      onSuccess: ({ rmaId, number }) => {
        show(t(($) => $.returns.requested, { number }), () => cancel.mutateAsync({ rmaId }));
        void navigate({ to: '/returns/$rmaId', params: { rmaId: String(rmaId) } });
      },
    });
  };
  const group = t(($) => $.returns.title);
  const verbs: Action[] = chosen.length === 0 ? [] : [
    { id: 'return.request', label: t(($) => $.returns.startVerb), group, keys: 'mod+enter', whileTyping: true, run: () => submit(true) },
    { id: 'return.note', label: t(($) => $.returns.noteOnly), group, keys: 'mod+shift+enter', whileTyping: true, run: () => submit(false) },
  ];
  const back: Action = { id: 'return.back', label: t(($) => $.keys.back), group: t(($) => $.keys.here), keys: 'escape', onlyKey: true, run: () => void navigate({ to: '/orders/$orderId', params: { orderId: String(offer.orderId) } }) };
  useActions('screen', [...verbs, back]);
  return (
    <Screen title={title} buttons={verbs.toReversed().map((verb) => <ActionButton key={verb.id} action={verb} variant={verb.id === 'return.request' ? 'filled' : 'default'} />)}>
      <div className="scroll with-aside">
        <section style={{ padding: 16, minWidth: 0 }}>
          <Section title={t(($) => $.returns.startTitle, { number: offer.number })} side={offer.customerName ?? undefined} />
          {open.length === 0 && <Empty title={t(($) => $.returns.nothingOut)} text={t(($) => $.returns.nothingOutText)} />}
          {open.length > 0 && (
            <div className="card" style={{ overflow: 'hidden' }}>
              {open.map((line, index) => (
                <OfferRow key={line.orderLineId} line={line} first={index === 0} allowed={isAllowed(line)} fault={fault !== 'customer'} value={counts[line.orderLineId] ?? quantity(0)} onChange={(count) => setCounts({ ...counts, [line.orderLineId]: count })} />
              ))}
            </div>
          )}
          {request.error !== null && <ProblemPanel problem={request.error} />}
        </section>
        <aside className="aside">
          <div className="column" style={{ gap: 12 }}>
            <Select label={t(($) => $.returns.reason)} data={reasons.map(({ value, label }) => ({ value, label }))} value={reason} onChange={(value) => value !== null && setReason(value)} />
            <Checkbox label={t(($) => $.returns.keepsGoods)} checked={keepsGoods} onChange={(event) => setKeepsGoods(event.currentTarget.checked)} />
            {beyond && <TextInput label={t(($) => $.returns.overrule)} description={t(($) => $.returns.overruleHint)} value={overrule} onChange={(event) => setOverrule(event.currentTarget.value)} />}
            <TextInput label={t(($) => $.returns.note)} value={note} onChange={(event) => setNote(event.currentTarget.value)} />
            <Pairs rows={[[t(($) => $.returns.worth), <span key="worth" className="strong">{formats.moneyIn(worth, offer.currency)}</span>]]} />
          </div>
        </aside>
      </div>
    </Screen>
  );
}

interface OfferRowProps {
  line: OfferedLine;
  first: boolean;
  allowed: boolean;
  fault: boolean;
  value: Quantity;
  onChange: (count: Quantity) => void;
}

function OfferRow({ line, first, allowed, fault, value, onChange }: OfferRowProps) {
  const { t } = useTranslation();
  const formats = useFormats();
  const untilOn = fault ? line.faultUntilOn : line.untilOn;
  const until = untilOn === null ? '' : fault ? t(($) => $.returns.faultUntil, { day: formats.fullDay(untilOn) }) : t(($) => $.returns.until, { day: formats.fullDay(untilOn) });
  return (
    <div className="row" style={{ padding: '10px 16px', gap: 16, borderTop: first ? undefined : '1px solid var(--sw-line)' }}>
      <span className="column" style={{ flex: 1, minWidth: 0 }}>
        <span className="ellipsis medium">{line.name}</span>
        <span className="caption">
          <span className="code">{line.sku}</span> · {t(($) => $.returns.shippedOf, { left: formats.quantity(line.left), shipped: formats.quantity(line.shipped) })}
        </span>
      </span>
      <span className="column" style={{ width: 260 }}>
        <Status kind={allowed ? 'done' : 'stop'}>{allowed ? until : t(($) => $.returns.beyond)}</Status>
        <span className="caption text-wrap">{line.policy.wording || t(($) => $.returns.days, { days: fault ? line.policy.faultDays : line.policy.windowDays })}</span>
      </span>
      <span style={{ width: 110 }}>
        <QuantityField inCell label={`${t(($) => $.returns.quantity)} ${line.name}`} unit="" decimals={3} value={value} onChange={(count) => onChange(quantity(Math.max(0, Math.min(line.left, count ?? 0))))} />
      </span>
    </div>
  );
}
