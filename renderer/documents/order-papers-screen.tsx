import { Button, SegmentedControl, TextInput } from '@mantine/core';
import { Link, useNavigate, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type Language, languageNames, languages } from '../../shared/units/language.ts';
import { useCommand, useQueryOf, useShopClient } from '../client/use-shop.tsx';
import { ActionButton } from '../ui/actions/action-button.tsx';
import type { Action } from '../ui/actions/action-registry.ts';
import { useActions } from '../ui/actions/use-actions.ts';
import { DialogForm } from '../ui/dialog-form.tsx';
import { Loading } from '../ui/loading.tsx';
import { ProblemPanel } from '../ui/problem-panel.tsx';
import { Screen, Trail } from '../ui/screen.tsx';
import { Section } from '../ui/section.tsx';
import { useToasts } from '../ui/toast.tsx';
import { useUi } from '../ui/ui-context.tsx';
import { type Chosen, ShownPaper, usePaperActs } from './shown-paper.tsx';

/** Every paper about one order: choose it, read it in another language, print it, number an invoice. */
export function OrderPapersScreen() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const orderId = Number(useParams({ from: '/orders/$orderId/papers' }).orderId);
  const list = useQueryOf('document.ofOrder', { orderId });
  const order = useQueryOf('order.get', { orderId }).data;
  const [picked, setPicked] = useState<Chosen>();
  const [language, setLanguage] = useState<Language>();
  const papers = list.data?.papers ?? [];
  const chosen: Chosen | undefined = (picked && papers.find(({ kind, number }) => kind === picked.kind && number === picked.number)) ?? papers.find(({ kind }) => kind === 'invoice') ?? papers.at(-1);
  const acts = usePaperActs(chosen, language);
  const back: Action = { id: 'papers.back', label: t(($) => $.keys.back), group: t(($) => $.keys.here), keys: 'escape', onlyKey: true, run: () => void navigate({ to: '/orders/$orderId', params: { orderId: String(orderId) } }) };
  useActions('screen', [...(chosen ? [acts.print, acts.save] : []), back]);
  return (
    <Screen
      title={<Trail parent={<Link to="/orders/$orderId" params={{ orderId: String(orderId) }}>{order?.number ?? ''}</Link>}>{t(($) => $.papers.title)}</Trail>}
      buttons={
        chosen && (
          <>
            <ActionButton action={acts.save} variant="default" loading={acts.saving} />
            <ActionButton action={acts.print} />
          </>
        )
      }
    >
      <div className="scroll paper-desk">
        <nav className="column" style={{ gap: 4 }} aria-label={t(($) => $.papers.title)}>
          {list.error !== null && <ProblemPanel problem={list.error} />}
          {papers.map((paper) => (
            <button key={`${paper.kind} ${paper.number}`} type="button" className="plain lookup-option" aria-pressed={paper.kind === chosen?.kind && paper.number === chosen.number} onClick={() => setPicked(paper)}>
              <span className="medium">{t(($) => $.papers.kinds[paper.kind])}</span>
              <span className="spring" />
              <span className="caption code">{paper.number}</span>
            </button>
          ))}
          <Uncredited refunds={list.data?.uncredited ?? []} onIssued={(number) => setPicked({ kind: 'creditNote', number })} />
          {chosen?.kind === 'invoice' && chosen.invoiceId && <CancelInvoice invoiceId={chosen.invoiceId} number={chosen.number} onDone={(number) => setPicked({ kind: 'creditNote', number })} />}
          <Uninvoiced shipments={list.data?.uninvoiced ?? []} onIssued={(number) => setPicked({ kind: 'invoice', number })} />
          <Section title={t(($) => $.papers.language)} />
          <SegmentedControl
            aria-label={t(($) => $.papers.language)}
            data={[{ value: 'own', label: t(($) => $.papers.readers) }, ...languages.map((one) => ({ value: one as string, label: languageNames[one] }))]}
            orientation="vertical"
            fullWidth
            value={language ?? 'own'}
            onChange={(value) => setLanguage(languages.find((one) => one === value))}
          />
          <Printers chosen={chosen} language={language} />
        </nav>
        {chosen ? <ShownPaper key={`${chosen.kind} ${chosen.number}`} chosen={chosen} language={language} /> : list.isPending && <Loading widths={[240, 120]} />}
      </div>
    </Screen>
  );
}

