import { Link, useNavigate, useParams } from '@tanstack/react-router';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { groupOf, lineGroups } from '../../shared/payouts/line-kind.rules.ts';
import { MoneyTabs } from '../accounting/money-tabs.tsx';
import { useCommand, useQueryOf } from '../client/use-shop.tsx';
import { ActionButton } from '../ui/actions/action-button.tsx';
import type { Action } from '../ui/actions/action-registry.ts';
import { useActions } from '../ui/actions/use-actions.ts';
import { useDensity } from '../ui/density.ts';
import { Empty } from '../ui/empty.tsx';
import { Loading } from '../ui/loading.tsx';
import { ProblemPanel } from '../ui/problem-panel.tsx';
import { Screen, Trail } from '../ui/screen.tsx';
import { Status, Tag } from '../ui/status.tsx';
import type { Column } from '../ui/table/column.ts';
import { DataTable } from '../ui/table/data-table.tsx';
import { listActions, useListWords } from '../ui/table/list-actions.ts';
import { useList } from '../ui/table/use-list.ts';
import { useToasts } from '../ui/toast.tsx';
import { useFormats } from '../ui/ui-context.tsx';
import { DecideLineDialog } from './decide-line-dialog.tsx';
import { DifferenceDialog } from './difference-dialog.tsx';
import { type Payout, type PayoutLine, usePayoutWords } from './payout-words.ts';
import { RateDialog } from './rate-dialog.tsx';

const idOf = (line: PayoutLine): number => line.id;

/** One payout: its lines, each with its place and why; what waits for a word comes first, and what is left over is named. */
export function PayoutScreen() {
  const { t } = useTranslation();
  const { settlementId } = useParams({ from: '/money/payouts/$settlementId' });
  const payout = useQueryOf('settlement.get', { settlementId: Number(settlementId) });
  return payout.data ? (
    <PayoutPage payout={payout.data} />
  ) : (
    <Screen title={t(($) => $.payouts.title)}>
      <MoneyTabs current="payouts" />
      {payout.isPending && <Loading widths={[80, 160, 120, 100]} rows={14} />}
      {payout.error !== null && <ProblemPanel problem={payout.error} onRetry={() => void payout.refetch()} />}
    </Screen>
  );
}

type Doing = { what: 'difference' | 'rate' } | { what: 'decide'; line: PayoutLine } | undefined;

const waits = ({ is }: PayoutLine): boolean => is === 'unplaced' || is === 'beyond';

/** What waits for a word first, then as the groups are read. */
const inReadingOrder = (lines: readonly PayoutLine[]): PayoutLine[] =>
  lines.toSorted((a, b) => Number(waits(b)) - Number(waits(a)) || lineGroups.indexOf(groupOf(a.kind)) - lineGroups.indexOf(groupOf(b.kind)) || a.lineNo - b.lineNo);

function PayoutPage({ payout }: { payout: Payout }) {
  const { t } = useTranslation();
  const [doing, setDoing] = useState<Doing>();
  const lines = useMemo(() => inReadingOrder(payout.lines), [payout.lines]);
  const list = useList(lines, idOf);
  const { verbs, problem } = useVerbs(payout, list.current, setDoing);
  useActions('screen', [...listActions(list, useListWords()), ...verbs]);
  const columns = useLineColumns(payout);
  const rowHeight = useDensity();
  const isOpen = payout.state === 'open';
  const close = (): void => setDoing(undefined);
  return (
    <Screen title={<Trail parent={t(($) => $.payouts.title)}>{payout.number}</Trail>} side={<Heading payout={payout} />}>
      <MoneyTabs current="payouts" />
      <Sums payout={payout} />
      {problem !== null && <ProblemPanel problem={problem} />}
      <DataTable
        label={payout.number}
        columns={columns}
        list={list}
        rowHeight={rowHeight}
        rowName={(line) => `${line.lineNo} ${line.orderRef}`}
        {...(isOpen && { onOpen: (line: PayoutLine) => setDoing({ what: 'decide', line }) })}
        empty={<Empty title={t(($) => $.payouts.noLines)} text={t(($) => $.payouts.noLinesText)} />}
      />
      <div className="bottom-line">
        {verbs.map((action, index) => (
          <ActionButton key={action.id} action={action} {...(index > 0 && { variant: 'default' })} />
        ))}
      </div>
      {doing?.what === 'decide' && <DecideLineDialog payout={payout} line={doing.line} onClose={close} />}
      {doing?.what === 'difference' && <DifferenceDialog payout={payout} onClose={close} />}
      {doing?.what === 'rate' && <RateDialog payout={payout} onClose={close} />}
    </Screen>
  );
}

