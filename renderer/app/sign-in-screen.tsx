import { Button, PasswordInput } from '@mantine/core';
import { type FormEvent, type KeyboardEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { OutputOf } from '../client/methods.ts';
import { refusalOf } from '../client/problem.ts';
import { useCommand, useRefresh } from '../client/use-shop.tsx';
import { Key } from '../ui/key.tsx';
import { ProblemLine, ProblemPanel } from '../ui/problem-panel.tsx';

type Users = OutputOf<'session.get'>['users'];

/** Names to choose from, then a PIN: four seconds at a counter with a queue. */
export function SignInScreen({ users }: { users: Users }) {
  const { t } = useTranslation();
  return (
    <main className="sign-in">
      <div className="row">
        <span className="seal" aria-hidden="true" lang="zh-Hans">
          掌
        </span>
        <h1>{t(($) => $.session.title)}</h1>
      </div>
      <p className="text2">{t(($) => $.session.text)}</p>
      <SignInForm users={users} />
    </main>
  );
}

export function SignInForm({ users, besides, onDone }: { users: Users; /** Who is there already; the next name is offered. */ besides?: number; onDone?: () => void }) {
  const { t } = useTranslation();
  const refresh = useRefresh();
  const signIn = useCommand('session.signIn');
  const [userId, setUserId] = useState((users.find((one) => one.id !== besides) ?? users[0])?.id);
  const [pin, setPin] = useState('');
  const user = users.find((one) => one.id === userId);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (user) signIn.mutate({ userId: user.id, ...(user.hasPin && { pin }) }, { onSuccess: () => void refresh().then(onDone) });
  };
  /** Up and down choose the name, also while the PIN has the keys. */
  const byArrow = (event: KeyboardEvent<HTMLElement>): void => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step === undefined) return;
    event.preventDefault();
    setPin('');
    const place = (users.findIndex((one) => one.id === userId) + step + users.length) % users.length;
    setUserId(users[place]?.id);
    // Without a PIN its field goes, and the keys with it.
    if (users[place]?.hasPin === false) event.currentTarget.closest('form')?.querySelectorAll<HTMLElement>('[role=radio]')[place]?.focus();
  };
  const isRefused = refusalOf(signIn.error) !== undefined;
  return (
    <form className="column" style={{ gap: 12 }} onSubmit={submit}>
      <div role="radiogroup" tabIndex={-1} aria-label={t(($) => $.session.title)} className="column card" onKeyDown={byArrow}>
        {users.map((one) => (
          <button key={one.id} type="button" role="radio" aria-checked={one.id === userId} data-autofocus={(one.id === userId && !one.hasPin) || undefined} className="sign-in-name" onClick={() => setUserId(one.id)}>
            <span className="medium">{one.name}</span>
            <span className="text3">{t(($) => $.roles[one.role])}</span>
          </button>
        ))}
      </div>
      {user?.hasPin && (
        <PasswordInput
          size="sm"
          autoFocus
          data-autofocus
          onKeyDown={byArrow}
          label={t(($) => $.session.pinOf, { name: user.name })}
          value={pin}
          inputMode="numeric"
          autoComplete="off"
          error={isRefused && <ProblemLine problem={signIn.error} />}
          onChange={(event) => setPin(event.currentTarget.value)}
        />
      )}
      {signIn.error !== null && !isRefused && <ProblemPanel problem={signIn.error} />}
      <Button h={36} fz={14} type="submit" loading={signIn.isPending} rightSection={<Key keys="enter" />}>
        {t(($) => $.session.signIn)}
      </Button>
    </form>
  );
}
