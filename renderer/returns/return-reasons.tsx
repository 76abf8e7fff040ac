import { Select, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type FaultOf, faults } from '../../shared/returns/policy.rules.ts';
import { useCommand, useQueryOf } from '../client/use-shop.tsx';
import { DialogForm } from '../ui/dialog-form.tsx';
import { ProblemPanel } from '../ui/problem-panel.tsx';
import { Section } from '../ui/section.tsx';
import { useToasts } from '../ui/toast.tsx';
import { useReasonWords } from './use-reasons.ts';

/** Why goods come back and whose fault that is: the shop's own list, beside the reasons every shop begins with. */
export function ReturnReasons() {
  const { t } = useTranslation();
  const words = useReasonWords();
  const list = useQueryOf('returnReason.list', undefined);
  const block = useCommand('returnReason.block');
  const unblock = useCommand('returnReason.unblock');
  const [adding, setAdding] = useState(false);
  return (
    <>
      <Section
        title={t(($) => $.returns.policies.reasons)}
        side={
          <button type="button" className="plain link" onClick={() => setAdding(true)}>
            {t(($) => $.returns.policies.addReason)}
          </button>
        }
      />
      {list.data?.reasons.map((reason) => (
        <div key={reason.code} className={reason.blocked ? 'peek-line text3' : 'peek-line'}>
          <span>
            {words(reason.code, reason.name)} <span className="text3">{t(($) => $.returns.faults[reason.fault])}</span>
          </span>
          <button type="button" className="plain link" onClick={() => (reason.blocked ? unblock : block).mutate({ code: reason.code })}>
            {reason.blocked ? t(($) => $.returns.policies.offer) : t(($) => $.returns.policies.hide)}
          </button>
        </div>
      ))}
      {(block.error ?? unblock.error) !== null && <ProblemPanel problem={block.error ?? unblock.error} />}
      {adding && <ReasonDialog onClose={() => setAdding(false)} />}
    </>
  );
}

function ReasonDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  const show = useToasts((toasts) => toasts.show);
  const add = useCommand('returnReason.add');
  const block = useCommand('returnReason.block');
  const [name, setName] = useState('');
  const [fault, setFault] = useState<FaultOf>('customer');
  const submit = (): void => {
    const text = name.trim();
    if (text === '') return;
    add.mutate({ code: text.slice(0, 40), name: text, fault }, {
      onSuccess: ({ code }) => {
        show(text, () => block.mutateAsync({ code }));
        onClose();
      },
    });
  };
  return (
    <DialogForm title={t(($) => $.returns.policies.addReason)} verb={t(($) => $.returns.policies.addReason)} pending={add.isPending} problem={add.error} onSubmit={submit} onClose={onClose}>
      <TextInput data-autofocus label={t(($) => $.returns.reason)} value={name} onChange={(event) => setName(event.currentTarget.value)} />
      <Select label={t(($) => $.returns.policies.whose)} data={faults.map((one) => ({ value: one, label: t(($) => $.returns.faults[one]) }))} value={fault} onChange={(one) => setFault(faults.find((known) => known === one) ?? 'customer')} />
    </DialogForm>
  );
}
