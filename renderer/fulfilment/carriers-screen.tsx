import { Button } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { OutputOf } from '../client/methods.ts';
import { useCommand, useQueryOf } from '../client/use-shop.tsx';
import { ActionButton } from '../ui/actions/action-button.tsx';
import { useActions } from '../ui/actions/use-actions.ts';
import { useDensity } from '../ui/density.ts';
import { Loading } from '../ui/loading.tsx';
import { Peek } from '../ui/peek.tsx';
import { ProblemPanel } from '../ui/problem-panel.tsx';
import { Screen } from '../ui/screen.tsx';
import { Pairs, Section } from '../ui/section.tsx';
import { Status } from '../ui/status.tsx';
import type { Column } from '../ui/table/column.ts';
import { DataTable } from '../ui/table/data-table.tsx';
import { listActions, useListWords } from '../ui/table/list-actions.ts';
import { useList } from '../ui/table/use-list.ts';
import { useFormats } from '../ui/ui-context.tsx';
import { CarrierDialog, NumbersDialog, RatesDialog, ServiceDialog } from './carrier-dialogs.tsx';

export type Carrier = OutputOf<'carrier.list'>['carriers'][number];
export type Service = Carrier['services'][number];
const idOf = (row: Carrier): number => row.carrierId;
const none: readonly Carrier[] = [];

/** Who carries parcels: how their numbers look, what their services carry and cost, and numbers kept for a day without a network. */
export function CarriersScreen() {
  const { t } = useTranslation();
  const answer = useQueryOf('carrier.list', undefined);
  const list = useList(answer.data?.carriers ?? none, idOf);
  const [chosen, setChosen] = useState<number>();
  const [adding, setAdding] = useState(false);
  const add = { id: 'carriers.add', label: t(($) => $.carriers.add), group: t(($) => $.carriers.title), keys: 'n', icon: <IconPlus size={14} />, run: () => setAdding(true) };
  useActions('screen', [...listActions(list, useListWords()), add]);
  const columns = useCarrierColumns();
  const rowHeight = useDensity();
  const carrier = answer.data?.carriers.find(({ carrierId }) => carrierId === chosen);
  const peek = ({ carrierId }: Carrier): void => setChosen(carrierId);
  return (
    <Screen
      title={t(($) => $.carriers.settings)}
      buttons={<ActionButton action={add} variant={carrier ? 'default' : 'filled'} />}
      peek={carrier && <CarrierPeek carrier={carrier} onClose={() => setChosen(undefined)} />}
    >
      {answer.isPending && <Loading widths={[160, 120, 200]} rows={10} />}
      {answer.error !== null && <ProblemPanel problem={answer.error} />}
      {answer.data && <DataTable label={t(($) => $.carriers.title)} columns={columns} list={list} rowHeight={rowHeight} rowName={(row) => row.name} onPeek={peek} onOpen={peek} empty={null} />}
      {adding && <CarrierDialog onClose={() => setAdding(false)} />}
    </Screen>
  );
}

function useCarrierColumns(): readonly Column<Carrier>[] {
  const { t } = useTranslation();
  const formats = useFormats();
  return useMemo(
    () => [
      { id: 'name', header: t(($) => $.carriers.name), width: 150, cell: (row) => <span className="medium">{row.name}</span> },
      { id: 'services', header: t(($) => $.carriers.services), width: 200, grows: true, cell: (row) => (row.services.length === 0 ? '—' : row.services.map((one) => one.name).join(' · ')) },
      { id: 'forms', header: t(($) => $.carriers.forms), width: 210, dropOrder: 1, cell: (row) => <span className="code text2">{row.numberForms || '—'}</span> },
      { id: 'numbers', header: t(($) => $.carriers.numbers), width: 110, numeric: true, cell: (row) => (row.waybills === 0 ? '—' : formats.count(row.waybills)) },
      { id: 'state', header: t(($) => $.ship.state), width: 110, cell: (row) => (row.blocked ? <Status kind="off">{t(($) => $.carriers.blocked)}</Status> : '') },
    ],
    [t, formats],
  );
}

type Asks = { what: 'numbers' | 'service' | 'change' } | { what: 'rates' | 'changeService'; service: Service };