/** What can be done now, the likeliest first. */
function useVerbs(payout: Payout, current: PayoutLine | undefined, setDoing: (doing: Doing) => void) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const show = useToasts((toasts) => toasts.show);
  const finish = useCommand('settlement.finish');
  const reopen = useCommand('settlement.reopen');
  const match = useCommand('settlement.match');
  const receive = useCommand('settlement.receive');
  const undo = useCommand('bankLine.undo');
  const takeBack = useCommand('settlement.takeBack');
  const settlementId = payout.id;
  const group = t(($) => $.payouts.title);
  const [bankLine] = payout.bankLines;
  const accept: Action = {
    id: 'payout.finish', label: t(($) => $.payouts.finish), group, keys: 'a',
    run: () => finish.mutate({ settlementId }, { onSuccess: ({ entryNumber }) => show(t(($) => $.payouts.finishedToast, { entry: entryNumber ?? '' }), () => reopen.mutateAsync({ settlementId })) }),
  };
  const arrive: Action = {
    id: 'payout.receive', label: t(($) => $.payouts.receive, { account: bankLine?.account ?? '' }), group, keys: 'a',
    run: () => bankLine && receive.mutate({ settlementId, bankLineId: bankLine.bankLineId }, { onSuccess: ({ bankDecisionId }) => show(t(($) => $.payouts.arrivedToast), () => undo.mutateAsync({ bankDecisionId })) }),
  };
  // What was refused is about to be mended.
  const begin = (doing: Doing): void => (finish.reset(), setDoing(doing));
  const decide: Action = { id: 'payout.decide', label: t(($) => $.payouts.decide), group, keys: 'e', run: () => current && begin({ what: 'decide', line: current }) };
  const difference: Action = { id: 'payout.difference', label: t(($) => $.payouts.addLine), group, keys: 'd', run: () => begin({ what: 'difference' }) };
  const again: Action = { id: 'payout.match', label: t(($) => $.payouts.matchAgain), group, keys: 'm', run: () => match.mutate({ settlementId }, { onSuccess: ({ found }) => show(t(($) => $.payouts.foundToast, { count: found })) }) };
  const rate: Action = { id: 'payout.rate', label: t(($) => $.payouts.setRate), group, keys: 'r', run: () => begin({ what: 'rate' }) };
  const open: Action = { id: 'payout.reopen', label: t(($) => $.payouts.reopen), group, keys: 'o', run: () => reopen.mutate({ settlementId }, { onSuccess: () => show(t(($) => $.payouts.reopenedToast), () => finish.mutateAsync({ settlementId })) }) };
  const drop: Action = {
    id: 'payout.takeBack', label: t(($) => $.payouts.takeBack), group, keys: 't',
    run: () => takeBack.mutate({ settlementIds: [settlementId] }, { onSuccess: () => (show(t(($) => $.payouts.takenBackToast, { number: payout.number })), void navigate({ to: '/money/payouts' })) }),
  };
  const isForeign = payout.currency !== payout.baseCurrency;
  const ready = payout.residual === 0 && payout.toDecide === 0;
  const ofOpen = ready ? [accept, decide, difference] : payout.residual === 0 ? [decide, difference, accept] : [difference, decide, accept];
  const verbs = payout.state === 'open' ? [...ofOpen, ...(isForeign ? [rate] : []), again, drop] : [...(bankLine ? [arrive] : []), ...(payout.state === 'onTheWay' ? [open, drop] : [])];
  return { verbs, problem: finish.error ?? reopen.error ?? match.error ?? receive.error ?? takeBack.error };
}

