import { Modal } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Quantity } from '../../shared/units/quantity.ts';
import type { OutputOf } from '../client/methods.ts';
import { useQueryOf } from '../client/use-shop.tsx';
import { Loading } from '../ui/loading.tsx';
import { useNow } from '../ui/now.ts';
import { ProblemPanel } from '../ui/problem-panel.tsx';
import { Status } from '../ui/status.tsx';
import { useFormats } from '../ui/ui-context.tsx';
import { LevelEdit } from './level-edit.tsx';
import { LevelWhy } from './level-why.tsx';

type Channel = OutputOf<'channel.list'>['channels'][number];
export type ToldListing = OutputOf<'lease.list'>['rows'][number];

/** What a channel shows of each listing and what is held back from it, with the way to sell one otherwise or keep some for it. */
export function LevelsDialog({ channel, onClose }: { channel: Channel | undefined; onClose: () => void }) {
  const { t } = useTranslation();
  return (
    <Modal opened={channel !== undefined} onClose={onClose} size={980} title={<span className="strong">{channel && t(($) => $.leases.title, { name: channel.name })}</span>} closeButtonProps={{ 'aria-label': t(($) => $.ui.close) }}>
      {channel && <Levels channel={channel} />}
    </Modal>
  );
}

const tracks = '110px minmax(0, 1fr) 56px 76px 76px 56px 76px 60px 72px 130px';
const figures = ['available', 'leased', 'fenced', 'buffer', 'left'] as const;
const glyphs = { shown: 'done', underway: 'wait', waits: 'wait', unknown: 'half', short: 'look' } as const;

function Levels({ channel }: { channel: Channel }) {
  const { t } = useTranslation();
  const told = useQueryOf('lease.list', { channelId: channel.id });
  const [picked, setPicked] = useState<number>();
  if (told.error) return <ProblemPanel problem={told.error} onRetry={() => void told.refetch()} />;
  if (!told.data) return <Loading widths={[100, 200, 60, 60]} rows={6} />;
  const { rows, nextId } = told.data;
  if (rows.length === 0) return <p className="text2">{t(($) => $.leases.none)}</p>;
  const row = rows.find(({ listingId }) => listingId === picked);
  const heads = { available: t(($) => $.leases.free), leased: t(($) => $.leases.leased), fenced: t(($) => $.leases.fenced), buffer: t(($) => $.leases.buffer), left: t(($) => $.leases.left) };
  return (
    <div className="column" style={{ gap: 12 }}>
      <p className="text2 text-wrap">{t(($) => $.leases.text)}</p>
      {/* A scrollable box must be reachable by keyboard. */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <div className="card" style={{ maxHeight: 360, overflow: 'auto' }} role="table" aria-label={t(($) => $.leases.open)} tabIndex={0}>
        <div role="row" className="grid-head" style={{ gridTemplateColumns: tracks, height: 'auto', minHeight: 28 }}>
          <span role="columnheader">{t(($) => $.products.sku)}</span>
          <span role="columnheader">{t(($) => $.products.name)}</span>
          {figures.map((figure) => (
            <span key={figure} role="columnheader" className="num text-wrap">{heads[figure]}</span>
          ))}
          <span role="columnheader" className="num">{t(($) => $.leases.level)}</span>
          <span role="columnheader" className="num text-wrap">{t(($) => $.leases.told)}</span>
          <span role="columnheader">{t(($) => $.leases.state)}</span>
        </div>
        {rows.map((one) => (
          <LevelRow key={one.listingId} row={one} onPick={() => setPicked(one.listingId === picked ? undefined : one.listingId)} />
        ))}
        {nextId !== null && <p className="caption" style={{ padding: '8px 16px' }}>{t(($) => $.leases.firstRows)}</p>}
      </div>
      {row && <LevelEdit key={row.listingId} channel={channel} row={row} />}
    </div>
  );
}

function LevelRow({ row, onPick }: { row: ToldListing; onPick: () => void }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const now = useNow();
  // What nothing is taken off by is no news.
  const amount = (value: Quantity | undefined): string => (value === 0 ? '—' : formats.quantity(value));
  return (
    <div role="row" className="grid-row" style={{ gridTemplateColumns: tracks, minHeight: 32, height: 'auto' }}>
      <span role="cell" className="code">
        <button type="button" className="plain link" aria-label={t(($) => $.leases.edit, { sku: row.sku || row.name })} onClick={onPick}>{row.sku || '—'}</button>
      </span>
      <span role="cell" className="ellipsis">{row.name}</span>
      <span role="cell" className="num text2">{formats.quantity(row.available)}</span>
      {(['leased', 'fenced', 'buffer', 'left'] as const).map((figure) => (
        <span key={figure} role="cell" className="num text2">{amount(row[figure])}</span>
      ))}
      <span role="cell" className="num medium">
        <LevelWhy row={row}>{formats.quantity(row.level)}</LevelWhy>
      </span>
      <span role="cell" className="num text2">{row.publishedAt === null ? '—' : formats.age(Math.max(0, now - row.publishedAt))}</span>
      <span role="cell" className={row.state === 'short' ? 'warn' : ''}>
        <Status kind={glyphs[row.state]}>{t(($) => $.leases.states[row.state])}</Status>
        {row.kept && <span className="caption" style={{ display: 'block' }}>{t(($) => $.leases.keptUntil, { quantity: formats.quantity(row.kept.quantity), day: formats.fullDay(row.kept.until) })}</span>}
      </span>
    </div>
  );
}
