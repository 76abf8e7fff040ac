import { Link, useNavigate, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { OutputOf } from '../client/methods.ts';
import { useQueryOf } from '../client/use-shop.tsx';
import type { Action } from '../ui/actions/action-registry.ts';
import { ActionButton } from '../ui/actions/action-button.tsx';
import { useActions } from '../ui/actions/use-actions.ts';
import { Loading } from '../ui/loading.tsx';
import { ProblemPanel } from '../ui/problem-panel.tsx';
import { Screen, Trail } from '../ui/screen.tsx';
import { Pairs, Section } from '../ui/section.tsx';
import { Tag, tagTone } from '../ui/status.tsx';
import { useFormats } from '../ui/ui-context.tsx';
import { PurchaseState } from './purchase-state.tsx';
import { QuotationAnswerDialog } from './quotation-answer-dialog.tsx';
import { QuotationComparison } from './quotation-comparison.tsx';
import { QuotationProposal } from './quotation-proposal.tsx';
import { QuotationSheetDialog } from './quotation-sheet-dialog.tsx';
import { quotationGlyphs } from './quotations-screen.tsx';
import { useQuotationVerbs } from './use-quotation-verbs.ts';

export type Quotation = OutputOf<'quotation.get'>;
export type AskedSupplier = Quotation['suppliers'][number];

/** A request with the answers side by side; the arrows choose the supplier the keys are about. */
export function QuotationScreen() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const quotationRequestId = Number(useParams({ from: '/purchasing/quotations/$requestId' }).requestId);
  const request = useQueryOf('quotation.get', { quotationRequestId });
  const [at, setAt] = useState(0);
  const [dialog, setDialog] = useState<'answer' | 'sheet'>();
  const count = request.data?.suppliers.length ?? 0;
  const supplier = request.data?.suppliers[at];
  const { head, own, problem } = useQuotationVerbs(request.data, supplier, { answer: () => setDialog('answer'), readSheet: () => setDialog('sheet') });
  const group = t(($) => $.purchasing.quotations);
  const move = (by: number): void => setAt(Math.min(Math.max(at + by, 0), Math.max(count - 1, 0)));
  const moves: Action[] = [
    { id: 'quotation.next', label: t(($) => $.quotations.next), group, keys: 'arrowright', onlyKey: true, run: () => move(1) },
    { id: 'quotation.previous', label: t(($) => $.quotations.previous), group, keys: 'arrowleft', onlyKey: true, run: () => move(-1) },
    { id: 'quotation.back', label: t(($) => $.keys.back), group: t(($) => $.keys.here), keys: 'escape', onlyKey: true, run: () => void navigate({ to: '/purchasing/quotations' }) },
  ];
  useActions('screen', [...head, ...own, ...moves]);
  const buttons = head.map((verb) => <ActionButton key={verb.id} action={verb} variant={verb.id === 'quotation.order' ? 'filled' : 'default'} />);
  return (
    <Screen
      title={<Trail parent={<Link to="/purchasing/quotations">{group}</Link>}>{request.data?.number ?? ''}</Trail>}
      side={request.data && <StateTag state={request.data.state} />}
      buttons={buttons}
    >
      {problem !== null && <ProblemPanel problem={problem} />}
      {request.isPending && <Loading widths={[200, 120, 120]} />}
      {request.error && <ProblemPanel problem={request.error} onRetry={() => void request.refetch()} />}
      {request.data && <QuotationBody request={request.data} at={at} verbs={own} onChoose={setAt} />}
      {dialog === 'answer' && request.data && supplier && <QuotationAnswerDialog request={request.data} supplier={supplier} onClose={() => setDialog(undefined)} />}
      {dialog === 'sheet' && request.data && supplier && <QuotationSheetDialog request={request.data} supplier={supplier} onClose={() => setDialog(undefined)} />}
    </Screen>
  );
}

function StateTag({ state }: { state: Quotation['state'] }) {
  const { t } = useTranslation();
  const kind = quotationGlyphs[state];
  return (
    <Tag kind={kind} tone={tagTone[kind]}>
      {t(($) => $.quotations.states[state])}
    </Tag>
  );
}

function QuotationBody({ request, at, verbs, onChoose }: { request: Quotation; at: number; verbs: readonly Action[]; onChoose: (at: number) => void }) {
  const { t } = useTranslation();
  const formats = useFormats();
  return (
    <div className="scroll" style={{ padding: 16 }}>
      <div style={{ maxWidth: 420 }}>
        <Pairs
          rows={[
            [t(($) => $.quotations.answerByOn), formats.day(request.answerByOn)],
            [t(($) => $.quotations.neededOn), formats.day(request.neededOn)],
            [t(($) => $.purchasing.location), request.locationName],
            ...(request.note === '' ? [] : [[t(($) => $.purchasing.note), request.note] as const]),
          ]}
        />
      </div>
      <QuotationComparison request={request} at={at} onChoose={onChoose} />
      <Section title={request.suppliers[at]?.name ?? ''} side={t(($) => $.quotations.which)} />
      <div className="row" style={{ flexWrap: 'wrap' }}>
        {verbs.map((verb) => (
          <ActionButton key={verb.id} action={verb} variant="default" />
        ))}
      </div>
      <QuotationProposal request={request} />
      {request.orders.length > 0 && <Section title={t(($) => $.quotations.orders)} />}
      {request.orders.map(({ purchaseOrderId, number, supplierName, status }) => (
        <div key={purchaseOrderId} className="movement" style={{ gridTemplateColumns: '110px minmax(0, 1fr) 160px' }}>
          <Link to="/purchasing/$orderId" params={{ orderId: String(purchaseOrderId) }} className="code">{number}</Link>
          <span className="ellipsis">{supplierName}</span>
          <PurchaseState status={status} />
        </div>
      ))}
    </div>
  );
}