function Heading({ payout }: { payout: Payout }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const isForeign = payout.currency !== payout.baseCurrency;
  return (
    <>
      <Tag kind={payout.state === 'arrived' ? 'done' : payout.state === 'onTheWay' ? 'wait' : 'half'} tone={payout.state === 'arrived' ? 'ok' : payout.state === 'onTheWay' ? 'neutral' : 'accent'}>
        {t(($) => $.payouts.states[payout.state])}
      </Tag>
      <span className="text2">
        {payout.channel} · {formats.fullDay(payout.paidOn)}
        {isForeign && payout.basePayout !== 0 && ` · ${formats.money(payout.basePayout)}`}
      </span>
      {payout.entryNumber !== null && payout.entryId !== null && (
        <Link to="/money/journal" search={{ entry: payout.entryId }} className="code">
          {payout.entryNumber}
        </Link>
      )}
    </>
  );
}

/** What the payout is made of, as a sum one can add up: the groups, what was sent, and what is left over. */
function Sums({ payout }: { payout: Payout }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const money = (amount: Payout['payout']): string => formats.amountIn(amount, payout.currency);
  const groups = lineGroups.filter((group) => payout.sums[group] !== 0);
  return (
    <div className="filters" role="group" aria-label={t(($) => $.payouts.sums)}>
      {groups.map((group, index) => (
        <span key={group} className="text2">
          {index > 0 && payout.sums[group] > 0 && '+ '}
          {t(($) => $.payouts.groups[group])} <span className="num medium">{money(payout.sums[group])}</span>
        </span>
      ))}
      <span className="text2">
        {'= '}
        {t(($) => $.payouts.sent)} <span className="num strong">{formats.moneyIn(payout.payout, payout.currency)}</span>
      </span>
      <span className="spring" />
      {payout.state === 'open' ? <Left payout={payout} /> : payout.state === 'onTheWay' && payout.bankLines.length === 0 && <span className="text2">{t(($) => $.payouts.noBankLine)}</span>}
    </div>
  );
}

function Left({ payout }: { payout: Payout }) {
  const { t } = useTranslation();
  const formats = useFormats();
  if (payout.residual !== 0) return <Status kind="stop">{t(($) => $.payouts.leftOver, { amount: formats.moneyIn(payout.residual, payout.currency) })}</Status>;
  return payout.toDecide === 0 ? <Status kind="done">{t(($) => $.payouts.nothingLeft)}</Status> : <Status kind="look">{t(($) => $.payouts.toDecide, { count: payout.toDecide })}</Status>;
}

function useLineColumns(payout: Payout): readonly Column<PayoutLine>[] {
  const { t } = useTranslation();
  const formats = useFormats();
  const words = usePayoutWords();
  return useMemo(
    () => [
      { id: 'kind', header: t(($) => $.payouts.kind), width: 130, cell: (line) => <span className="ellipsis">{words.kind(line)}</span> },
      { id: 'order', header: t(($) => $.payouts.order), width: 130, cell: (line) => <OrderOf line={line} /> },
      { id: 'on', header: t(($) => $.payouts.date), width: 70, dropOrder: 2, cell: (line) => <span className="text2">{line.occurredOn === null ? '' : formats.day(line.occurredOn)}</span> },
      { id: 'label', header: t(($) => $.payouts.label), width: 140, grows: true, dropOrder: 3, cell: (line) => <span className="text2 ellipsis">{line.label}</span> },
      { id: 'place', header: t(($) => $.payouts.place), width: 250, grows: true, cell: (line) => <Status kind={words.glyph(line)}>{words.place(line)}</Status> },
      { id: 'open', header: t(($) => $.payouts.inBooks), width: 110, numeric: true, dropOrder: 1, cell: (line) => (line.open === null ? '' : formats.amount(line.open)) },
      { id: 'amount', header: `${t(($) => $.payouts.amount)} ${formats.symbolOf(payout.currency)}`, width: 120, numeric: true, cell: (line) => <span className="medium">{formats.amountIn(line.amount, payout.currency)}</span> },
    ],
    [t, formats, words, payout.currency],
  );
}

function OrderOf({ line }: { line: PayoutLine }) {
  if (line.orderId === null) return <span className="text3 code ellipsis">{line.orderRef}</span>;
  return (
    <Link to="/orders/$orderId" params={{ orderId: String(line.orderId) }} className="code" tabIndex={-1} onClick={(event) => event.stopPropagation()}>
      {line.orderNumber}
    </Link>
  );
}
