import { Button, Modal } from '@mantine/core';
import { useEffect, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { UnitPrice } from '../../shared/units/unit-price.ts';
import type { InputOf, OutputOf } from '../client/methods.ts';
import { useCommand, usePagesOf } from '../client/use-shop.tsx';
import { useActions } from '../ui/actions/use-actions.ts';
import { Key } from '../ui/key.tsx';
import { Loading } from '../ui/loading.tsx';
import { ProblemPanel } from '../ui/problem-panel.tsx';
import { useToasts } from '../ui/toast.tsx';
import { useFormats } from '../ui/ui-context.tsx';

type Channel = OutputOf<'channel.list'>['channels'][number];
type Prices = OutputOf<'listing.prices'>;

/** Prices here and there, listing by listing, before any is sent. */
export function PricesDialog({ channel, onClose }: { channel: Channel | undefined; onClose: () => void }) {
  const { t } = useTranslation();
  return (
    <Modal opened={channel !== undefined} onClose={onClose} size={760} title={<span className="strong">{channel && t(($) => $.leases.pricesTitle, { name: channel.name })}</span>} closeButtonProps={{ 'aria-label': t(($) => $.ui.close) }}>
      {channel && <PricesBody channel={channel} onDone={onClose} />}
    </Modal>
  );
}

/** So many that differ are looked for before somebody asks for more, and so many are sent at once. */
const [rowsAtOnce, sentAtOnce] = [100, 200];

const pagesOfPrices = {
  rowsOf: (page: Prices) => [page],
  after: (input: InputOf<'listing.prices'>, { nextId }: Prices) => (nextId === null ? undefined : { ...input, afterId: nextId }),
};

const sumOf = (pages: readonly Prices[]) => ({
  rows: pages.flatMap(({ rows }) => rows),
  looked: pages.reduce((sum, { looked }) => sum + looked, 0),
  left: pages.at(-1)?.left ?? 0,
});

function PricesBody({ channel, onDone }: { channel: Channel; onDone: () => void }) {
  const { t } = useTranslation();
  const show = useToasts((toasts) => toasts.show);
  const prices = usePagesOf('listing.prices', useMemo(() => ({ channelId: channel.id }), [channel.id]), pagesOfPrices);
  const { rows, looked, left } = sumOf(prices.rows);
  const { readMore, error } = prices;
  const [wanted, setWanted] = useState(rowsAtOnce);
  const enough = rows.length >= wanted;
  // Where most prices are equal, a thousand listings may have nothing to show.
  useEffect(() => {
    if (!enough && error === null) readMore();
  }, [enough, error, readMore]);
  const push = useCommand('listing.pushPrices');
  const setBack = useCommand('listing.setBackPrices');
  const items = rows.filter(({ newPrice }) => newPrice !== null).slice(0, sentAtOnce).map(({ listingId }) => ({ listingId }));
  const label = t(($) => $.leases.pricesSend, { count: items.length });
  const send = (): void =>
    push.mutate(
      { items },
      {
        onSuccess: ({ results }) => {
          const sent = results.flatMap((result, index) => (result.ok ? [{ listingId: items[index]!.listingId, to: result.value.before }] : []));
          const back = sent.flatMap(({ listingId, to }) => (to === null ? [] : [{ listingId, to }]));
          show(t(($) => $.leases.pricesSent, { count: sent.length, name: channel.name }), () => setBack.mutateAsync({ items: back }));
          onDone();
        },
      },
    );
  useActions('dialog', items.length > 0 ? [{ id: 'prices.send', label, group: t(($) => $.keys.here), keys: 'mod+enter', whileTyping: true, run: send }] : []);
  if (prices.error) return <ProblemPanel problem={prices.error} onRetry={prices.retry} />;
  if (!prices.first) return <Loading widths={[100, 200, 60, 60]} rows={6} />;
  if (rows.length === 0 && left === 0) return <p className="text2">{t(($) => $.leases.pricesSame)}</p>;
  return (
    <div className="column" style={{ gap: 12 }}>
      <p className="text2 text-wrap">{t(($) => $.leases.pricesText)}</p>
      {rows.length > 0 && <PriceRows rows={rows} currency={prices.first.currency} />}
      {left > 0 && (
        <div className="row">
          <p className="caption" aria-live="polite">
            {enough ? t(($) => $.leases.pricesLeft, { count: left }) : t(($) => $.leases.pricesComparing, { count: looked, left })}
          </p>
          <span className="spring" />
          {enough && (
            <Button variant="subtle" color="gray" onClick={() => setWanted(rows.length + rowsAtOnce)}>
              {t(($) => $.leases.pricesMore)}
            </Button>
          )}
        </div>
      )}
      {push.error !== null && <ProblemPanel problem={push.error} />}
      <div className="row" style={{ justifyContent: 'flex-end' }}>
        <Button variant="default" autoFocus onClick={onDone}>
          {t(($) => $.ui.close)}
        </Button>
        <Button loading={push.isPending} disabled={items.length === 0} rightSection={<Key keys="mod+enter" />} onClick={send}>
          {label}
        </Button>
      </div>
    </div>
  );
}

const tracks = '120px minmax(0, 1fr) 100px 100px 120px';

function PriceRows({ rows, currency }: Pick<Prices, 'rows' | 'currency'>) {
  const { t } = useTranslation();
  const formats = useFormats();
  const amount = (price: UnitPrice | null): string => (price === null ? '—' : formats.bareUnitPrice(price, currency));
  return (
    // A scrollable box must be reachable by keyboard.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <div className="card" style={{ maxHeight: 360, overflow: 'auto' }} role="table" aria-label={t(($) => $.leases.pricesOpen)} tabIndex={0}>
      <div role="row" className="grid-head" style={{ gridTemplateColumns: tracks }}>
        <span role="columnheader">{t(($) => $.products.sku)}</span>
        <span role="columnheader">{t(($) => $.products.name)}</span>
        <span role="columnheader" className="num">{t(($) => $.leases.priceTheirs, { currency })}</span>
        <span role="columnheader" className="num">{t(($) => $.leases.priceOurs, { currency })}</span>
        <span role="columnheader" className="num">{t(($) => $.channels.wouldBecome)}</span>
      </div>
      {rows.map((row) => (
        <div key={row.listingId} role="row" className="grid-row" style={{ gridTemplateColumns: tracks }}>
          <span role="cell" className="code text2">{row.sku || '—'}</span>
          <span role="cell" className="ellipsis">{row.name}</span>
          <span role="cell" className="num text2">{amount(row.theirPrice)}</span>
          <span role="cell" className="num text2">{amount(row.ourPrice)}</span>
          <span role="cell" className={row.blockedBy === 'underFloor' ? 'num warn' : 'num medium'}>
            {row.blockedBy === null ? amount(row.newPrice) : <span className={row.blockedBy === 'underFloor' ? '' : 'text3'}>{t(($) => $.leases.priceBlocks[row.blockedBy!])}</span>}
          </span>
        </div>
      ))}
    </div>
  );
}
