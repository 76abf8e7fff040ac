import { Button, Select } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { InputOf, OutputOf } from '../client/methods.ts';
import { useCommand, usePagesOf, useQueryOf } from '../client/use-shop.tsx';
import { ProblemPanel } from '../ui/problem-panel.tsx';
import { Section } from '../ui/section.tsx';
import { useToasts } from '../ui/toast.tsx';
import { useFormats } from '../ui/ui-context.tsx';
import type { Apart } from './locations-screen.tsx';
import { useStockWords } from './stock-words.ts';

type GoodsPage = OutputOf<'consignment.goods'>;
const reading = {
  rowsOf: (page: GoodsPage) => page.rows,
  after: (input: InputOf<'consignment.goods'>, page: GoodsPage) => (page.nextId === null ? undefined : { ...input, afterId: page.nextId }),
};

/** What lies at a place that is not ours or not with us, since when, and how the latest report differs from the book. */
export function GoodsApart({ locationId, ours, latest }: { locationId: number; ours: boolean; latest: Apart['latest'] }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const pages = usePagesOf('consignment.goods', { locationId, limit: 100 }, reading);
  return (
    <>
      {latest && <LatestReport holderReportId={latest.holderReportId} ours={ours} />}
      <Section title={t(($) => $.places.goods)} side={ours ? t(($) => $.places.goodsSide, { unit: formats.currencySymbol }) : t(($) => $.places.goodsSideOthers)} />
      {pages.first?.rows.length === 0 && <p className="text2">{t(($) => $.places.noGoods)}</p>}
      {pages.rows.map((row) => (
        <div key={row.variantId} className="movement" title={row.since === null ? '' : formats.moment(row.since)}>
          <span className="text3">{row.days === null ? '' : t(($) => $.inventory.days, { count: row.days })}</span>
          <span className="ellipsis">
            {row.name} <span className="text3 code">{row.sku}</span>
          </span>
          <span className="num medium">{formats.quantity(row.onHand)}</span>
          <span className="num text2">{ours && row.value !== undefined ? formats.amount(row.value) : ''}</span>
        </div>
      ))}
      {pages.hasMore && (
        <button type="button" className="plain link" onClick={pages.readMore}>
          {t(($) => $.places.moreGoods)}
        </button>
      )}
    </>
  );
}

function LatestReport({ holderReportId, ours }: { holderReportId: number; ours: boolean }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const report = useQueryOf('consignment.compare', { holderReportId }).data;
  if (!report) return null;
  const differing = report.lines.filter((line) => line.difference !== 0);
  return (
    <>
      <Section title={t(($) => $.places.reportTitle, { reference: report.reference })} side={formats.moment(report.reportedAt)} />
      {differing.length === 0 && <p className="text2">{report.settled ? t(($) => $.places.settled) : t(($) => $.places.agrees)}</p>}
      {differing.map((line) => (
        <div key={line.variantId} className="report-line">
          <span className="ellipsis">
            {line.name} <span className="text3 code">{line.sku}</span>
          </span>
          <span className="num text2">{t(($) => $.places.saidAndBook, { said: formats.quantity(line.reported), book: formats.quantity(line.book) })}</span>
          <span className="num medium">{formats.signedQuantity(line.difference)}</span>
        </div>
      ))}
      {differing.length > 0 && !report.settled && <Settle holderReportId={holderReportId} ours={ours} lines={differing.length} />}
    </>
  );
}

/** Ours are written off, or taken up, for a reason; goods of others only come and go. */
function Settle({ holderReportId, ours, lines }: { holderReportId: number; ours: boolean; lines: number }) {
  const { t } = useTranslation();
  const words = useStockWords();
  const show = useToasts((toasts) => toasts.show);
  const settle = useCommand('consignment.settle');
  const withdraw = useCommand('consignment.withdraw');
  const restore = useCommand('consignment.restore');
  const [reason, setReason] = useState('miscounted');
  const reasons = (useQueryOf('reason.list', undefined).data?.reasons ?? []).filter((one) => !one.blocked);
  const takeBack = (): void =>
    withdraw.mutate({ holderReportId }, { onSuccess: () => show(t(($) => $.places.withdrawn), () => restore.mutateAsync({ holderReportId })) });
  const problem = settle.error ?? withdraw.error;
  return (
    <div className="column" style={{ gap: 8, marginTop: 8 }}>
      {ours && (
        <Select label={t(($) => $.stock.reason)} data={reasons.map((one) => ({ value: one.code, label: words.reason(one.code) }))} value={reason} onChange={(one) => setReason(one ?? reason)} />
      )}
      <div className="row">
        <Button variant="default" loading={settle.isPending} onClick={() => settle.mutate({ holderReportId, reason }, { onSuccess: () => show(t(($) => $.places.settledToast, { count: lines })) })}>
          {t(($) => $.places.settle, { count: lines })}
        </Button>
        <Button variant="subtle" onClick={takeBack}>
          {t(($) => $.places.withdraw)}
        </Button>
      </div>
      {problem !== null && <ProblemPanel problem={problem} />}
    </div>
  );
}
