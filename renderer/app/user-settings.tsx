import { Button, PasswordInput, Select, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type Role, roles } from '../../shared/contract/role.ts';
import type { OutputOf } from '../client/methods.ts';
import { useCommand, useQueryOf } from '../client/use-shop.tsx';
import { Loading } from '../ui/loading.tsx';
import { ProblemPanel } from '../ui/problem-panel.tsx';
import { Section } from '../ui/section.tsx';
import { Status } from '../ui/status.tsx';
import { useToasts } from '../ui/toast.tsx';

type User = OutputOf<'user.list'>['users'][number];

/** Who works in the shop, in which role, and whether they have a PIN. */
export function UserSettings() {
  const { t } = useTranslation();
  const users = useQueryOf('user.list', undefined);
  const [open, setOpen] = useState<{ userId: number; form: 'pin' | 'person' }>();
  const toggle = (userId: number, form: 'pin' | 'person'): void => setOpen(open?.userId === userId && open.form === form ? undefined : { userId, form });
  const close = (): void => setOpen(undefined);
  return (
    <>
      <Section title={t(($) => $.settings.users)} />
      {users.isPending && <Loading rows={2} />}
      {users.error && <ProblemPanel problem={users.error} onRetry={() => void users.refetch()} />}
      {users.data?.users.map((user) => (
        <div key={user.id} className="user-row">
          <span className={user.blocked ? 'text3 ellipsis' : 'medium ellipsis'}>{user.name}</span>
          <span className="text2">{t(($) => $.roles[user.role])}</span>
          {user.blocked ? <Status kind="off">{t(($) => $.settings.blocked)}</Status> : <Status kind={user.hasPin ? 'done' : 'todo'}>{user.hasPin ? t(($) => $.settings.hasPin) : t(($) => $.settings.noPin)}</Status>}
          <Button variant="subtle" onClick={() => toggle(user.id, 'person')}>
            {t(($) => $.settings.change)}
          </Button>
          <Button variant="subtle" onClick={() => toggle(user.id, 'pin')}>
            {t(($) => $.settings.setPin)}
          </Button>
          <BlockButton user={user} />
          {open?.userId === user.id && (open.form === 'pin' ? <PinForm user={user} onDone={close} /> : <PersonForm user={user} onDone={close} />)}
        </div>
      ))}
      {users.data && <AddUser />}
    </>
  );
}

function BlockButton({ user }: { user: User }) {
  const { t } = useTranslation();
  const show = useToasts((toasts) => toasts.show);
  const block = useCommand('user.block');
  const unblock = useCommand('user.unblock');
  const input = { userId: user.id };
  const run = (): void => {
    if (user.blocked) unblock.mutate(input);
    else block.mutate(input, { onSuccess: () => show(t(($) => $.settings.blockedToast, { name: user.name }), () => unblock.mutateAsync(input)) });
  };
  return (
    <>
      <Button variant="subtle" color="gray" onClick={run}>
        {user.blocked ? t(($) => $.settings.unblock) : t(($) => $.settings.block)}
      </Button>
      {block.error !== null && <div className="user-form"><ProblemPanel problem={block.error} /></div>}
    </>
  );
}

/** Their name and role; what they did before stays as it was. */
function PersonForm({ user, onDone }: { user: User; onDone: () => void }) {
  const { t } = useTranslation();
  const show = useToasts((toasts) => toasts.show);
  const update = useCommand('user.update');
  const [name, setName] = useState(user.name);
  const [role, setRole] = useState<Role>(user.role);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    const onSuccess = ({ before }: OutputOf<'user.update'>): void => {
      show(t(($) => $.settings.changed, { name }), () => update.mutateAsync({ userId: user.id, changes: before }));
      onDone();
    };
    update.mutate({ userId: user.id, changes: { name, role } }, { onSuccess });
  };
  return (
    <form className="user-form column" style={{ gap: 8 }} onSubmit={submit}>
      <div className="row" style={{ alignItems: 'flex-end' }}>
        <TextInput autoFocus style={{ flex: 1 }} label={t(($) => $.settings.userName)} value={name} onChange={(event) => setName(event.currentTarget.value)} />
        <RoleField value={role} onChoose={setRole} />
        <Button type="submit" variant="default" disabled={name.trim() === ''} loading={update.isPending}>
          {t(($) => $.ui.save)}
        </Button>
      </div>
      {update.error !== null && <ProblemPanel problem={update.error} />}
    </form>
  );
}

export function RoleField({ value, onChoose, offered = roles }: { value: Role; onChoose: (role: Role) => void; offered?: readonly Role[] }) {
  const { t } = useTranslation();
  return (
    <Select
      w={140}
      label={t(($) => $.settings.role)}
      data={offered.map((one) => ({ value: one, label: t(($) => $.roles[one]) }))}
      value={value}
      onChange={(chosen) => onChoose(offered.find((one) => one === chosen) ?? value)}
    />
  );
}

function PinForm({ user, onDone }: { user: User; onDone: () => void }) {
  const { t } = useTranslation();
  const show = useToasts((toasts) => toasts.show);
  const setPin = useCommand('session.setPin');
  const [pin, setText] = useState('');
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    const onSuccess = (): void => {
      show(t(($) => $.settings.pinSet, { name: user.name }));
      onDone();
    };
    setPin.mutate({ userId: user.id, pin }, { onSuccess });
  };
  return (
    <form className="user-form row" onSubmit={submit}>
      <PasswordInput autoFocus w={200} aria-label={t(($) => $.session.pinOf, { name: user.name })} placeholder={t(($) => $.settings.pinHint)} autoComplete="new-password" value={pin} onChange={(event) => setText(event.currentTarget.value)} />
      <Button type="submit" variant="default" loading={setPin.isPending}>
        {t(($) => $.ui.save)}
      </Button>
      {setPin.error !== null && <ProblemPanel problem={setPin.error} />}
    </form>
  );
}

function AddUser() {
  const { t } = useTranslation();
  const show = useToasts((toasts) => toasts.show);
  const add = useCommand('user.add');
  const block = useCommand('user.block');
  const [name, setName] = useState('');
  const [role, setRole] = useState<Role>('clerk');
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    const onSuccess = ({ userId }: OutputOf<'user.add'>): void => {
      show(t(($) => $.settings.added, { name }), () => block.mutateAsync({ userId }));
      setName('');
    };
    add.mutate({ name, role }, { onSuccess });
  };
  return (
    <form className="row" style={{ marginTop: 12, alignItems: 'flex-end' }} onSubmit={submit}>
      <TextInput style={{ flex: 1 }} label={t(($) => $.settings.userName)} value={name} onChange={(event) => setName(event.currentTarget.value)} />
      <RoleField value={role} onChoose={setRole} />
      <Button type="submit" variant="default" disabled={name.trim() === ''} loading={add.isPending}>
        {t(($) => $.settings.add)}
      </Button>
      {add.error !== null && <ProblemPanel problem={add.error} />}
    </form>
  );
}
