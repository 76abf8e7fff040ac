import { Button, Select, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { OutputOf } from '../client/methods.ts';
import { useCommand, useQueryOf, useShopClient } from '../client/use-shop.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { LookupField } from '../ui/lookup-field.tsx';
import { ProblemPanel } from '../ui/problem-panel.tsx';
import { useToasts } from '../ui/toast.tsx';

type Customer = OutputOf<'customer.list'>['rows'][number];

/** Groups of customers with prices of their own, and who is in them. */
export function GroupsDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  return (
    <Dialog title={t(($) => $.groups.title)} onClose={onClose}>
      <Groups />
    </Dialog>
  );
}

function Groups() {
  const { t } = useTranslation();
  const groups = useQueryOf('customerGroup.list', undefined).data?.groups ?? [];
  const [chosen, setChosen] = useState<number>();
  const groupId = chosen ?? groups[0]?.id;
  return (
    <div className="column" style={{ gap: 12 }}>
      {groups.length > 0 && (
        <Select
          label={t(($) => $.pricing.group)}
          data={groups.map(({ id, name, members }) => ({ value: String(id), label: t(($) => $.groups.named, { name, count: members }) }))}
          value={groupId === undefined ? null : String(groupId)}
          onChange={(id) => setChosen(id === null ? undefined : Number(id))}
        />
      )}
      {groupId !== undefined && <Group key={groupId} groupId={groupId} onRemoved={() => setChosen(undefined)} />}
      <NewGroup onMade={setChosen} />
    </div>
  );
}

function Group({ groupId: customerGroupId, onRemoved }: { groupId: number; onRemoved: () => void }) {
  const { t } = useTranslation();
  const client = useShopClient();
  const show = useToasts((toasts) => toasts.show);
  const group = useQueryOf('customerGroup.get', { customerGroupId }).data;
  const change = useCommand('customerGroup.change');
  const remove = useCommand('customerGroup.remove');
  const create = useCommand('customerGroup.create');
  if (!group) return null;
  const takeIn = ({ id, name }: Customer): void =>
    change.mutate({ customerGroupId, add: [id] }, { onSuccess: () => show(t(($) => $.groups.takenIn, { name }), () => change.mutateAsync({ customerGroupId, drop: [id] })) });
  const drop = (id: number, name: string): void =>
    change.mutate({ customerGroupId, drop: [id] }, { onSuccess: () => show(t(($) => $.groups.dropped, { name }), () => change.mutateAsync({ customerGroupId, add: [id] })) });
  const forget = (): void =>
    remove.mutate({ customerGroupId }, {
      onSuccess: ({ before }) => {
        show(t(($) => $.groups.removed, { name: before.name }), () => create.mutateAsync(before));
        onRemoved();
      },
    });
  const problem = change.error ?? remove.error;
  return (
    <>
      {group.members.map(({ customerId, name }) => (
        <div key={customerId} className="row">
          <span className="ellipsis">{name}</span>
          <span className="spring" />
          <button type="button" className="plain link" onClick={() => drop(customerId, name)}>
            {t(($) => $.ui.remove)}
            <span className="hidden-text"> {name}</span>
          </button>
        </div>
      ))}
      {group.nextId !== null && <p className="text2">{t(($) => $.groups.more)}</p>}
      <LookupField<Customer>
        first
        label={t(($) => $.groups.takeIn)}
        find={async (text) => (await client.call('customer.list', { text, blocked: false, limit: 8 })).rows}
        keyOf={(row) => row.id}
        none={t(($) => $.ui.nothingFound)}
        onPick={takeIn}
        show={(row) => (
          <>
            <span className="ellipsis">{row.name}</span>
            <span className="spring" />
            <span className="caption text3">{row.number}</span>
          </>
        )}
      />
      {group.members.length === 0 && (
        <button type="button" className="plain link" onClick={forget}>
          {t(($) => $.groups.remove, { name: group.name })}
        </button>
      )}
      {problem !== null && <ProblemPanel problem={problem} />}
    </>
  );
}

function NewGroup({ onMade }: { onMade: (groupId: number) => void }) {
  const { t } = useTranslation();
  const create = useCommand('customerGroup.create');
  const [name, setName] = useState('');
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (name.trim() === '') return;
    create.mutate({ name }, {
      onSuccess: ({ customerGroupId }) => {
        setName('');
        onMade(customerGroupId);
      },
    });
  };
  return (
    <form className="row" style={{ alignItems: 'flex-end' }} onSubmit={submit}>
      <TextInput style={{ flex: 1 }} label={t(($) => $.pricing.newGroup)} value={name} onChange={(event) => setName(event.currentTarget.value)} />
      <Button type="submit" variant="default" loading={create.isPending}>
        {t(($) => $.groups.add)}
      </Button>
      {create.error !== null && <ProblemPanel problem={create.error} />}
    </form>
  );
}
