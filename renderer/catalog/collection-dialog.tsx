import { Button, Modal, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ProductFilter } from '../../shared/catalog/facet.contract.ts';
import { useCommand } from '../client/use-shop.tsx';
import { ProblemPanel } from '../ui/problem-panel.tsx';
import { useToasts } from '../ui/toast.tsx';

/** Gives the conditions of the list a name that others can use. */
export function CollectionDialog({ filter, opened, onClose }: { filter: ProductFilter; opened: boolean; onClose: () => void }) {
  const { t } = useTranslation();
  return (
    <Modal opened={opened} onClose={onClose} title={<span className="strong">{t(($) => $.catalog.saveCollection)}</span>} closeButtonProps={{ 'aria-label': t(($) => $.ui.close) }}>
      <CollectionForm filter={filter} onDone={onClose} />
    </Modal>
  );
}

function CollectionForm({ filter, onDone }: { filter: ProductFilter; onDone: () => void }) {
  const { t } = useTranslation();
  const show = useToasts((toasts) => toasts.show);
  const create = useCommand('collection.create');
  const remove = useCommand('collection.remove');
  const [name, setName] = useState('');
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (name.trim() === '') return;
    create.mutate(
      { name, filter },
      {
        onSuccess: ({ collectionId }) => {
          show(t(($) => $.catalog.collectionSaved, { name }), () => remove.mutateAsync({ collectionId }));
          onDone();
        },
      },
    );
  };
  return (
    <form className="column" style={{ gap: 12 }} onSubmit={submit}>
      <TextInput data-autofocus label={t(($) => $.catalog.collectionName)} description={t(($) => $.catalog.collectionHint)} value={name} onChange={(event) => setName(event.currentTarget.value)} />
      {create.error !== null && <ProblemPanel problem={create.error} />}
      <Button type="submit" loading={create.isPending} style={{ alignSelf: 'flex-end' }}>
        {t(($) => $.ui.save)}
      </Button>
    </form>
  );
}
