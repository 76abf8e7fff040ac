import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useCommand, useQueryOf } from '../client/use-shop.tsx';
import { useActions } from '../ui/actions/use-actions.ts';
import { Key } from '../ui/key.tsx';
import { Loading } from '../ui/loading.tsx';
import { ProblemPanel } from '../ui/problem-panel.tsx';
import { useToasts } from '../ui/toast.tsx';
import { useFormats } from '../ui/ui-context.tsx';

const tracks = '140px minmax(0, 1fr) 80px 80px';

/** The listings that would stop selling; letting them go holds for these and no others. */
export function ZerosReview({ channelId, onDone }: { channelId: number; onDone: () => void }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const show = useToasts((toasts) => toasts.show);
  const zeros = useQueryOf('channel.zeros', { channelId });
  const allow = useCommand('channel.allowZeros');
  const rows = zeros.data?.rows ?? [];
  const accept = (): void =>
    allow.mutate(
      { channelId, listingIds: rows.map(({ listingId }) => listingId) },
      {
        onSuccess: () => {
          show(t(($) => $.review.zerosAllowed, { count: rows.length }));
          onDone();
        },
      },
    );
  const label = t(($) => $.review.allowZeros, { count: rows.length });
  useActions('dialog', rows.length > 0 ? [{ id: 'zeros.allow', label, group: t(($) => $.keys.here), keys: 'mod+enter', whileTyping: true, run: accept }] : []);
  if (zeros.error) return <ProblemPanel problem={zeros.error} onRetry={() => void zeros.refetch()} />;
  if (!zeros.data) return <Loading widths={[100, 200, 60]} rows={6} />;
  return (
    <div className="column" style={{ gap: 12 }}>
      <p className="text2 text-wrap">{t(($) => $.review.zerosText)}</p>
      {/* A scrollable box must be reachable by keyboard. */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <div className="card" style={{ maxHeight: 360, overflow: 'auto' }} role="table" aria-label={label} tabIndex={0}>
        <div role="row" className="grid-head" style={{ gridTemplateColumns: tracks }}>
          <span role="columnheader">{t(($) => $.products.sku)}</span>
          <span role="columnheader">{t(($) => $.products.name)}</span>
          <span role="columnheader" className="num">{t(($) => $.channels.theirs)}</span>
          <span role="columnheader" className="num">{t(($) => $.channels.wouldBecome)}</span>
        </div>
        {rows.map((row) => (
          <div key={row.listingId} role="row" className="grid-row" style={{ gridTemplateColumns: tracks }}>
            <span role="cell" className="code text2">{row.sku || '—'}</span>
            <span role="cell">{row.name}</span>
            <span role="cell" className="num text2">{row.theirs === null || row.theirs === undefined ? '—' : formats.quantity(row.theirs)}</span>
            <span role="cell" className="num medium warn">0</span>
          </div>
        ))}
      </div>
      {allow.error !== null && <ProblemPanel problem={allow.error} />}
      <div className="row" style={{ justifyContent: 'flex-end' }}>
        <Button variant="default" data-autofocus autoFocus onClick={onDone}>
          {t(($) => $.review.keepHeld)}
        </Button>
        <Button loading={allow.isPending} disabled={rows.length === 0} rightSection={<Key keys="mod+enter" />} onClick={accept}>
          {label}
        </Button>
      </div>
    </div>
  );
}
