import { ActionIcon } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { OutputOf } from '../client/methods.ts';
import { useCommand, useShopClient } from '../client/use-shop.tsx';
import { DialogForm } from '../ui/dialog-form.tsx';
import { LookupField } from '../ui/lookup-field.tsx';
import { useToasts } from '../ui/toast.tsx';
import type { Customer } from './customer-card.ts';

type Known = OutputOf<'customer.list'>['rows'][number];

/** Says that another card is the same person: what it has comes to this one, and can be taken apart again. */
export function MergeDialog({ customer: { id, name, number }, onClose }: { customer: Customer; onClose: () => void }) {
  const { t } = useTranslation();
  const client = useShopClient();
  const show = useToasts((toasts) => toasts.show);
  const [merge, unmerge] = [useCommand('customer.merge'), useCommand('customer.unmerge')];
  const [other, setOther] = useState<Known>();
  const find = async (text: string): Promise<Known[]> => (await client.call('customer.list', { text, limit: 8 })).rows.filter((row) => row.id !== id);
  const submit = (): void => {
    if (!other) return;
    merge.mutate({ customerId: other.id, intoId: id }, {
      onSuccess: () => {
        show(t(($) => $.customers.mergedToast, { name: other.name, number: other.number }), () => unmerge.mutateAsync({ customerId: other.id }));
        onClose();
      },
    });
  };
  return (
    <DialogForm title={t(($) => $.customers.merge)} verb={t(($) => $.customers.mergeVerb)} pending={merge.isPending} problem={merge.error} onSubmit={submit} onClose={onClose}>
      <span className="text2">{t(($) => $.customers.mergeHint, { name, number })}</span>
      {other ? (
        <div className="row">
          <span className="medium ellipsis">{other.name}</span>
          <span className="caption text3">{[other.number, other.phone ?? other.email, other.city].filter(Boolean).join(' · ')}</span>
          <span className="spring" />
          <ActionIcon variant="subtle" color="gray" aria-label={t(($) => $.newOrder.otherCustomer)} onClick={() => setOther(undefined)}>
            <IconX size={14} />
          </ActionIcon>
        </div>
      ) : (
        <LookupField<Known>
          first
          label={t(($) => $.customers.mergeWith)}
          placeholder={t(($) => $.customers.searchPlaceholder)}
          find={find}
          keyOf={(row) => row.id}
          none={t(($) => $.ui.nothingFound)}
          onPick={setOther}
          show={(row) => (
            <>
              <span className="ellipsis">{row.name}</span>
              <span className="spring" />
              <span className="caption text3">{[row.number, row.phone ?? row.email, row.city].filter(Boolean).join(' · ')}</span>
            </>
          )}
        />
      )}
    </DialogForm>
  );
}
