import { Button, MultiSelect, Textarea, TextInput } from '@mantine/core';
import { Link, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { mostAsked } from '../../shared/purchasing/quotation.rules.ts';
import { isDay } from '../../shared/units/day.ts';
import { useCommand, useQueryOf } from '../client/use-shop.tsx';
import type { Action } from '../ui/actions/action-registry.ts';
import { ActionButton } from '../ui/actions/action-button.tsx';
import { useActions } from '../ui/actions/use-actions.ts';
import { QuantityField } from '../ui/fields.tsx';
import { ProblemPanel } from '../ui/problem-panel.tsx';
import { ScanField } from '../ui/scan/scan-field.tsx';
import { Screen, Trail } from '../ui/screen.tsx';
import { useToasts } from '../ui/toast.tsx';
import { type ScannedLine, useLineScans } from './use-line-scans.ts';

/** Whom to ask, and for what: goods by scanning or typing codes. */
export function NewQuotationScreen() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const show = useToasts((toasts) => toasts.show);
  const suppliers = useQueryOf('supplier.list', { blocked: false, limit: 200 });
  const ask = useCommand('quotation.ask');
  const close = useCommand('quotation.close');
  const [supplierIds, setSupplierIds] = useState<readonly number[]>([]);
  const [said, setSaid] = useState({ neededOn: '', answerByOn: '', note: '' });
  const [lines, setLines] = useState<readonly ScannedLine[]>([]);
  useLineScans(setLines);
  const submit = (): void => {
    if (supplierIds.length === 0 || lines.length === 0 || ask.isPending) return;
    const { neededOn, answerByOn, note } = said;
    const asked = lines.map(({ variantId, quantity }) => ({ variantId, quantity }));
    ask.mutate({ supplierIds: [...supplierIds], lines: asked, ...(isDay(neededOn) && { neededOn }), ...(isDay(answerByOn) && { answerByOn }), ...(note.trim() !== '' && { note }) }, {
      onSuccess: ({ quotationRequestId, number }) => {
        show(t(($) => $.quotations.asked, { number }), () => close.mutateAsync({ quotationRequestId }));
        void navigate({ to: '/purchasing/quotations/$requestId', params: { requestId: String(quotationRequestId) } });
      },
    });
  };
  const group = t(($) => $.purchasing.quotations);
  const send: Action = { id: 'quotations.ask', label: t(($) => $.quotations.ask, { count: supplierIds.length }), group, keys: 'mod+enter', whileTyping: true, run: submit };
  useActions('screen', [send, { id: 'quotations.back', label: t(($) => $.keys.back), group, keys: 'escape', onlyKey: true, run: () => void navigate({ to: '/purchasing/quotations' }) }]);
  const optional = <span className="text3">{t(($) => $.ui.optional)}</span>;
  return (
    <Screen title={<Trail parent={<Link to="/purchasing/quotations">{group}</Link>}>{t(($) => $.quotations.create)}</Trail>} buttons={<ActionButton action={send} loading={ask.isPending} />}>
      <div className="scroll">
        <div className="form" style={{ maxWidth: 720 }}>
          <MultiSelect
            searchable
            maxValues={mostAsked}
            size="xs"
            label={t(($) => $.quotations.suppliers)}
            placeholder={t(($) => $.quotations.chooseSuppliers)}
            data={(suppliers.data?.rows ?? []).map(({ id, name }) => ({ value: String(id), label: name }))}
            value={supplierIds.map(String)}
            onChange={(ids) => setSupplierIds(ids.map(Number))}
          />
          <ScanField label={t(($) => $.purchasing.addByCode)} />
          {lines.length === 0 && <p className="text2">{t(($) => $.purchasing.noLines)}</p>}
          {lines.map((line) => (
            <div key={line.variantId} className="row" style={{ alignItems: 'flex-end', gap: 12 }}>
              <span className="column" style={{ flex: 1, minWidth: 0 }}>
                <span className="ellipsis">{line.name}</span>
                <span className="caption code">{line.sku}</span>
              </span>
              <QuantityField label={t(($) => $.quotations.wanted)} unit="" decimals={3} value={line.quantity} onChange={(count) => count !== null && setLines(lines.map((one) => (one.variantId === line.variantId ? { ...one, quantity: count } : one)))} />
              <Button variant="subtle" onClick={() => setLines(lines.filter((one) => one.variantId !== line.variantId))}>
                {t(($) => $.purchasing.remove)}
              </Button>
            </div>
          ))}
          <TextInput type="date" label={<>{t(($) => $.quotations.neededOn)} {optional}</>} description={t(($) => $.quotations.neededHint)} value={said.neededOn} onChange={(event) => setSaid({ ...said, neededOn: event.currentTarget.value })} />
          <TextInput type="date" label={<>{t(($) => $.quotations.answerByOn)} {optional}</>} value={said.answerByOn} onChange={(event) => setSaid({ ...said, answerByOn: event.currentTarget.value })} />
          <Textarea size="xs" autosize minRows={2} label={<>{t(($) => $.quotations.note)} {optional}</>} value={said.note} onChange={(event) => setSaid({ ...said, note: event.currentTarget.value })} />
          {ask.error !== null && <ProblemPanel problem={ask.error} />}
        </div>
      </div>
    </Screen>
  );
}
