import { ActionIcon, Button, Checkbox, NumberInput, Select } from '@mantine/core';
import { IconDownload, IconPrinter, IconX } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type LabelStock, labelPages, labelStocks } from '../../shared/catalog/label-stock.rules.ts';
import { symbolChoices } from '../../shared/catalog/label-symbol.rules.ts';
import { speaksZpl } from '../../shared/catalog/zpl.rules.ts';
import { useQueryOf, useShopClient } from '../client/use-shop.tsx';
import type { Action } from '../ui/actions/action-registry.ts';
import { ActionButton } from '../ui/actions/action-button.tsx';
import { useActions } from '../ui/actions/use-actions.ts';
import { Empty } from '../ui/empty.tsx';
import { ProblemPanel } from '../ui/problem-panel.tsx';
import { playOutcome } from '../ui/scan/sounds.ts';
import { useScan } from '../ui/scan/use-scan.ts';
import { Screen } from '../ui/screen.tsx';
import { useToasts } from '../ui/toast.tsx';
import { useFormats } from '../ui/ui-context.tsx';
import { type Label, LabelPages, type LabelPagesProps, PrintedLabels, symbolRoom } from './label-pages.tsx';
import { usePictures } from './label-picture.ts';
import { useLabels } from './labels.store.ts';

/** Labels as they will be printed: paper and contents at the left, every page at the right. A scan is one label more. */
export function LabelsScreen() {
  const { t } = useTranslation();
  const formats = useFormats();
  const { items, symbol, stockId, withPrice, put, ...choices } = useLabels();
  const [used, setUsed] = useState(0);
  const stock = labelStocks.find(({ id }) => id === stockId) ?? labelStocks[0]!;
  const { data, error } = useQueryOf('label.render', { items: [...items], symbol }, { enabled: items.length > 0 });
  const labels = items.length === 0 ? [] : (data?.labels ?? []);
  const hasLine = withPrice || choices.withSku || choices.withPerKilogram || labels.some(({ lot, expiresOn }) => lot !== undefined || expiresOn !== undefined);
  const pictures = usePictures(labels.map((label) => label.symbol), stock, symbolRoom(stock, hasLine));
  const pages: LabelPagesProps | undefined = pictures && { ...choices, stock, labels, pictures, used, withPrice };
  useScannedLabels();
  const saveZpl = useZpl(stock, formats.locale);
  const group = t(($) => $.labels.title);
  const print: Action = { id: 'labels.print', label: t(($) => $.labels.print), group, keys: 'p', icon: <IconPrinter size={14} />, run: () => window.print() };
  const zpl: Action = { id: 'labels.zpl', label: t(($) => $.labels.saveZpl), group, keys: 's', icon: <IconDownload size={14} />, run: saveZpl };
  const clear: Action = { id: 'labels.clear', label: t(($) => $.labels.clear), group, keys: 'mod+backspace', run: () => put([]) };
  const ready = pages !== undefined && labels.length > 0;
  useActions('screen', ready ? [print, clear, ...(speaksZpl(stock) ? [zpl] : [])] : []);
  const total = labels.reduce((sum, { copies }) => sum + copies, 0);
  const pageCount = labelPages(stock, Array.from({ length: total }), stock.kind === 'sheet' ? used : 0).length;
  return (
    <Screen
      title={group}
      side={total > 0 && <span className="text2">{`${t(($) => $.labels.total, { count: total })} · ${t(($) => $.labels.pages, { count: pageCount })}`}</span>}
      buttons={
        ready && (
          <>
            {speaksZpl(stock) && <ActionButton action={zpl} variant="default" />}
            <ActionButton action={print} />
          </>
        )
      }
    >
      <div className="label-desk">
        <div className="column" style={{ gap: 12 }}>
          <LabelChoices stock={stock} used={used} onUsed={setUsed} />
          {error !== null && <ProblemPanel problem={error} />}
          <div>
            {labels.map((label, index) => (
              // The list keeps its order, and two lines may be of one variant.
              // oxlint-disable-next-line react/no-array-index-key
              <LabelRow key={index} label={label} index={index} />
            ))}
          </div>
          {labels.length > 0 && (
            <Button variant="subtle" style={{ alignSelf: 'flex-start' }} onClick={clear.run}>
              {clear.label}
            </Button>
          )}
        </div>
        {/* A box that scrolls has to be reached by the keyboard. */}
        {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
        <section className="label-preview" aria-label={t(($) => $.labels.preview)} tabIndex={0}>
          {ready ? <LabelPages {...pages} /> : items.length === 0 && <NoLabels />}
        </section>
      </div>
      {ready && <PrintedLabels {...pages} />}
    </Screen>
  );
}

function NoLabels() {
  const { t } = useTranslation();
  return (
    <Empty title={t(($) => $.labels.emptyTitle)} text={t(($) => $.labels.emptyText)}>
      <Button variant="default" component={Link} to="/products">
        {t(($) => $.labels.toProducts)}
      </Button>
    </Empty>
  );
}

function LabelChoices({ stock, used, onUsed }: { stock: LabelStock; used: number; onUsed: (used: number) => void }) {
  const { t } = useTranslation();
  const labels = useLabels();
  const paper = ({ id, kind, width, height, columns, rows }: LabelStock): string => t(($) => $.labels.papers[kind], { id, width, height, count: columns * rows });
  const tick = (name: 'withPrice' | 'withPerKilogram' | 'withSku') => (
    <Checkbox label={t(($) => $.labels[name])} checked={labels[name]} onChange={(event) => labels.choose({ [name]: event.currentTarget.checked })} />
  );
  return (
    <>
      <Select label={t(($) => $.labels.paper)} data={labelStocks.map((one) => ({ value: one.id, label: paper(one) }))} value={stock.id} onChange={(id) => labels.choose({ stockId: id ?? stock.id })} />
      {stock.kind === 'sheet' && (
        <NumberInput hideControls label={t(($) => $.labels.used)} description={t(($) => $.labels.usedHint)} min={0} max={stock.columns * stock.rows - 1} value={used} onChange={(value) => onUsed(Math.max(0, Math.trunc(Number(value) || 0)))} />
      )}
      <Select
        label={t(($) => $.labels.symbol)}
        data={symbolChoices.map((value) => ({ value, label: t(($) => $.labels.symbols[value]) }))}
        value={labels.symbol}
        onChange={(choice) => labels.choose({ symbol: symbolChoices.find((one) => one === choice) ?? labels.symbol })}
      />
      <div className="row" style={{ gap: 16 }}>
        {tick('withPrice')}
        {tick('withPerKilogram')}
        {tick('withSku')}
      </div>
    </>
  );
}

function LabelRow({ label, index }: { label: Label; index: number }) {
  const { t } = useTranslation();
  const setCopies = useLabels((labels) => labels.setCopies);
  return (
    <div className="label-item">
      <div className="column" style={{ flex: 1 }}>
        <span className="ellipsis">{label.name}</span>
        <span className="caption code ellipsis">{label.symbol.text}</span>
      </div>
      <NumberInput hideControls w={64} min={1} max={1000} aria-label={t(($) => $.labels.copies, { name: label.name })} value={label.copies} onChange={(value) => setCopies(index, Math.max(1, Math.trunc(Number(value) || 1)))} />
      <ActionIcon aria-label={`${t(($) => $.ui.remove)} ${label.name}`} onClick={() => setCopies(index, 0)}>
        <IconX size={16} />
      </ActionIcon>
    </div>
  );
}

/** Scanning a piece, a case or an old label prints the same once more, with its lot, serial and expiry. */
function useScannedLabels(): void {
  const { t } = useTranslation();
  const client = useShopClient();
  const show = useToasts((toasts) => toasts.show);
  const add = useLabels((labels) => labels.add);
  useScan(async ({ text }) => {
    const { found, reading } = await client.call('barcode.resolve', { text });
    playOutcome(found ? 'ok' : 'unknown');
    if (!found) return show(`${text}: ${t(($) => $.scan.unknownSays)}`);
    const { lot, serial, expiresOn } = reading;
    add({ variantId: found.id, copies: 1, code: reading.code, ...(lot !== undefined && { lot }), ...(serial !== undefined && { serial }), ...(expiresOn !== undefined && { expiresOn }) });
  });
}

function useZpl(stock: LabelStock, locale: string): () => void {
  const client = useShopClient();
  const { items, symbol, withPrice } = useLabels();
  return () =>
    void client.call('label.zpl', { items: [...items], symbol, stock: stock.id, locale, withPrice }).then(({ zpl }) => {
      const address = URL.createObjectURL(new Blob([zpl], { type: 'text/plain' }));
      Object.assign(document.createElement('a'), { href: address, download: 'labels.zpl' }).click();
      URL.revokeObjectURL(address);
    });
}
