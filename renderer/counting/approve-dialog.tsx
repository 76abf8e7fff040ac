import { Button, Modal, PasswordInput, Select } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useCommand, useQueryOf } from '../client/use-shop.tsx';
import { Key } from '../ui/key.tsx';
import { ProblemPanel } from '../ui/problem-panel.tsx';
import { useToasts } from '../ui/toast.tsx';
import type { Count } from './count-state.ts';

/** Somebody who did not count approves what is above the limit, with their own PIN at this screen. */
export function ApproveDialog({ count, lines, onClose }: { count: Count; lines: number; onClose: () => void }) {
  const { t } = useTranslation();
  const users = useQueryOf('user.list', undefined);
  const show = useToasts((toasts) => toasts.show);
  const approve = useCommand('stocktake.approve');
  const counted = new Set(count.people.filter((person) => person.scans > 0).map((person) => person.userId));
  const able = (users.data?.users ?? []).filter((user) => !user.blocked && !counted.has(user.id) && (user.role === 'owner' || user.role === 'manager'));
  const [chosen, setChosen] = useState<number>();
  const [pin, setPin] = useState('');
  const me = useQueryOf('session.get', undefined).data?.user?.id;
  // At the screen of somebody else only a PIN proves who approves.
  const user = able.find(({ id }) => id === (chosen ?? me)) ?? able.find(({ hasPin }) => hasPin) ?? able[0];
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (!user) return;
    approve.mutate(
      { stocktakeId: count.id, userId: user.id, ...(pin !== '' && { pin }) },
      {
        onSuccess: (done) => {
          show(t(($) => $.counts.approvedLines, { count: done.lines }));
          onClose();
        },
      },
    );
  };
  return (
    <Modal opened onClose={onClose} title={<span className="strong">{t(($) => $.counts.approveTitle)}</span>} closeButtonProps={{ 'aria-label': t(($) => $.ui.close) }}>
      <form className="column" style={{ gap: 12 }} onSubmit={submit}>
        <p className="text2">{t(($) => $.counts.approveText, { count: lines })}</p>
        <Select
          label={t(($) => $.counts.approver)}
          data={able.map(({ id, name, role }) => ({ value: String(id), label: `${name} · ${t(($) => $.roles[role])}` }))}
          value={user ? String(user.id) : null}
          onChange={(id) => setChosen(Number(id))}
        />
        {user?.hasPin && <PasswordInput autoFocus data-autofocus size="sm" label={t(($) => $.counts.pin)} value={pin} inputMode="numeric" autoComplete="off" onChange={(event) => setPin(event.currentTarget.value)} />}
        {approve.error !== null && <ProblemPanel problem={approve.error} />}
        <Button type="submit" loading={approve.isPending} disabled={!user} rightSection={<Key keys="enter" />}>
          {t(($) => $.counts.approve)}
        </Button>
      </form>
    </Modal>
  );
}
