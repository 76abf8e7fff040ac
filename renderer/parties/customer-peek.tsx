import { Button } from '@mantine/core';
import { Link, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { languageNames } from '../../shared/units/language.ts';
import { useCommand, useQueryOf } from '../client/use-shop.tsx';
import type { Action } from '../ui/actions/action-registry.ts';
import { ActionButton } from '../ui/actions/action-button.tsx';
import { useActions } from '../ui/actions/use-actions.ts';
import { Key } from '../ui/key.tsx';
import { Loading } from '../ui/loading.tsx';
import { Peek } from '../ui/peek.tsx';
import { ProblemPanel } from '../ui/problem-panel.tsx';
import { Pairs, Section } from '../ui/section.tsx';
import { Status } from '../ui/status.tsx';
import { useToasts } from '../ui/toast.tsx';
import { useFormats } from '../ui/ui-context.tsx';
import { ConsentDialog } from './consent-dialog.tsx';
import type { Customer } from './customer-card.ts';
import { CustomerDialog } from './customer-dialog.tsx';
import { MergeDialog } from './merge-dialog.tsx';
import { StoreCredit } from './store-credit.tsx';

/** A customer's card: how to reach them, where goods go, what they agreed to. */
export function CustomerPeek({ customerId, onNext, onClose }: { customerId: number; onNext: () => void; onClose: () => void }) {
  const { t } = useTranslation();
  const customer = useQueryOf('customer.get', { customerId });
  const navigate = useNavigate();
  const [opened, setOpened] = useState<'edit' | 'merge' | 'consent'>();
  const update = useCommand('customer.update');
  const blocked = customer.data?.blocked ?? false;
  const group = t(($) => $.keys.here);
  const statement: Action = { id: 'customer.statement', label: t(($) => $.papers.kinds.statement), group, keys: 's', run: () => void navigate({ to: '/customers/$customerId/statement', params: { customerId: String(customerId) } }) };
  const edit: Action = { id: 'customer.edit', label: t(($) => $.customers.edit), group, keys: 'e', run: () => setOpened('edit') };
  const merge: Action = { id: 'customer.merge', label: t(($) => $.customers.merge), group, keys: 'm', run: () => setOpened('merge') };
  const consent: Action = { id: 'customer.consent', label: t(($) => $.customers.consents), group, keys: 'c', run: () => setOpened('consent') };
  const block: Action = { id: 'customer.block', label: blocked ? t(($) => $.customers.unblock) : t(($) => $.customers.block), group, keys: 'b', run: () => update.mutate({ customerId, changes: { blocked: !blocked } }) };
  useActions('peek', [edit, statement, merge, consent, block, { id: 'peek.close', label: t(($) => $.keys.back), group, keys: 'escape', onlyKey: true, run: onClose }]);
  const name = customer.data?.name ?? '';
  const close = (): void => setOpened(undefined);
  const footer = (
    <>
      <ActionButton action={edit} variant="default" />
      <Button variant="default" component={Link} to="/orders" search={{ view: 'all', customer: customerId } as never}>
        {t(($) => $.customers.orders)}
      </Button>
      <ActionButton action={statement} variant="default" />
    </>
  );
  return (
    <Peek label={name} title={name} tag={blocked && <Status kind="off">{t(($) => $.customers.blocked)}</Status>} onNext={onNext} onClose={onClose} footer={footer}>
      {customer.isPending && <Loading widths={[180, 90]} rows={5} />}
      {customer.error && <ProblemPanel problem={customer.error} onRetry={() => void customer.refetch()} />}
      {update.error !== null && <ProblemPanel problem={update.error} />}
      {customer.data && <CustomerBody customer={customer.data} merge={merge} consent={consent} block={block} />}
      {customer.data && opened === 'edit' && <CustomerDialog customer={customer.data} onClose={close} />}
      {customer.data && opened === 'merge' && <MergeDialog customer={customer.data} onClose={close} />}
      {customer.data && opened === 'consent' && <ConsentDialog customer={customer.data} onClose={close} />}
    </Peek>
  );
}

function CustomerBody({ customer, merge, consent, block }: { customer: Customer } & Record<'merge' | 'consent' | 'block', Action>) {
  const { t } = useTranslation();
  const formats = useFormats();
  return (
    <>
      <Pairs
        rows={[
          [t(($) => $.customers.number), customer.number],
          ...customer.contacts.map((contact) => [contact.kind === 'email' ? t(($) => $.customers.email) : t(($) => $.customers.phone), contact.value] as const),
          ...(customer.kind === 'company' ? [[t(($) => $.customers.kind), t(($) => $.customers.kinds.company)] as const] : []),
          ...(customer.taxNumber === null ? [] : [[t(($) => $.customers.taxNumber), customer.taxNumber] as const]),
          ...(customer.language === null ? [] : [[t(($) => $.customers.language), languageNames[customer.language]] as const]),
          [t(($) => $.customers.since), formats.moment(customer.createdAt)],
        ]}
      />
      <StoreCredit customerId={customer.id} />
      {customer.addresses.length > 0 && <Section title={t(($) => $.customers.addresses)} />}
      {customer.addresses.map((address) => (
        <div key={address.id} className="peek-line">
          <span className="text-wrap">{[address.recipient, address.company, address.line1, address.line2, address.postcode, address.city, address.region, address.country].filter(Boolean).join(', ')}</span>
          <span className="text3">{t(($) => $.customers.addressKinds[address.kind])}</span>
        </div>
      ))}
      <Section title={t(($) => $.customers.consents)} side={<ActionLink action={consent} label={t(($) => $.customers.consentVerb)} />} />
      {customer.consents.length === 0 && <span className="text3">{t(($) => $.customers.neverAsked)}</span>}
      {customer.consents.map((consent) => (
        <div key={consent.purpose} className="peek-line">
          <Status kind={consent.given ? 'done' : 'off'}>{t(($) => $.customers.purposes[consent.purpose])}</Status>
          <span className="text3">{formats.moment(consent.occurredAt)}</span>
        </div>
      ))}
      <MergedCards customer={customer} merge={merge} />
      {customer.note !== '' && (
        <>
          <Section title={t(($) => $.orders.note)} />
          <p className="text2 text-wrap">{customer.note}</p>
        </>
      )}
      <div className="row" style={{ marginTop: 16 }}>
        <ActionLink action={block} label={block.label} />
      </div>
    </>
  );
}

/** Cards that are this person too, each of which can be taken out again with everything it brought. */
function MergedCards({ customer, merge }: { customer: Customer; merge: Action }) {
  const { t } = useTranslation();
  const show = useToasts((toasts) => toasts.show);
  const [apart, together] = [useCommand('customer.unmerge'), useCommand('customer.merge')];
  const takeApart = (one: Customer['merged'][number]): void =>
    apart.mutate({ customerId: one.id }, { onSuccess: () => show(t(($) => $.customers.apartToast, { name: one.name, number: one.number }), () => together.mutateAsync({ customerId: one.id, intoId: customer.id })) });
  return (
    <>
      <Section title={t(($) => $.customers.merged)} side={<ActionLink action={merge} label={t(($) => $.customers.mergeMore)} />} />
      {customer.merged.length === 0 && <span className="text3">{t(($) => $.customers.nobodyElse)}</span>}
      {customer.merged.map((one) => (
        <div key={one.id} className="peek-line">
          <span>
            {one.name} <span className="text3 code">{one.number}</span>
          </span>
          <button type="button" className="plain link" disabled={apart.isPending} onClick={() => takeApart(one)}>
            {t(($) => $.customers.takeApart)}
          </button>
        </div>
      ))}
      {apart.error !== null && <ProblemPanel problem={apart.error} />}
    </>
  );
}

/** A verb beside the heading of its part, with its key. */
const ActionLink = ({ action, label }: { action: Action; label: string }) => (
  <button type="button" className="plain link" onClick={() => action.run()}>
    {label} {action.keys !== undefined && <Key keys={action.keys} />}
  </button>
);
