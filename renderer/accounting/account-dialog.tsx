import { Select, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useCommand } from '../client/use-shop.tsx';
import { DialogForm } from '../ui/dialog-form.tsx';
import { useToasts } from '../ui/toast.tsx';

const types = ['asset', 'liability', 'equity', 'income', 'expense'] as const;

/** An account of the shop's own. */
export function AddAccountDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  const add = useCommand('account.add');
  const show = useToasts((toasts) => toasts.show);
  const [code, setCode] = useState('');
  const [name, setName] = useState('');
  const [type, setType] = useState<(typeof types)[number]>('expense');
  const submit = (): void =>
    add.mutate({ code: code.trim().toUpperCase(), name, type }, {
      onSuccess: () => {
        show(t(($) => $.accounts.added, { code }));
        onClose();
      },
    });
  return (
    <DialogForm title={t(($) => $.accounts.add)} verb={t(($) => $.accounts.add)} pending={add.isPending} problem={add.error} onSubmit={submit} onClose={onClose}>
      <TextInput label={t(($) => $.accounts.code)} description={t(($) => $.accounts.codeHint)} value={code} onChange={({ currentTarget }) => setCode(currentTarget.value)} data-autofocus />
      <TextInput label={t(($) => $.money.name)} value={name} onChange={({ currentTarget }) => setName(currentTarget.value)} />
      <Select label={t(($) => $.accounts.type)} value={type} onChange={(value) => setType(types.find((one) => one === value) ?? type)} data={types.map((value) => ({ value, label: t(($) => $.money.types[value]) }))} />
    </DialogForm>
  );
}

/** Another name for an account; what was posted on it stays. */
export function RenameAccountDialog({ account, onClose }: { account: { ledgerAccountId: number; code: string; name: string }; onClose: () => void }) {
  const { t } = useTranslation();
  const rename = useCommand('account.rename');
  const show = useToasts((toasts) => toasts.show);
  const [name, setName] = useState(account.name);
  const submit = (): void =>
    rename.mutate({ ledgerAccountId: account.ledgerAccountId, name }, {
      onSuccess: ({ before }) => {
        show(t(($) => $.accounts.renamed, { code: account.code }), () => rename.mutateAsync({ ledgerAccountId: account.ledgerAccountId, name: before }));
        onClose();
      },
    });
  return (
    <DialogForm title={`${t(($) => $.accounts.rename)} ${account.code}`} verb={t(($) => $.accounts.rename)} pending={rename.isPending} problem={rename.error} onSubmit={submit} onClose={onClose}>
      <TextInput label={t(($) => $.money.name)} value={name} onChange={({ currentTarget }) => setName(currentTarget.value)} data-autofocus />
    </DialogForm>
  );
}
