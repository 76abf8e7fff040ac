import { PasswordInput, Select, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useCommand, useQueryOf } from '../client/use-shop.tsx';
import { DialogForm } from '../ui/dialog-form.tsx';

/** A supervisor lets a box go that holds something else than was ordered, or weighs what it should not, with their own PIN at this screen. */
export function OverruleDialog({ parcelId, weightGrams, onClose }: { parcelId: number; weightGrams?: number; onClose: () => void }) {
  const { t } = useTranslation();
  const able = (useQueryOf('user.list', undefined).data?.users ?? []).filter((user) => !user.blocked && (user.role === 'owner' || user.role === 'manager'));
  const overrule = useCommand('pack.overrule');
  const [chosen, setChosen] = useState<number>();
  const [pin, setPin] = useState('');
  const [reason, setReason] = useState('');
  const user = able.find(({ id }) => id === chosen) ?? able[0];
  const submit = (): void => {
    if (user && reason.trim() !== '') overrule.mutate({ parcelId, userId: user.id, reason, ...(weightGrams !== undefined && { weightGrams }), ...(pin !== '' && { pin }) }, { onSuccess: onClose });
  };
  return (
    <DialogForm title={t(($) => $.packing.overruleTitle)} verb={t(($) => $.packing.overruleAct)} pending={overrule.isPending} problem={overrule.error} onSubmit={submit} onClose={onClose}>
      <p className="text2">{weightGrams === undefined ? t(($) => $.packing.overruleText) : t(($) => $.packing.overruleWeight, { grams: weightGrams })}</p>
      <Select
        label={t(($) => $.packing.supervisor)}
        data={able.map(({ id, name, role }) => ({ value: String(id), label: `${name} · ${t(($) => $.roles[role])}` }))}
        value={user ? String(user.id) : null}
        onChange={(id) => setChosen(Number(id))}
      />
      <TextInput data-autofocus label={t(($) => $.packing.reason)} value={reason} onChange={(event) => setReason(event.currentTarget.value)} />
      {user?.hasPin && <PasswordInput size="sm" label={t(($) => $.packing.pin)} value={pin} inputMode="numeric" autoComplete="off" onChange={(event) => setPin(event.currentTarget.value)} />}
    </DialogForm>
  );
}
