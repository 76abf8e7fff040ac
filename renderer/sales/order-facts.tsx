import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { sumMinor } from '../../shared/units/minor.ts';
import { ChannelBox } from '../ui/status.tsx';
import { useFormats } from '../ui/ui-context.tsx';
import { Deadline } from './deadline.tsx';
import { addressOf, type Order } from './order-peek.tsx';
import { OrderWhy } from './order-why.tsx';
import { useChannels } from './use-channels.ts';

/** The four things one looks for first: who, from where, by when, how much. */
export function OrderFacts({ order }: { order: Order }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const channels = useChannels();
  const channel = order.channelId === null ? undefined : channels.get(order.channelId);
  const tax = sumMinor([...order.lines, ...order.charges].map((row) => row.tax));
  const customer = order.customerName ?? t(($) => $.orders.nobody);
  return (
    <div className="card facts">
      <Fact label={t(($) => $.orders.customer)} note={addressOf(order) || t(($) => $.orders.noAddress)}>
        <span className="medium">
          {order.customerId === null ? customer : <Link to="/customers" search={{ customer: order.customerId }}>{customer}</Link>}
        </span>
      </Fact>
      <Fact label={t(($) => $.orders.channel)} note={order.externalId === null ? formats.moment(order.orderedAt) : t(($) => $.orders.externalNumber, { number: order.externalId })}>
        <span className="row">
          {channel && <ChannelBox {...channel} />}
          <span className="ellipsis">{channel?.name ?? t(($) => $.orders.counter)}</span>
        </span>
      </Fact>
      <Fact label={t(($) => $.orders.shipBy)} note={`${t(($) => $.orders.orderedAt)} ${formats.dateTime(order.orderedAt)}`}>
        <Deadline order={order} />
      </Fact>
      <Fact label={t(($) => $.orders.total)} note={[order.foreign ? t(($) => $.currencies.at, { total: formats.moneyIn(order.foreign.total, order.foreign.currency), rate: order.foreign.rate }) : '', tax === 0 ? '' : `${t(($) => $.orders.tax)} ${formats.moneyIn(tax, order.currency)}`].filter(Boolean).join(' · ')}>
        <OrderWhy order={order} answersOn="screen">
          <span className="strong" style={{ fontSize: 16 }}>
            {formats.moneyIn(order.total, order.currency)}
          </span>
        </OrderWhy>
      </Fact>
    </div>
  );
}

const Fact = ({ label, note, children }: { label: string; note: string; children: ReactNode }) => (
  <div className="fact">
    <div className="text3 ellipsis">{label}</div>
    <div className="fact-value">{children}</div>
    <div className="caption ellipsis" title={note}>
      {note}
    </div>
  </div>
);
