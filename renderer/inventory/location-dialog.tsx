import { Input, SegmentedControl, Select, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useCommand } from '../client/use-shop.tsx';
import { DialogForm } from '../ui/dialog-form.tsx';
import { useToasts } from '../ui/toast.tsx';

const whoseGoods = ['ours', 'held', 'others'] as const;
type Whose = (typeof whoseGoods)[number];

/** A new place: what it is, and whose goods lie there in whose hands. That never changes afterwards. */
export function LocationDialog({ onClose, onAdded }: { onClose: () => void; onAdded: (locationId: number) => void }) {
  const { t } = useTranslation();
  const show = useToasts((toasts) => toasts.show);
  const create = useCommand('location.create');
  const block = useCommand('location.block');
  const [name, setName] = useState('');
  const [kind, setKind] = useState<'shop' | 'warehouse'>('warehouse');
  const [whose, setWhose] = useState<Whose>('ours');
  const [who, setWho] = useState('');
  const [tried, setTried] = useState(false);
  const apart = whose !== 'ours';
  const submit = (): void => {
    setTried(true);
    if (name.trim() === '' || (apart && who.trim() === '')) return;
    create.mutate({ name, kind: apart ? 'warehouse' : kind, ...(whose === 'others' && { owner: who }), ...(whose === 'held' && { holder: who }) }, {
      onSuccess: ({ locationId }) => {
        show(t(($) => $.places.added, { name }), () => block.mutateAsync({ locationId }));
        onAdded(locationId);
        onClose();
      },
    });
  };
  const required = t(($) => $.products.required);
  return (
    <DialogForm title={t(($) => $.places.add)} verb={t(($) => $.places.add)} pending={create.isPending} problem={create.error} onSubmit={submit} onClose={onClose}>
      <TextInput data-autofocus label={t(($) => $.products.name)} value={name} onChange={(event) => setName(event.currentTarget.value)} error={tried && name.trim() === '' && required} />
      <Input.Wrapper label={t(($) => $.places.whose)}>
        <SegmentedControl fullWidth aria-label={t(($) => $.places.whose)} data={whoseGoods.map((one) => ({ value: one, label: t(($) => $.places.whoseGoods[one]) }))} value={whose} onChange={(one) => setWhose(one)} />
      </Input.Wrapper>
      {apart ? (
        <TextInput
          label={whose === 'others' ? t(($) => $.places.owner) : t(($) => $.places.holder)}
          description={whose === 'others' ? t(($) => $.places.ownerHint) : t(($) => $.places.holderHint)}
          value={who}
          onChange={(event) => setWho(event.currentTarget.value)}
          error={tried && who.trim() === '' && required}
        />
      ) : (
        <Select
          label={t(($) => $.places.kind)}
          description={kind === 'shop' ? t(($) => $.places.shopHint) : t(($) => $.places.warehouseHint)}
          data={(['warehouse', 'shop'] as const).map((one) => ({ value: one, label: t(($) => $.places.kinds[one]) }))}
          value={kind}
          onChange={(one) => setKind(one === 'shop' ? 'shop' : 'warehouse')}
        />
      )}
    </DialogForm>
  );
}
