import { Link, useNavigate, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { EntryInWords } from '../accounting/entry-in-words.tsx';
import type { OutputOf } from '../client/methods.ts';
import { useCommand, useQueryOf } from '../client/use-shop.tsx';
import type { Action } from '../ui/actions/action-registry.ts';
import { ActionButton } from '../ui/actions/action-button.tsx';
import { useActions } from '../ui/actions/use-actions.ts';
import type { GlyphKind } from '../ui/glyph.tsx';
import { Loading } from '../ui/loading.tsx';
import { ProblemPanel } from '../ui/problem-panel.tsx';
import { Screen, Trail } from '../ui/screen.tsx';
import { Pairs, Section } from '../ui/section.tsx';
import { Timeline } from '../ui/timeline.tsx';
import { useToasts } from '../ui/toast.tsx';
import { useFormats } from '../ui/ui-context.tsx';
import { AnswerDialog } from './answer-dialog.tsx';
import { ReturnArrivals } from './return-arrivals.tsx';
import { ReturnLines } from './return-lines.tsx';
import { ReturnMoney } from './return-money.tsx';
import { RmaTag } from './rma-state.tsx';
import { SettleDialog } from './settle-dialog.tsx';

export type Rma = OutputOf<'rma.get'>;

/** One return on its own page: the money first, what comes back, what arrived and became of it, its entries, and what happened when. */
export function ReturnScreen() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const rmaId = Number(useParams({ from: '/returns/$rmaId' }).rmaId);
  const rma = useQueryOf('rma.get', { rmaId });
  const [settling, setSettling] = useState(false);
  const [answering, setAnswering] = useState(false);
  const { verbs, problem } = useReturnVerbs(rma.data, () => setSettling(true));
  const back: Action = { id: 'return.back', label: t(($) => $.keys.back), group: t(($) => $.keys.here), keys: 'escape', onlyKey: true, run: () => void navigate({ to: '/returns' }) };
  const answer: Action = { id: 'return.answer', label: t(($) => $.returns.answer), group: t(($) => $.keys.here), keys: 'w', run: () => setAnswering(true) };
  useActions('screen', [...verbs, ...(rma.data ? [answer] : []), back]);
  const title = <Trail parent={<Link to="/returns">{t(($) => $.returns.title)}</Link>}>{rma.data?.number ?? ''}</Trail>;
  const inspecting = rma.data?.state === 'received';
  const buttons = verbs.map((verb, index) => <ActionButton key={verb.id} action={verb} variant={index === 0 && !inspecting ? 'filled' : 'default'} />);
  return (
    <Screen title={title} side={rma.data && <RmaTag state={rma.data.state} />} buttons={<>{rma.data && <ActionButton action={answer} variant="subtle" />}{buttons}</>}>
      {problem !== null && <ProblemPanel problem={problem} />}
      {rma.isPending && <Loading widths={[200, 120, 120]} />}
      {rma.error && <ProblemPanel problem={rma.error} onRetry={() => void rma.refetch()} />}
      {rma.data && <ReturnBody rma={rma.data} />}
      {answering && rma.data && <AnswerDialog rma={rma.data} onClose={() => setAnswering(false)} />}
      {settling && rma.data && <SettleDialog rma={rma.data} onClose={() => setSettling(false)} />}
    </Screen>
  );
}

