import { Button, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { mayGive, type Role, roles } from '../../shared/contract/role.ts';
import { addDays, startOfDay } from '../../shared/units/calendar.ts';
import { isDay } from '../../shared/units/day.ts';
import type { OutputOf } from '../client/methods.ts';
import { useCommand, useQueryOf } from '../client/use-shop.tsx';
import { useNow } from '../ui/now.ts';
import { ProblemPanel } from '../ui/problem-panel.tsx';
import { Section } from '../ui/section.tsx';
import { Status } from '../ui/status.tsx';
import { useToasts } from '../ui/toast.tsx';
import { useFormats } from '../ui/ui-context.tsx';
import { RoleField } from './user-settings.tsx';

type Token = OutputOf<'token.list'>['tokens'][number];

/** Programs that may ask the shop through its address; only who may let one in sees this. */
export function TokenSettings() {
  const role = useQueryOf('session.get', undefined).data?.user?.role;
  return role === 'owner' || role === 'manager' ? <Tokens maker={role} /> : null;
}

function Tokens({ maker }: { maker: Role }) {
  const { t } = useTranslation();
  const tokens = useQueryOf('token.list', undefined);
  return (
    <section aria-label={t(($) => $.tokens.title)} style={{ marginTop: 20 }}>
      <Section title={t(($) => $.tokens.title)} />
      <p className="text2" style={{ marginBottom: 12 }}>{t(($) => $.tokens.text)}</p>
      {tokens.error && <ProblemPanel problem={tokens.error} onRetry={() => void tokens.refetch()} />}
      {tokens.data?.tokens.length === 0 && <p className="text3">{t(($) => $.tokens.none)}</p>}
      {tokens.data?.tokens.map((token) => <TokenRow key={token.id} token={token} />)}
      <NewToken maker={maker} onMade={() => void tokens.refetch()} />
    </section>
  );
}

function TokenRow({ token }: { token: Token }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const now = useNow();
  const show = useToasts((toasts) => toasts.show);
  const revoke = useCommand('token.revoke');
  const used = token.lastUsedAt === null ? t(($) => $.phones.neverUsed) : t(($) => $.phones.lastUsed, { when: formats.moment(token.lastUsedAt) });
  const until = token.endsAt === null ? t(($) => $.tokens.noEnd) : t(($) => $.tokens.until, { when: formats.moment(token.endsAt) });
  const isOver = token.endsAt !== null && token.endsAt <= now;
  const lives = token.revokedAt === null && !isOver;
  const run = (): void => revoke.mutate({ tokenId: token.id }, { onSuccess: () => show(t(($) => $.tokens.endedToast, { name: token.name })) });
  return (
    <div className="phone-row">
      <div className="column" style={{ minWidth: 0 }}>
        <span className={lives ? 'medium ellipsis' : 'text3 ellipsis'}>{token.name}</span>
        <span className="caption">{t(($) => $.roles[token.role])} · {lives ? `${until} · ` : ''}{used}</span>
      </div>
      {lives ? <Button variant="subtle" color="gray" loading={revoke.isPending} onClick={run}>{t(($) => $.tokens.end)}</Button> : <Status kind="off">{t(($) => $.tokens.ended)}</Status>}
      {revoke.error !== null && <ProblemPanel problem={revoke.error} />}
    </div>
  );
}

function NewToken({ maker, onMade }: { maker: Role; onMade: () => void }) {
  const { t } = useTranslation();
  const { timeZone } = useFormats();
  const create = useCommand('token.create');
  const [name, setName] = useState('');
  const [role, setRole] = useState<Role>('clerk');
  const [endsOn, setEndsOn] = useState('');
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    const onSuccess = (): void => {
      setName('');
      onMade();
    };
    create.mutate({ name, role, endsAt: isDay(endsOn) ? startOfDay(addDays(endsOn, 1), timeZone) : null }, { onSuccess });
  };
  return (
    <form className="column" style={{ gap: 8, marginTop: 12 }} onSubmit={submit}>
      <TextInput label={t(($) => $.tokens.name)} value={name} onChange={(event) => setName(event.currentTarget.value)} />
      <div className="row" style={{ alignItems: 'flex-end', flexWrap: 'wrap' }}>
        <RoleField value={role} offered={roles.filter((one) => mayGive(maker, one))} onChoose={setRole} />
        <TextInput type="date" w={140} label={t(($) => $.tokens.endsOn)} value={endsOn} onChange={(event) => setEndsOn(event.currentTarget.value)} />
        <Button type="submit" variant="default" style={{ flex: 'none' }} disabled={name.trim() === ''} loading={create.isPending}>
          {t(($) => $.tokens.make)}
        </Button>
      </div>
      {create.error !== null && <ProblemPanel problem={create.error} />}
      {create.data && <Made token={create.data.token} />}
    </form>
  );
}

/** The one time its text is seen. */
function Made({ token }: { token: string }) {
  const { t } = useTranslation();
  const show = useToasts((toasts) => toasts.show);
  const copy = (): void => void navigator.clipboard.writeText(token).then(() => show(t(($) => $.notices.copiedToast)));
  return (
    <div className="column" role="status" style={{ gap: 4 }}>
      <span className="text2">{t(($) => $.tokens.once)}</span>
      <div className="row">
        <code className="mono" style={{ overflowWrap: 'anywhere' }}>{token}</code>
        <Button variant="default" style={{ flex: 'none' }} onClick={copy}>{t(($) => $.tokens.copy)}</Button>
      </div>
      <code className="mono caption" style={{ overflowWrap: 'anywhere' }}>{`curl -H "Authorization: Bearer …" ${window.location.origin}/api/openapi.json`}</code>
    </div>
  );
}
