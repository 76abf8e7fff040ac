import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { minor } from '../../shared/units/minor.ts';
import { useEntryWords } from '../accounting/entry-words.ts';
import type { OutputOf } from '../client/methods.ts';
import { Attachments } from '../company/attachments.tsx';
import { useQueryOf } from '../client/use-shop.tsx';
import { useActions } from '../ui/actions/use-actions.ts';
import { Loading } from '../ui/loading.tsx';
import { Peek } from '../ui/peek.tsx';
import { ProblemPanel } from '../ui/problem-panel.tsx';
import { Pairs, Section } from '../ui/section.tsx';
import { Status } from '../ui/status.tsx';
import { useFormats } from '../ui/ui-context.tsx';
import { payeeOf, type Proposal, useProposalWords } from './proposal-words.ts';
import { useDecisions } from './use-decisions.ts';

type Line = OutputOf<'bankLine.get'>;

/** One line: all the bank said, what it could be and why, what was decided. */
export function LinePeek({ bankLineId, onNext, onClose }: { bankLineId: number; onNext: () => void; onClose: () => void }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const line = useQueryOf('bankLine.get', { bankLineId });
  const { decide, undo, problem } = useDecisions();
  useActions('peek', [{ id: 'peek.close', label: t(($) => $.keys.back), group: t(($) => $.keys.here), keys: 'escape', onlyKey: true, run: onClose }]);
  const title = line.data ? payeeOf(line.data) : '';
  return (
    <Peek label={title} title={title} onNext={onNext} onClose={onClose}>
      {line.isPending && <Loading widths={[180, 90]} rows={5} />}
      {line.error && <ProblemPanel problem={line.error} onRetry={() => void line.refetch()} />}
      {problem !== null && <ProblemPanel problem={problem} />}
      {line.data && <LineFacts line={line.data} />}
      {line.data && line.data.proposals.length > 0 && <Section title={t(($) => $.banking.proposals)} />}
      {line.data?.proposals.map((proposal, index) => (
        // The proposals come in one answer, in the order of their points.
        // oxlint-disable-next-line react/no-array-index-key
        <ProposalRow key={index} proposal={proposal} currency={line.data?.currency ?? formats.currency} onAccept={() => line.data && decide(line.data, proposal.parts)} />
      ))}
      {line.data && <Decisions line={line.data} onUndo={undo} />}
      {line.data && <Attachments kind="bankLine" itemId={bankLineId} />}
    </Peek>
  );
}

function LineFacts({ line }: { line: Line }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const facts: (readonly [string, string])[] = [
    [t(($) => $.banking.date), formats.fullDay(line.bookedOn)],
    [t(($) => $.banking.amount), formats.moneyIn(line.amount, line.currency)],
    [t(($) => $.banking.open), formats.moneyIn(minor(line.amount - line.matched), line.currency)],
    [t(($) => $.banking.text), line.text],
    [t(($) => $.banking.reference), line.reference],
    [t(($) => $.banking.counterparty), line.counterparty],
    [t(($) => $.banking.file), line.fileName],
  ];
  return <Pairs rows={facts.filter(([, value]) => value !== '')} />;
}

function ProposalRow({ proposal, currency, onAccept }: { proposal: Proposal; currency: string; onAccept: () => void }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const words = useProposalWords(currency);
  return (
    <div className="peek-line">
      <span className="column" style={{ minWidth: 0 }}>
        <span className="text-wrap">{words.name(proposal)}</span>
        <span className="caption text-wrap">
          {t(($) => $.banking.points, { score: formats.count(proposal.score) })}: {proposal.reasons.map((reason) => `${words.reason(reason)} +${formats.count(reason.points)}`).join(' · ')}
        </span>
      </span>
      <Button variant="default" onClick={onAccept}>
        {t(($) => $.banking.accept)}
      </Button>
    </div>
  );
}

function Decisions({ line, onUndo }: { line: Line; onUndo: (bankDecisionId: number) => void }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const words = useEntryWords();
  if (line.decisions.length === 0) return null;
  return (
    <>
      <Section title={t(($) => $.banking.decisions)} side={formats.symbolOf(line.currency)} />
      {line.decisions.map(({ bankDecisionId, kind, undone, entries, decidedAt }) => (
        <div key={bankDecisionId} className="column" style={{ gap: 4, padding: '4px 0' }}>
          {entries.map((entry) => (
            <div key={`${entry.entryId} ${entry.amount}`} className="peek-line">
              <span className="column" style={{ minWidth: 0 }}>
                <Link to="/money/journal" search={{ entry: entry.entryId }}>
                  {entry.number} · {words(entry.memo).name}
                </Link>
                <span className="caption">{kind === 'auto' ? t(($) => $.banking.byItself) : formats.moment(decidedAt)}</span>
              </span>
              <span className="num">{formats.amountIn(entry.amount, line.currency)}</span>
            </div>
          ))}
          {undone ? (
            <Status kind="off">{t(($) => $.banking.undone)}</Status>
          ) : (
            <Button variant="subtle" style={{ alignSelf: 'flex-start' }} onClick={() => onUndo(bankDecisionId)}>
              {t(($) => $.banking.undo)}
            </Button>
          )}
        </div>
      ))}
    </>
  );
}