function CarrierPeek({ carrier, onClose }: { carrier: Carrier; onClose: () => void }) {
  const { t } = useTranslation();
  const [asks, setAsks] = useState<Asks>();
  const block = useCommand('carrier.block');
  const unblock = useCommand('carrier.unblock');
  const { carrierId } = carrier;
  const group = carrier.name;
  const service = { id: 'carrier.service', label: t(($) => $.carriers.addService), group, keys: 'a', run: () => setAsks({ what: 'service' }) };
  const numbers = { id: 'carrier.numbers', label: t(($) => $.carriers.addNumbers), group, keys: 'r', run: () => setAsks({ what: 'numbers' }) };
  const change = { id: 'carrier.change', label: t(($) => $.carriers.change), group, keys: 'e', run: () => setAsks({ what: 'change' }) };
  const turn = carrier.blocked
    ? { id: 'carrier.unblock', label: t(($) => $.carriers.unblock), group, keys: 'b', run: () => unblock.mutate({ carrierId }) }
    : { id: 'carrier.block', label: t(($) => $.carriers.block), group, keys: 'b', run: () => block.mutate({ carrierId }) };
  useActions('peek', [service, numbers, change, turn, { id: 'peek.close', label: t(($) => $.keys.back), group: t(($) => $.keys.here), keys: 'escape', onlyKey: true, run: onClose }]);
  return (
    <>
      <Peek
        label={carrier.name}
        title={carrier.name}
        onClose={onClose}
        footer={
          <>
            <ActionButton action={service} variant="filled" />
            <ActionButton action={numbers} variant="default" />
          </>
        }
      >
        <Pairs
          rows={[
            [t(($) => $.carriers.forms), <span key="forms" className="code" style={{ overflowWrap: 'anywhere' }}>{carrier.numberForms || '—'}</span>],
            [t(($) => $.carriers.link), <span key="link" style={{ overflowWrap: 'anywhere' }}>{carrier.linkTemplate || '—'}</span>],
            [t(($) => $.carriers.numbers), String(carrier.waybills)],
          ]}
        />
        <div className="row" style={{ gap: 4 }}>
          <ActionButton action={change} variant="subtle" />
          <ActionButton action={turn} variant="subtle" />
        </div>
        <Section title={t(($) => $.carriers.services)} />
        {carrier.services.length === 0 && <p className="text2">{t(($) => $.carriers.noneText)}</p>}
        {carrier.services.map((one) => (
          <ServiceRow key={one.carrierServiceId} service={one} onRates={() => setAsks({ what: 'rates', service: one })} onChange={() => setAsks({ what: 'changeService', service: one })} />
        ))}
      </Peek>
      {asks?.what === 'numbers' && <NumbersDialog carrierId={carrierId} onClose={() => setAsks(undefined)} />}
      {asks?.what === 'service' && <ServiceDialog carrierId={carrierId} onClose={() => setAsks(undefined)} />}
      {asks?.what === 'change' && <CarrierDialog carrier={carrier} onClose={() => setAsks(undefined)} />}
      {asks?.what === 'changeService' && <ServiceDialog carrierId={carrierId} service={asks.service} onClose={() => setAsks(undefined)} />}
      {asks?.what === 'rates' && <RatesDialog service={asks.service} onClose={() => setAsks(undefined)} />}
    </>
  );
}

function ServiceRow({ service, onRates, onChange }: { service: Service; onRates: () => void; onChange: () => void }) {
  const { t } = useTranslation();
  const usual = useCommand('carrierService.makeUsual');
  const block = useCommand('carrierService.block');
  const unblock = useCommand('carrierService.unblock');
  const { carrierServiceId } = service;
  return (
    <div className="column" style={{ padding: '6px 0', gap: 4 }}>
      <div className="row">
        <span className="medium">{service.name}</span>
        {service.usual && <span className="text2">{t(($) => $.carriers.usual)}</span>}
        {service.blocked && <span className="text2">{t(($) => $.carriers.blocked)}</span>}
        <span className="spring" />
        <span className={service.rates === 0 ? 'warn' : 'text2'}>{service.rates === 0 ? t(($) => $.carriers.noRates) : t(($) => $.carriers.ratesCount, { count: service.rates })}</span>
      </div>
      <div className="row" style={{ gap: 4 }}>
        <Button variant="default" onClick={onRates}>
          {t(($) => $.carriers.rates)}
        </Button>
        <Button variant="subtle" onClick={onChange}>
          {t(($) => $.carriers.change)}
        </Button>
        {!service.usual && !service.blocked && (
          <Button variant="subtle" onClick={() => usual.mutate({ carrierServiceId })}>
            {t(($) => $.carriers.makeUsual)}
          </Button>
        )}
        <Button variant="subtle" onClick={() => (service.blocked ? unblock : block).mutate({ carrierServiceId })}>
          {service.blocked ? t(($) => $.carriers.unblock) : t(($) => $.carriers.block)}
        </Button>
      </div>
    </div>
  );
}
