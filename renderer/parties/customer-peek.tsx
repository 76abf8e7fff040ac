import { Button } from '@mantine/core';
import { Link, useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { OutputOf } from '../client/methods.ts';
import { useQueryOf } from '../client/use-shop.tsx';
import type { Action } from '../ui/actions/action-registry.ts';
import { ActionButton } from '../ui/actions/action-button.tsx';
import { useActions } from '../ui/actions/use-actions.ts';
import { Loading } from '../ui/loading.tsx';
import { Peek } from '../ui/peek.tsx';
import { ProblemPanel } from '../ui/problem-panel.tsx';
import { Pairs, Section } from '../ui/section.tsx';
import { Status } from '../ui/status.tsx';
import { StoreCredit } from './store-credit.tsx';
import { useFormats } from '../ui/ui-context.tsx';

type Customer = OutputOf<'customer.get'>;

/** A customer's card: how to reach them, where goods go, what they agreed to. */
export function CustomerPeek({ customerId, onNext, onClose }: { customerId: number; onNext: () => void; onClose: () => void }) {
  const { t } = useTranslation();
  const customer = useQueryOf('customer.get', { customerId });
  const navigate = useNavigate();
  const statement: Action = { id: 'customer.statement', label: t(($) => $.papers.kinds.statement), group: t(($) => $.keys.here), keys: 's', run: () => void navigate({ to: '/customers/$customerId/statement', params: { customerId: String(customerId) } }) };
  useActions('peek', [statement, { id: 'peek.close', label: t(($) => $.keys.back), group: t(($) => $.keys.here), keys: 'escape', onlyKey: true, run: onClose }]);
  const name = customer.data?.name ?? '';
  const footer = (
    <>
      <Button variant="default" component={Link} to="/orders" search={{ view: 'all', customer: customerId } as never}>
        {t(($) => $.customers.orders)}
      </Button>
      <ActionButton action={statement} variant="default" />
    </>
  );
  return (
    <Peek label={name} title={name} onNext={onNext} onClose={onClose} footer={footer}>
      {customer.isPending && <Loading widths={[180, 90]} rows={5} />}
      {customer.error && <ProblemPanel problem={customer.error} onRetry={() => void customer.refetch()} />}
      {customer.data && <CustomerBody customer={customer.data} />}
    </Peek>
  );
}

function CustomerBody({ customer }: { customer: Customer }) {
  const { t } = useTranslation();
  const formats = useFormats();
  return (
    <>
      <Pairs
        rows={[
          [t(($) => $.customers.number), customer.number],
          ...customer.contacts.map((contact) => [contact.kind === 'email' ? t(($) => $.customers.email) : t(($) => $.customers.phone), contact.value] as const),
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
      {customer.consents.length > 0 && <Section title={t(($) => $.customers.consents)} />}
      {customer.consents.map((consent) => (
        <div key={consent.purpose} className="peek-line">
          <Status kind={consent.given ? 'done' : 'off'}>{t(($) => $.customers.purposes[consent.purpose])}</Status>
          <span className="text3">{formats.moment(consent.occurredAt)}</span>
        </div>
      ))}
      {customer.merged.length > 0 && <Section title={t(($) => $.customers.merged)} />}
      {customer.merged.map((one) => (
        <div key={one.id} className="peek-line">
          <span>{one.name}</span>
          <span className="text3 code">{one.number}</span>
        </div>
      ))}
      {customer.note !== '' && (
        <>
          <Section title={t(($) => $.orders.note)} />
          <p className="text2 text-wrap">{customer.note}</p>
        </>
      )}
    </>
  );
}
