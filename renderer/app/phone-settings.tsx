import { Button, Select } from '@mantine/core';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { OutputOf } from '../client/methods.ts';
import { useCommand, useQueryOf } from '../client/use-shop.tsx';
import { useNow } from '../ui/now.ts';
import { ProblemPanel } from '../ui/problem-panel.tsx';
import { Section } from '../ui/section.tsx';
import { Status } from '../ui/status.tsx';
import { useToasts } from '../ui/toast.tsx';
import { useFormats } from '../ui/ui-context.tsx';

type Door = OutputOf<'phone.door'>;
type Phone = OutputOf<'phone.list'>['phones'][number];

/** The owner lets phones on the shop's network in, pairs them and shuts them out. Nobody else sees this. */
export function PhoneSettings() {
  const session = useQueryOf('session.get', undefined);
  return session.data?.user?.role === 'owner' ? <OwnersPhones /> : null;
}

function OwnersPhones() {
  const { t } = useTranslation();
  const door = useQueryOf('phone.door', undefined);
  const phones = useQueryOf('phone.list', undefined);
  const problem = door.error ?? phones.error;
  return (
    <section aria-label={t(($) => $.phones.title)} style={{ marginTop: 20 }}>
      <Section title={t(($) => $.phones.title)} />
      <p className="text2" style={{ marginBottom: 12 }}>{t(($) => $.phones.text)}</p>
      {problem && <ProblemPanel problem={problem} />}
      {door.data && <Switch door={door.data} onChanged={() => void door.refetch()} />}
      {door.data?.open && <Pairing door={door.data} paired={phones.data?.phones.length ?? 0} />}
      <div style={{ marginTop: 12 }}>
        {phones.data?.phones.length === 0 && <p className="text3">{t(($) => $.phones.none)}</p>}
        {phones.data?.phones.map((phone) => <PhoneRow key={phone.deviceId} phone={phone} />)}
      </div>
    </section>
  );
}

function Switch({ door, onChanged }: { door: Door; onChanged: () => void }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const letIn = useCommand('phone.letIn');
  const shutOut = useCommand('phone.shutOut');
  const problem = letIn.error ?? shutOut.error;
  return (
    <div className="column" style={{ gap: 8, alignItems: 'flex-start' }}>
      <div className="row">
        {door.endsAt === null ? <Status kind="off">{t(($) => $.phones.shut)}</Status> : <Status kind="done" tone="ok">{t(($) => $.phones.open, { until: formats.moment(door.endsAt) })}</Status>}
        {door.open ? (
          <Button variant="default" loading={shutOut.isPending} onClick={() => shutOut.mutate(undefined, { onSuccess: onChanged })}>{t(($) => $.phones.shutOut)}</Button>
        ) : (
          <Button variant="default" loading={letIn.isPending} onClick={() => letIn.mutate({ hours: 12 }, { onSuccess: onChanged })}>{t(($) => $.phones.letIn)}</Button>
        )}
      </div>
      {!door.open && <span className="text3">{t(($) => $.phones.letInFor)}</span>}
      {problem !== null && <ProblemPanel problem={problem} />}
    </div>
  );
}

function Pairing({ door, paired }: { door: Door; paired: number }) {
  const { t } = useTranslation();
  const now = useNow();
  const users = useQueryOf('user.list', undefined);
  const offer = useCommand('phone.offer');
  const free = users.data?.users.filter((user) => !user.blocked) ?? [];
  const [chosen, setChosen] = useState<number>();
  const [seen, setSeen] = useState(0);
  // Whoever scans all day comes first.
  const userId = chosen ?? (free.find(({ role }) => role === 'scanner' || role === 'clerk') ?? free[0])?.id;
  // One more phone in the list: the code is used up.
  const live = offer.data && offer.data.endsAt > now && paired === seen ? offer.data : undefined;
  const ask = (): void => {
    if (userId === undefined) return;
    setSeen(paired);
    offer.mutate({ userId });
  };
  return (
    <div className="column" style={{ gap: 12, marginTop: 12 }}>
      <div className="row" style={{ alignItems: 'flex-end' }}>
        <Select style={{ flex: 1 }} label={t(($) => $.phones.whose)} data={free.map(({ id, name }) => ({ value: String(id), label: name }))} value={userId === undefined ? null : String(userId)} onChange={(value) => setChosen(value === null ? undefined : Number(value))} />
        <Button variant="default" loading={offer.isPending} onClick={ask}>{t(($) => $.phones.offer)}</Button>
      </div>
      {offer.error !== null && <ProblemPanel problem={offer.error} />}
      {live && <Code door={door} code={live.code} endsAt={live.endsAt} />}
    </div>
  );
}

function Code({ door, code, endsAt }: { door: Door; code: string; endsAt: OutputOf<'phone.offer'>['endsAt'] }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const address = door.addresses[0] ?? '';
  return (
    <div className="phone-offer">
      <Qr text={`${address}/#${code}`} />
      <div className="column" style={{ gap: 6, minWidth: 0 }}>
        <span className="phone-code">{code.slice(0, 4)} {code.slice(4)}</span>
        <span className="text2">{t(($) => $.phones.codeUntil, { until: formats.time(endsAt) })}</span>
        <span className="text2" style={{ overflowWrap: 'anywhere' }}>{t(($) => $.phones.scanThis, { address })}</span>
        <span className="text2">{t(($) => $.phones.warning)}</span>
        <span className="caption">{t(($) => $.phones.fingerprint)}</span>
        <span className="phone-fingerprint">{door.fingerprint}</span>
      </div>
    </div>
  );
}

/** As a picture, since the page's policy lets no text become a tag. */
function Qr({ text }: { text: string }) {
  const { t } = useTranslation();
  const [svg, setSvg] = useState<string>();
  useEffect(() => {
    void import('bwip-js/browser').then(({ toSVG }) => setSvg(toSVG({ bcid: 'qrcode', text, scale: 4 })));
  }, [text]);
  return svg === undefined ? <span className="phone-qr" /> : <img className="phone-qr" alt={t(($) => $.phones.code)} src={`data:image/svg+xml;utf8,${encodeURIComponent(svg)}`} />;
}

function PhoneRow({ phone }: { phone: Phone }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const show = useToasts((toasts) => toasts.show);
  const revoke = useCommand('phone.revoke');
  const used = phone.lastUsedAt === null ? t(($) => $.phones.neverUsed) : t(($) => $.phones.lastUsed, { when: formats.moment(phone.lastUsedAt) });
  const run = (): void => revoke.mutate({ deviceId: phone.deviceId }, { onSuccess: () => show(t(($) => $.phones.revokedToast, { name: phone.name })) });
  return (
    <div className="phone-row">
      <div className="column" style={{ minWidth: 0 }}>
        <span className={phone.revokedAt === null ? 'medium ellipsis' : 'text3 ellipsis'}>{phone.name}</span>
        <span className="caption">{phone.userName} · {used}</span>
      </div>
      {phone.revokedAt === null ? <Button variant="subtle" color="gray" onClick={run}>{t(($) => $.phones.revoke)}</Button> : <Status kind="off">{t(($) => $.phones.revoked)}</Status>}
      {revoke.error !== null && <ProblemPanel problem={revoke.error} />}
    </div>
  );
}