/** Parcels nobody has billed yet. */
function Uninvoiced({ shipments, onIssued }: { shipments: readonly { shipmentId: number; number: string }[]; onIssued: (number: string) => void }) {
  const { t } = useTranslation();
  const show = useToasts((toasts) => toasts.show);
  const issue = useCommand('invoice.issue');
  const cancel = useCommand('invoice.cancel');
  if (shipments.length === 0) return null;
  const submit = (): void =>
    issue.mutate({ shipmentIds: shipments.map(({ shipmentId }) => shipmentId) }, {
      onSuccess: ({ number, invoiceId }) => {
        show(t(($) => $.papers.issued, { number }), () => cancel.mutateAsync({ invoiceId, reason: t(($) => $.papers.byMistake) }));
        onIssued(number);
      },
    });
  return (
    <>
      <Button variant="default" loading={issue.isPending} onClick={submit} style={{ marginTop: 8 }}>
        {t(($) => $.papers.issue, { parcels: shipments.map(({ number }) => number).join(', ') })}
      </Button>
      {issue.error !== null && <ProblemPanel problem={issue.error} />}
    </>
  );
}

/** Refunds that lessen an invoice and are not numbered yet. */
function Uncredited({ refunds, onIssued }: { refunds: readonly { refundId: number; number: string }[]; onIssued: (number: string) => void }) {
  const { t } = useTranslation();
  const show = useToasts((toasts) => toasts.show);
  const issue = useCommand('creditNote.issue');
  const submit = (refundId: number): void =>
    issue.mutate({ refundId }, {
      onSuccess: ({ number }) => {
        show(t(($) => $.papers.credited, { number }));
        onIssued(number);
      },
    });
  return (
    <>
      {refunds.map(({ refundId, number }) => (
        <Button key={refundId} variant="default" loading={issue.isPending} onClick={() => submit(refundId)} style={{ marginTop: 8 }}>
          {t(($) => $.papers.credit, { refund: number })}
        </Button>
      ))}
      {issue.error !== null && <ProblemPanel problem={issue.error} />}
    </>
  );
}

/** An invoice is never changed: it is cancelled whole, with a reason that stands on its credit note. */
function CancelInvoice({ invoiceId, number, onDone }: { invoiceId: number; number: string; onDone: (creditNote: string) => void }) {
  const { t } = useTranslation();
  const show = useToasts((toasts) => toasts.show);
  const cancel = useCommand('invoice.cancel');
  const [reason, setReason] = useState<string>();
  const submit = (): void => {
    if (reason === undefined || reason.trim() === '') return;
    cancel.mutate({ invoiceId, reason }, {
      onSuccess: (note) => {
        show(t(($) => $.papers.cancelled, { invoice: number, number: note.number }));
        onDone(note.number);
      },
    });
  };
  return (
    <>
      <Button variant="subtle" onClick={() => setReason('')} style={{ marginTop: 8 }}>
        {t(($) => $.papers.cancel, { number })}
      </Button>
      {reason !== undefined && (
        <DialogForm title={t(($) => $.papers.cancel, { number })} verb={t(($) => $.papers.cancelVerb)} pending={cancel.isPending} problem={cancel.error} onSubmit={submit} onClose={() => setReason(undefined)}>
          <p className="text2">{t(($) => $.papers.cancelText)}</p>
          <TextInput data-autofocus label={t(($) => $.papers.reason)} maxLength={500} value={reason} onChange={(event) => setReason(event.currentTarget.value)} />
        </DialogForm>
      )}
    </>
  );
}

/** Receipt printers on the network, each a button. */
function Printers({ chosen, language }: { chosen: Chosen | undefined; language: Language | undefined }) {
  const { t } = useTranslation();
  const client = useShopClient();
  const show = useToasts((toasts) => toasts.show);
  const { problemText } = useUi();
  const printers = (useQueryOf('printer.list', undefined).data?.printers ?? []).filter(({ blocked, speaks }) => !blocked && speaks === 'escpos');
  if (!chosen || printers.length === 0) return null;
  const send = (printerId: number): void =>
    void client.call('printer.send', { kind: chosen.kind, number: chosen.number, ...(language && { language }), printerId }).then(
      () => show(t(($) => $.papers.sent)),
      (problem: unknown) => show(problemText(problem).what),
    );
  return (
    <>
      <Section title={t(($) => $.papers.printers)} />
      {printers.map(({ id, name }) => (
        <Button key={id} variant="default" onClick={() => send(id)}>
          {t(($) => $.papers.sendTo, { name })}
        </Button>
      ))}
    </>
  );
}