/** What can be done next, the likeliest first. */
function useReturnVerbs(rma: Rma | undefined, openSettle: () => void): { verbs: Action[]; problem: unknown } {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const show = useToasts((toasts) => toasts.show);
  const authorise = useCommand('rma.authorise');
  const withdraw = useCommand('rma.withdraw');
  const decline = useCommand('rma.decline');
  const cancel = useCommand('rma.cancel');
  const reopen = useCommand('rma.reopen');
  const problem = authorise.error ?? decline.error ?? cancel.error ?? reopen.error ?? withdraw.error;
  if (!rma) return { verbs: [], problem };
  const { id: rmaId, number, state } = rma;
  const which = { rmaId };
  const group = t(($) => $.returns.one, { number });
  const action = (id: string, label: string, keys: string, run: () => void): Action => ({ id: `return.${id}`, label, group, keys, run });
  const undoable = (text: string, undo: () => Promise<unknown>) => ({ onSuccess: (): void => show(text, undo) });
  const allow = action('authorise', t(($) => $.returns.authorise), 'a', () => authorise.mutate(which, undoable(t(($) => $.returns.done.authorised, { number }), () => withdraw.mutateAsync(which))));
  const refuse = action('decline', t(($) => $.returns.decline), 'd', () => decline.mutate({ ...which, reason: t(($) => $.returns.decline) }, undoable(t(($) => $.returns.done.declined, { number }), () => reopen.mutateAsync(which))));
  const end = action('cancel', t(($) => $.returns.cancel), 'c', () => cancel.mutate(which, undoable(t(($) => $.returns.done.cancelled, { number }), () => reopen.mutateAsync(which))));
  const again = action('reopen', t(($) => $.returns.reopen), 'o', () => reopen.mutate(which, undoable(t(($) => $.returns.done.reopened, { number }), () => cancel.mutateAsync(which))));
  const receive = action('receive', t(($) => $.returns.receive), 'r', () => void navigate({ to: '/station/return', search: { rma: rmaId } }));
  const settle = action('settle', t(($) => $.returns.settle), 'm', openSettle);
  const expects = rma.lines.some((line) => !line.keepsGoods && line.received < line.quantity);
  const settles = rma.lines.some((line) => (line.keepsGoods ? line.quantity : line.inspected - line.sentBack) > line.settled);
  if (state === 'declined' || state === 'cancelled') return { verbs: [again], problem };
  if (state === 'requested') return { verbs: [allow, receive, refuse], problem };
  return { verbs: [...(settles ? [settle] : []), ...(expects ? [receive, end] : [])], problem };
}

const glyphs: Record<Rma['timeline'][number]['kind'], GlyphKind> = { requested: 'look', authorised: 'done', declined: 'stop', cancelled: 'off', received: 'half', inspected: 'half', takenBack: 'off', settled: 'done' };

function ReturnBody({ rma }: { rma: Rma }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const newestFirst = rma.timeline.toReversed();
  return (
    <div className="scroll with-aside">
      <section style={{ padding: 16, minWidth: 0 }}>
        <ReturnMoney rma={rma} />
        <ReturnLines rma={rma} />
        <ReturnArrivals rma={rma} />
        {rma.entries.length > 0 && <Section title={t(($) => $.returns.inBooks)} />}
        {rma.entries.map((entry) => (
          <EntryInWords key={entry.id} entryId={entry.id} />
        ))}
      </section>
      <aside className="aside">
        <Pairs
          rows={[
            [t(($) => $.returns.order), <Link key="order" to="/orders/$orderId" params={{ orderId: String(rma.orderId) }} className="code">{rma.orderNumber}</Link>],
            [t(($) => $.returns.customer), rma.customerName ?? '—'],
            [t(($) => $.returns.asked), t(($) => $.returns.origins[rma.origin])],
          ]}
        />
        {rma.overruledBy !== null && <p className="text2 text-wrap">{t(($) => $.returns.allowedBy, { name: rma.overruledBy, reason: rma.overruleReason })}</p>}
        {rma.note !== '' && <p className="text2 text-wrap">{rma.note}</p>}
        <Section title={t(($) => $.returns.story)} />
        <Timeline
          events={newestFirst.map((event, index) => ({
            id: `${event.kind}.${event.id}.${index}`,
            kind: glyphs[event.kind],
            what: t(($) => $.returns.events[event.kind]),
            ...(event.says !== '' && { link: event.says }),
            when: [formats.moment(event.at), event.userName].filter((part) => part !== null).join(' · '),
          }))}
        />
      </aside>
    </div>
  );
}
