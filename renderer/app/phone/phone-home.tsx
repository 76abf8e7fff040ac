import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { StoredBadge } from '../../client/stored-badge.tsx';
import { usePhone } from '../../client/use-phone.ts';
import { useQueryOf } from '../../client/use-shop.tsx';
import { Loading } from '../../ui/loading.tsx';
import { ProblemPanel } from '../../ui/problem-panel.tsx';
import { useFormats } from '../../ui/ui-context.tsx';
import { NotTakenList } from './not-taken.tsx';

/** What waits for the hand that holds this phone: waves to pick, deliveries to receive, lists to count. */
export function PhoneHome() {
  const shop = useQueryOf('shop.get', undefined);
  const session = useQueryOf('session.get', undefined);
  const phone = usePhone();
  return (
    <main className="phone-home">
      <header className="row">
        <div className="column" style={{ minWidth: 0 }}>
          <h1 className="station-title ellipsis">{shop.data?.name ?? ''}</h1>
          <span className="text2 ellipsis">{session.data?.user?.name ?? ''}</span>
        </div>
        <span className="spring" />
        <StoredBadge />
      </header>
      {phone?.known === false && <ProblemPanel problem={{ code: 'REFUSED', data: { code: 'phone.unknown', details: {} } }} />}
      {phone && <NotTakenList phone={phone} />}
      <Waves />
      <Deliveries />
      <Counts />
    </main>
  );
}

function Waves() {
  const { t } = useTranslation();
  const formats = useFormats();
  const waves = useQueryOf('wave.list', { only: 'open', limit: 20 });
  return (
    <Jobs title={t(($) => $.phones.pick)} answer={waves} none={t(($) => $.phones.noWaves)} rows={waves.data?.rows}>
      {(wave) => (
        <Link key={wave.id} className="phone-job" to="/station/pick/$pickWaveId" params={{ pickWaveId: String(wave.id) }}>
          <span className="code medium">{wave.number}</span>
          <span className="spring" />
          <span className="num">{t(($) => $.picking.progress, { done: formats.quantity(wave.picked), all: formats.quantity(wave.units) })}</span>
        </Link>
      )}
    </Jobs>
  );
}

function Deliveries() {
  const { t } = useTranslation();
  const formats = useFormats();
  const orders = useQueryOf('purchaseOrder.list', { view: 'open', limit: 20 });
  return (
    <Jobs title={t(($) => $.phones.receive)} answer={orders} none={t(($) => $.phones.noDeliveries)} rows={orders.data?.rows.filter(({ status }) => status !== 'draft')}>
      {(order) => (
        <Link key={order.id} className="phone-job" to="/station/receive/$orderId" params={{ orderId: String(order.id) }}>
          <span className="code medium">{order.number}</span>
          <span className="ellipsis text2">{order.supplierName}</span>
          <span className="spring" />
          <span className="num">{formats.day(order.expectedOn)}</span>
        </Link>
      )}
    </Jobs>
  );
}

function Counts() {
  const { t } = useTranslation();
  const formats = useFormats();
  const counts = useQueryOf('stocktake.list', { limit: 20 });
  return (
    <Jobs title={t(($) => $.phones.count)} answer={counts} none={t(($) => $.phones.noCounts)} rows={counts.data?.open.filter(({ state }) => state === 'counting' || state === 'review')}>
      {(count) => (
        <Link key={count.id} className="phone-job" to="/station/count/$stocktakeId" params={{ stocktakeId: String(count.id) }}>
          <span className="ellipsis medium">{count.name}</span>
          <span className="spring" />
          <span className="num">{formats.count(count.counted)} / {formats.count(count.lines)}</span>
        </Link>
      )}
    </Jobs>
  );
}

function Jobs<Row>({ title, answer, none, rows, children }: { title: string; answer: { isPending: boolean; error: unknown }; none: string; rows: readonly Row[] | undefined; children: (row: Row) => ReactNode }) {
  return (
    <section>
      <h2 className="section">{title}</h2>
      {answer.isPending && <Loading rows={1} />}
      {answer.error !== null && <ProblemPanel problem={answer.error} />}
      {rows?.length === 0 && <p className="text3">{none}</p>}
      {rows?.map(children)}
    </section>
  );
}
