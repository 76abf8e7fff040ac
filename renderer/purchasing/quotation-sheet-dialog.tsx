import { FileInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { OutputOf } from '../client/methods.ts';
import { base64Of } from '../client/base64.ts';
import { useCommand, useShopClient } from '../client/use-shop.tsx';
import { DialogForm } from '../ui/dialog-form.tsx';
import { Section } from '../ui/section.tsx';
import { Status } from '../ui/status.tsx';
import { useToasts } from '../ui/toast.tsx';
import { useFormats } from '../ui/ui-context.tsx';
import type { AskedSupplier, Quotation } from './quotation-screen.tsx';

type Told = OutputOf<'quotation.compareSheet'>;

interface Props {
  request: Quotation;
  supplier: AskedSupplier;
  onClose: () => void;
}

/** A sheet that came back filled in: what it says beside what its supplier told before, then kept as its answer. */
export function QuotationSheetDialog({ request, supplier: { supplierId, name, answer: before }, onClose }: Props) {
  const { t } = useTranslation();
  const client = useShopClient();
  const show = useToasts((toasts) => toasts.show);
  const answer = useCommand('quotation.answer');
  const withdraw = useCommand('quotation.withdraw');
  const [told, setTold] = useState<Told>();
  const [problem, setProblem] = useState<unknown>(null);
  const read = async (file: File | null): Promise<void> => {
    setTold(undefined);
    setProblem(null);
    if (!file) return;
    try {
      setTold(await client.call('quotation.compareSheet', { quotationRequestId: request.id, supplierId, data: await base64Of(file) }));
    } catch (error) {
      setProblem(error);
    }
  };
  const keep = (): void => {
    // A price this person may not see is not theirs to write down.
    const lines = (told?.lines ?? []).flatMap(({ price, ...line }) => (price === undefined ? [] : [{ ...line, price }]));
    if (!told || lines.length === 0) return;
    const also = { ...(before?.freight !== undefined && { freight: before.freight }), validThroughOn: before?.validThroughOn ?? null };
    answer.mutate({ quotationRequestId: request.id, supplierId, deliverOn: told.deliverOn, ...also, lines }, {
      onSuccess: (kept) => {
        show(t(($) => $.quotations.answered, { name }), () => withdraw.mutateAsync(kept));
        onClose();
      },
    });
  };
  return (
    <DialogForm title={t(($) => $.quotations.sheetOf, { name, number: request.number })} verb={t(($) => $.quotations.keep)} pending={answer.isPending} problem={problem ?? answer.error} onSubmit={keep} onClose={onClose}>
      <FileInput data-autofocus size="xs" label={t(($) => $.orderSheet.file)} description={t(($) => $.orderSheet.fileHint)} accept=".xlsx" onChange={(file) => void read(file)} />
      {told && <ToldRows told={told} name={name} lines={new Map(request.lines.map((line) => [line.id, line.name]))} />}
    </DialogForm>
  );
}

function ToldRows({ told: { changed, removed, unknown, unreadable, deliverOn }, name, lines }: { told: Told; name: string; lines: ReadonlyMap<number, string> }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const price = (figure: Told['changed'][number]['after']): string => (figure.price === undefined || figure.price === null ? '—' : formats.bareUnitPrice(figure.price, formats.currency));
  const change = (before: string, after: string): string => (before === after ? after : `${before} → ${after}`);
  return (
    <div className="column" style={{ gap: 4 }} role="status">
      <Status kind="wait">{`${t(($) => $.quotations.deliverOn)} ${formats.day(deliverOn)}`}</Status>
      {changed.length > 0 ? <Section title={t(($) => $.quotations.sheetLines, { count: changed.length })} side={formats.currencySymbol} /> : <p className="text2">{t(($) => $.quotations.sheetSame, { name })}</p>}
      {changed.map(({ quotationRequestLineId, sku, before, after }) => (
        <div key={quotationRequestLineId} className="movement" style={{ gridTemplateColumns: 'minmax(0, 1fr) 110px 140px' }}>
          <span className="ellipsis">{lines.get(quotationRequestLineId) ?? sku}</span>
          <span className="num">{change(formats.quantity(before.quantity), formats.quantity(after.quantity))}</span>
          <span className="num medium">{change(price(before), price(after))}</span>
        </div>
      ))}
      {removed.map(({ quotationRequestLineId, sku }) => (
        <Status key={quotationRequestLineId} kind="off">{t(($) => $.quotations.gone, { name: lines.get(quotationRequestLineId) ?? sku })}</Status>
      ))}
      {unknown.map(({ row, sku, name: other }) => (
        <Status key={row} kind="stop">{t(($) => $.orderSheet.unknown, { row, sku, name: other })}</Status>
      ))}
      {unreadable.map(({ row, column, text }) => (
        <Status key={`${row} ${column}`} kind="stop">{t(($) => $.orderSheet.unreadable, { row, column: t(($) => $.orderSheet.columns[column]), text })}</Status>
      ))}
    </div>
  );
}
