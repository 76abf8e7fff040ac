import { Button, FileInput, Modal } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { OutputOf } from '../client/methods.ts';
import { base64Of } from '../client/base64.ts';
import { useCommand, useShopClient } from '../client/use-shop.tsx';
import { useActions } from '../ui/actions/use-actions.ts';
import { Key } from '../ui/key.tsx';
import { ProblemPanel } from '../ui/problem-panel.tsx';
import { Section } from '../ui/section.tsx';
import { Status } from '../ui/status.tsx';
import { useToasts } from '../ui/toast.tsx';
import { useFormats } from '../ui/ui-context.tsx';
import type { PurchaseOrder } from './purchase-order-screen.tsx';

type Difference = OutputOf<'orderSheet.compare'>;

const isSame = ({ changed, removed, unknown, unreadable, expectedOn }: Difference): boolean => changed.length + removed.length + unknown.length + unreadable.length === 0 && expectedOn === null;

/** A sheet that came back from its supplier: what it would change is read first, then applied in one step or left alone. */
export function OrderSheetDialog({ order, onClose }: { order: PurchaseOrder; onClose: () => void }) {
  const { t } = useTranslation();
  return (
    <Modal opened onClose={onClose} size="lg" title={<span className="strong">{t(($) => $.orderSheet.title, { number: order.number })}</span>} closeButtonProps={{ 'aria-label': t(($) => $.ui.close) }}>
      <SheetForm order={order} onClose={onClose} />
    </Modal>
  );
}

function SheetForm({ order, onClose }: { order: PurchaseOrder; onClose: () => void }) {
  const { t } = useTranslation();
  const client = useShopClient();
  const show = useToasts((toasts) => toasts.show);
  const apply = useCommand('orderSheet.apply');
  const [difference, setDifference] = useState<Difference>();
  const [problem, setProblem] = useState<unknown>(null);
  const read = async (file: File | null): Promise<void> => {
    setDifference(undefined);
    setProblem(null);
    if (!file) return;
    try {
      setDifference(await client.call('orderSheet.compare', { purchaseOrderId: order.id, data: await base64Of(file) }));
    } catch (error) {
      setProblem(error);
    }
  };
  const able = difference !== undefined && !isSame(difference) && difference.lines.length > 0;
  const applyIt = (): void => {
    if (!difference || !able) return;
    // A price this person may not see is not theirs to change.
    const lines = difference.lines.flatMap(({ price, ...line }) => (price === undefined ? [] : [{ ...line, price }]));
    apply.mutate({ purchaseOrderId: order.id, expectedOn: difference.expectedOn?.after ?? order.expectedOn, lines }, {
      onSuccess: ({ before }) => {
        show(t(($) => $.orderSheet.applied, { number: order.number }), () => apply.mutateAsync(before));
        onClose();
      },
    });
  };
  useActions('dialog', able ? [{ id: 'sheet.apply', label: t(($) => $.orderSheet.apply), group: t(($) => $.keys.here), keys: 'mod+enter', whileTyping: true, run: applyIt }] : []);
  return (
    <div className="column" style={{ gap: 12 }}>
      <FileInput data-autofocus size="xs" label={t(($) => $.orderSheet.file)} description={t(($) => $.orderSheet.fileHint)} accept=".xlsx" onChange={(file) => void read(file)} />
      {problem !== null && <ProblemPanel problem={problem} />}
      {difference && <DifferenceRows difference={difference} names={new Map(order.lines.map(({ variantId, name }) => [variantId, name]))} />}
      {apply.error !== null && <ProblemPanel problem={apply.error} />}
      <div className="row" style={{ justifyContent: 'flex-end' }}>
        <Button variant="default" onClick={onClose}>
          {t(($) => $.payments.notNow)}
        </Button>
        <Button disabled={!able} loading={apply.isPending} onClick={applyIt} rightSection={<Key keys="mod+enter" />}>
          {t(($) => $.orderSheet.apply)}
        </Button>
      </div>
    </div>
  );
}

function DifferenceRows({ difference, names }: { difference: Difference; names: ReadonlyMap<number, string> }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const { changed, removed, unknown, unreadable, expectedOn } = difference;
  if (isSame(difference)) return <Status kind="done">{t(($) => $.orderSheet.same)}</Status>;
  const price = (figure: Difference['changed'][number]['after']): string => (figure.price === undefined ? '—' : formats.bareUnitPrice(figure.price, formats.currency));
  const change = (before: string, after: string): string => (before === after ? after : `${before} → ${after}`);
  return (
    <div className="column" style={{ gap: 4 }} role="status">
      {expectedOn && <Status kind="look">{t(($) => $.orderSheet.day, { before: formats.day(expectedOn.before), after: formats.day(expectedOn.after) })}</Status>}
      {changed.length > 0 && <Section title={t(($) => $.orderSheet.changed, { count: changed.length })} side={formats.currencySymbol} />}
      {changed.map(({ variantId, sku, before, after }) => (
        <div key={variantId} className="movement" style={{ gridTemplateColumns: 'minmax(0, 1fr) 140px 160px' }}>
          <span className="ellipsis">{names.get(variantId) ?? sku}</span>
          <span className="num">{change(formats.quantity(before.quantity), formats.quantity(after.quantity))}</span>
          <span className="num medium">{change(price(before), price(after))}</span>
        </div>
      ))}
      {removed.map(({ variantId, sku, quantity }) => (
        <Status key={variantId} kind="off">{t(($) => $.orderSheet.removed, { name: names.get(variantId) ?? sku, quantity: formats.quantity(quantity) })}</Status>
      ))}
      {unknown.map(({ row, sku, name }) => (
        <Status key={row} kind="stop">{t(($) => $.orderSheet.unknown, { row, sku, name })}</Status>
      ))}
      {unreadable.map(({ row, column, text }) => (
        <Status key={`${row} ${column}`} kind="stop">{t(($) => $.orderSheet.unreadable, { row, column: t(($) => $.orderSheet.columns[column]), text })}</Status>
      ))}
    </div>
  );
}
