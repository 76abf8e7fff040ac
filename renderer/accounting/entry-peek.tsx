import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { minor } from '../../shared/units/minor.ts';
import type { OutputOf } from '../client/methods.ts';
import { useCommand, useQueryOf } from '../client/use-shop.tsx';
import { ActionButton } from '../ui/actions/action-button.tsx';
import { useActions } from '../ui/actions/use-actions.ts';
import { Attachments } from '../company/attachments.tsx';
import { Loading } from '../ui/loading.tsx';
import { Peek } from '../ui/peek.tsx';
import { ProblemPanel } from '../ui/problem-panel.tsx';
import { Pairs, Section } from '../ui/section.tsx';
import { Tag } from '../ui/status.tsx';
import { useToasts } from '../ui/toast.tsx';
import { useReportLanguage } from '../ui/use-report-language.ts';
import { useFormats } from '../ui/ui-context.tsx';
import type { EntryBegun } from './entry-dialog.tsx';
import { lineOf } from './entry-lines.tsx';
import { useEntryWords } from './entry-words.ts';
import { SaveReportDialog } from './save-report-dialog.tsx';
import { ReverseDialog } from './reverse-dialog.tsx';

type Entry = OutputOf<'journal.get'>;

interface EntryPeekProps {
  entryId: number;
  onOpenEntry: (entryId: number) => void;
  /** Begins another entry with the lines of this one. */
  onCopy: (begun: EntryBegun) => void;
  onClose: () => void;
}

/** One entry beside the journal: its words, its legs, what it came from, and the digest that seals it. */
export function EntryPeek({ entryId, onOpenEntry, onCopy, onClose }: EntryPeekProps) {
  const { t } = useTranslation();
  const entry = useQueryOf('journal.get', { entryId });
  const [reversing, setReversing] = useState(false);
  const words = useEntryWords();
  const show = useToasts((toasts) => toasts.show);
  const [review, unreview] = [useCommand('journal.review'), useCommand('journal.unreview')];
  const byHand = entry.data?.rule.id === 'manual' && entry.data.reversesId === null ? entry.data : undefined;
  const language = useReportLanguage();
  const [printing, setPrinting] = useState(false);
  const label = `${t(($) => $.money.entry)} ${entry.data?.voucher ?? entry.data?.number ?? ''}`;
  const act = (id: string, name: string, keys: string, run: () => void) => ({ id: `journal.${id}`, label: name, group: t(($) => $.money.journal), keys, run });
  const copy = byHand && act('copy', t(($) => $.money.copyEntry), 'c', () => onCopy({ text: words(byHand.memo).sentence, lines: byHand.legs.map(copied) }));
  const reverse = byHand && byHand.reversedById === null ? act('reverse', t(($) => $.money.reverseEntry), 'u', () => setReversing(true)) : undefined;
  const { data: standing } = entry;
  const print = standing && act('printOne', t(($) => $.money.printEntry), 'p', () => setPrinting(true));
  const asked = { entryIds: [entryId] };
  const reviewing = standing?.reviewedBy === null
    ? act('review', t(($) => $.money.reviewEntry), 'a', () => review.mutate(asked, { onSuccess: () => show(t(($) => $.money.entryReviewed, { number: standing.number }), () => unreview.mutateAsync(asked)) }))
    : standing && act('unreview', t(($) => $.money.unreviewEntry), 'r', () => unreview.mutate(asked));
  useActions('peek', [{ id: 'peek.close', label: t(($) => $.keys.back), group: t(($) => $.keys.here), keys: 'escape', onlyKey: true, run: onClose }, ...[copy, reverse, reviewing, print].filter((one) => one !== undefined)]);
  const tag = entry.data && <Tag kind={entry.data.reversedById === null ? 'done' : 'off'} tone={entry.data.reversedById === null ? 'ok' : 'neutral'}>{entry.data.reversedById === null ? t(($) => $.money.posted) : t(($) => $.money.reversed)}</Tag>;
  const footer = reviewing && (
    <>
      <ActionButton action={reviewing} variant="default" />
      {copy && <ActionButton action={copy} variant="default" />}
      {print && <ActionButton action={print} variant="default" />}
      {reverse && <ActionButton action={reverse} variant="default" />}
    </>
  );
  return (
    <Peek label={label} title={label} tag={tag} onClose={onClose} footer={footer}>
      {entry.isPending && <Loading widths={[160, 80]} rows={4} />}
      {entry.error && <ProblemPanel problem={entry.error} onRetry={() => void entry.refetch()} />}
      {(review.error ?? unreview.error) !== null && <ProblemPanel problem={review.error ?? unreview.error} />}
      {entry.data && <EntryBody entry={entry.data} onOpenEntry={onOpenEntry} />}
      {printing && standing && <SaveReportDialog asked={{ name: 'vouchers', entryId, to: standing.postedOn, language }} onClose={() => setPrinting(false)} />}
      {reversing && byHand && (
        <ReverseDialog
          entryId={entryId}
          number={byHand.number}
          onReversed={(opposite) => {
            setReversing(false);
            onOpenEntry(opposite);
          }}
          onClose={() => setReversing(false)}
        />
      )}
    </Peek>
  );
}

