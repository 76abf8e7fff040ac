import { Button, Modal } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { SwitchableCapability } from '../../shared/channels/channel.contract.ts';
import type { Quantity } from '../../shared/units/quantity.ts';
import type { OutputOf } from '../client/methods.ts';
import { useCommand, useQueryOf } from '../client/use-shop.tsx';
import { Glyph } from '../ui/glyph.tsx';
import { Loading } from '../ui/loading.tsx';
import { ProblemPanel } from '../ui/problem-panel.tsx';
import { useToasts } from '../ui/toast.tsx';
import { useFormats } from '../ui/ui-context.tsx';

type Preview = OutputOf<'channel.preview'>;

/** What writing to the shop outside would change, per SKU, before anything is written there. */
export function PreviewDialog({ channelId, capability, onClose }: { channelId: number; capability: SwitchableCapability | undefined; onClose: () => void }) {
  const { t } = useTranslation();
  return (
    <Modal
      opened={capability !== undefined}
      onClose={onClose}
      size={760}
      title={<span className="strong">{capability && t(($) => $.channels.previewOf[capability])}</span>}
      closeButtonProps={{ 'aria-label': t(($) => $.ui.close) }}
    >
      {capability && <PreviewBody channelId={channelId} capability={capability} onDone={onClose} />}
    </Modal>
  );
}

function PreviewBody({ channelId, capability, onDone }: { channelId: number; capability: SwitchableCapability; onDone: () => void }) {
  const { t } = useTranslation();
  const show = useToasts((toasts) => toasts.show);
  const preview = useQueryOf('channel.preview', { channelId, capability });
  const switchOn = useCommand('channel.switchOn');
  const switchOff = useCommand('channel.switchOff');
  if (preview.error) return <ProblemPanel problem={preview.error} onRetry={() => void preview.refetch()} />;
  if (!preview.data) return <Loading widths={[100, 200, 60, 60]} rows={6} />;
  const { digest, parcels, refunds } = preview.data;
  const accept = (): void =>
    switchOn.mutate(
      { channelId, capability, digest },
      {
        onSuccess: ({ announced }) => {
          // Parcels were announced when they left, refunds when they were recorded; levels are announced only now.
          const count = { stock: announced, fulfilments: parcels, refunds }[capability];
          show(t(($) => $.channels.switchedOn, { count }), () => switchOff.mutateAsync({ channelId, capability }));
          onDone();
        },
      },
    );
  return (
    <div className="column" style={{ gap: 12 }}>
      <Counts preview={preview.data} capability={capability} />
      {capability === 'stock' && <PreviewRows rows={preview.data.rows} more={preview.data.nextId !== null} />}
      {switchOn.error !== null && <ProblemPanel problem={switchOn.error} />}
      <div className="row" style={{ justifyContent: 'flex-end' }}>
        {/* The figures come after the dialog: only now is there a safe way to give the focus to. */}
        <Button variant="default" autoFocus onClick={onDone}>
          {t(($) => $.channels.keepReading)}
        </Button>
        <Button loading={switchOn.isPending} onClick={accept}>
          {t(($) => $.channels.switchOn[capability])}
        </Button>
      </div>
    </div>
  );
}

function Counts({ preview, capability }: { preview: Preview; capability: SwitchableCapability }) {
  const { t } = useTranslation();
  const formats = useFormats();
  if (capability === 'refunds')
    return (
      <>
        <p className="text2">{t(($) => $.channels.refunds, { count: preview.refunds, sum: formats.money(preview.refundSum) })}</p>
        <p className="text2 text-wrap">{t(($) => $.channels.refundsText)}</p>
      </>
    );
  if (capability === 'fulfilments') return <p className="text2">{t(($) => $.channels.parcels, { count: preview.parcels })}</p>;
  return (
    <>
      <p className="text2">{t(($) => $.channels.changes, { listings: preview.listings, linked: preview.linked, changes: preview.changes })}</p>
      {preview.zeros > 0 && (
        <p className="row warn">
          <Glyph kind="look" />
          {t(($) => $.channels.zeros, { count: preview.zeros })}
        </p>
      )}
    </>
  );
}

const tracks = '120px minmax(0, 1fr) 80px 80px 110px';

function PreviewRows({ rows, more }: { rows: Preview['rows']; more: boolean }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const amount = (quantity: Quantity | null | undefined): string => (quantity === null ? '—' : formats.quantity(quantity));
  return (
    // A scrollable box must be reachable by keyboard.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <div className="card" style={{ maxHeight: 360, overflow: 'auto' }} role="table" aria-label={t(($) => $.channels.preview)} tabIndex={0}>
      <div role="row" className="grid-head" style={{ gridTemplateColumns: tracks }}>
        <span role="columnheader">{t(($) => $.products.sku)}</span>
        <span role="columnheader">{t(($) => $.products.name)}</span>
        <span role="columnheader" className="num">{t(($) => $.channels.theirs)}</span>
        <span role="columnheader" className="num">{t(($) => $.channels.ours)}</span>
        <span role="columnheader" className="num">{t(($) => $.channels.wouldBecome)}</span>
      </div>
      {rows.map((row) => (
        <div key={row.listingId} role="row" className="grid-row" style={{ gridTemplateColumns: tracks }}>
          <span role="cell" className="code text2">{row.sku || '—'}</span>
          <span role="cell">{row.name}</span>
          <span role="cell" className="num text2">{amount(row.theirs)}</span>
          <span role="cell" className="num text2">{amount(row.ours)}</span>
          <span role="cell" className={row.wouldBecome === 0 ? 'num medium warn' : 'num medium'}>
            {row.wouldBecome === null ? <span className="text3">{row.blockedBy ? t(($) => $.channels.blockedBy[row.blockedBy!]) : t(($) => $.channels.same)}</span> : amount(row.wouldBecome)}
          </span>
        </div>
      ))}
      {more && <p className="caption" style={{ padding: '8px 16px' }}>{t(($) => $.channels.firstRows)}</p>}
    </div>
  );
}