/** A leg as the line it was typed as. */
const copied = (leg: Entry['legs'][number]) => ({
  ...lineOf(leg),
  ...(leg.currency !== null && leg.foreignAmount !== null && { foreign: { currency: leg.currency, amount: minor(Math.abs(leg.foreignAmount)) } }),
});

function EntryBody({ entry, onOpenEntry }: { entry: Entry; onOpenEntry: (entryId: number) => void }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const { name, sentence } = useEntryWords()(entry.memo);
  const linked = entry.reversesId ?? entry.reversedById;
  return (
    <>
      <p className="strong">{name}</p>
      <p className="text2">{sentence}</p>
      {linked !== null && (
        <button type="button" className="plain link" onClick={() => onOpenEntry(linked)}>
          {entry.reversesId === null ? t(($) => $.money.reversedBy) : t(($) => $.money.reverses)}
        </button>
      )}
      <Section title={t(($) => $.money.legs)} side={t(($) => $.money.debitCredit, { unit: formats.currencySymbol })} />
      {entry.legs.map((leg) => (
        <div key={leg.lineNo} className="leg">
          <span className={leg.amount < 0 ? 'text2 text-wrap' : 'text-wrap'} style={{ paddingLeft: leg.amount < 0 ? 12 : 0 }}>
            <span className="text3">{leg.code}</span> {leg.name}
            {leg.currency !== null && leg.foreignAmount !== null && leg.foreignAmount !== 0 && <span className="caption"> {formats.moneyIn(minor(Math.abs(leg.foreignAmount)), leg.currency)}</span>}
          </span>
          <span className="num">{leg.amount > 0 ? formats.amount(leg.amount) : ''}</span>
          <span className="num">{leg.amount < 0 ? formats.amount(minor(-leg.amount)) : ''}</span>
        </div>
      ))}
      <div className="leg strong" style={{ borderTop: '1px solid var(--sw-text)' }}>
        <span>{t(($) => $.money.total)}</span>
        <span className="num">{formats.amount(entry.total)}</span>
        <span className="num">{formats.amount(entry.total)}</span>
      </div>
      <Attachments kind="journalEntry" itemId={entry.entryId} />
      <Section title={t(($) => $.money.record)} />
      <Pairs
        rows={[
          ...(entry.voucher === null ? [] : [[t(($) => $.money.voucher), `${entry.postedOn.slice(0, 7)} ${entry.voucher}`] as const, [t(($) => $.money.number), entry.number] as const]),
          [t(($) => $.money.postedOn), formats.day(entry.postedOn)],
          [t(($) => $.money.occurredAt), formats.moment(entry.occurredAt)],
          [t(($) => $.money.recordedAt), formats.moment(entry.recordedAt)],
          [t(($) => $.money.writtenBy), entry.writtenBy],
          [t(($) => $.money.reviewedBy), entry.reviewedBy === null || entry.reviewedAt === null ? '—' : `${entry.reviewedBy} · ${formats.moment(entry.reviewedAt)}`],
          [t(($) => $.money.rule), `${entry.rule.id} · v${entry.rule.version}`],
          [t(($) => $.money.digest), <code key="digest" className="mono" title={entry.digest}>{entry.digest.slice(0, 8)}</code>],
        ]}
      />
    </>
  );
}
