import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useQueryOf } from '../client/use-shop.tsx';
import type { Action } from '../ui/actions/action-registry.ts';
import { ActionButton } from '../ui/actions/action-button.tsx';
import { useActions } from '../ui/actions/use-actions.ts';
import type { GlyphKind } from '../ui/glyph.tsx';
import { Peek } from '../ui/peek.tsx';
import { Pairs, Section } from '../ui/section.tsx';
import { Timeline } from '../ui/timeline.tsx';
import { useFormats } from '../ui/ui-context.tsx';
import { ConflictChoices } from './conflict-choices.tsx';
import { type Conflict, useValueWords } from './conflict-value.tsx';
import type { Settling } from './use-settling.ts';

interface ConflictPeekProps {
  conflict: Conflict;
  settling: Settling;
  onApply: () => void;
  onNext: () => void;
  onClose: () => void;
}

/** One field in dispute: both sides with when and where they were said, what both said before, the rule, and what became of it. */
export function ConflictPeek({ conflict, settling, onApply, onNext, onClose }: ConflictPeekProps) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const { conflictId, channelName, field, subject, productId, orderId, state, rule } = conflict;
  const group = t(($) => $.keys.here);
  const isOpen = state === 'open';
  const canApply = isOpen && isReady(settling.chosen.get(conflictId));
  const apply: Action = { id: 'conflict.apply', label: t(($) => $.conflicts.apply), group, keys: 'enter', run: onApply };
  const reopen: Action = { id: 'conflict.reopen', label: t(($) => $.conflicts.reopen), group, keys: 'r', run: () => settling.openAgain(conflictId, onClose) };
  const away: Action[] = [
    ...(productId === null ? [] : [{ id: 'conflict.product', label: t(($) => $.conflicts.openProduct), group, keys: 'mod+enter', run: () => void navigate({ to: '/products/$productId', params: { productId: String(productId) } }) }]),
    ...(orderId === null ? [] : [{ id: 'conflict.order', label: t(($) => $.conflicts.openOrder), group, keys: 'mod+enter', run: () => void navigate({ to: '/orders/$orderId', params: { orderId: String(orderId) } }) }]),
  ];
  const outcome = conflict.settled?.outcome;
  const verbs = [...(canApply ? [apply] : []), ...(!isOpen && outcome !== 'over' ? [reopen] : []), ...away];
  useActions('peek', [...verbs, { id: 'peek.close', label: t(($) => $.keys.back), group, keys: 'escape', onlyKey: true, run: onClose }]);
  const name = `${subject} · ${t(($) => $.conflicts.fields[field])}`;
  return (
    <Peek label={name} title={name} onNext={onNext} onClose={onClose} footer={verbs.map((verb, place) => <ActionButton key={verb.id} action={verb} variant={canApply && place === 0 ? 'filled' : 'default'} />)}>
      <p className="text2">{channelName}</p>
      <ConflictChoices conflict={conflict} settling={settling} onApply={onApply} />
      <Agreed conflict={conflict} />
      <Section title={t(($) => $.conflicts.rule)} />
      <p className="text-wrap">{rule === null ? t(($) => $.conflicts.ruleAsks) : t(($) => $.conflicts.ruleWins[rule])}</p>
      <History conflict={conflict} />
    </Peek>
  );
}

/** A third value is ready once there is one. */
export const isReady = (choice: { choose: string; value?: unknown } | undefined): boolean => choice !== undefined && (choice.choose !== 'other' || (choice.value !== undefined && choice.value !== null));

function Agreed({ conflict }: { conflict: Conflict }) {
  const { t } = useTranslation();
  const words = useValueWords();
  const { ours, theirs } = conflict.agreed;
  if (ours === null && theirs === null) return null;
  const [here, there] = [words(conflict, ours), words(conflict, theirs)];
  return (
    <>
      <Section title={t(($) => $.conflicts.agreed)} />
      {here === there ? (
        <p className="text2 text-wrap">{here}</p>
      ) : (
        <Pairs
          rows={[
            [t(($) => $.conflicts.agreedHere), <span key="here" className="text2 text-wrap">{here}</span>],
            [t(($) => $.conflicts.agreedThere), <span key="there" className="text2 text-wrap">{there}</span>],
          ]}
        />
      )}
    </>
  );
}

const glyphs: Record<'raised' | 'moved' | 'settled' | 'reopened', GlyphKind> = { raised: 'look', moved: 'half', settled: 'done', reopened: 'look' };

function History({ conflict }: { conflict: Conflict }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const words = useValueWords();
  const facts = useQueryOf('conflict.get', { conflictId: conflict.conflictId }).data?.facts ?? [];
  const events = facts.map(({ kind, ours, theirs, outcome, by, at, who }, index) => ({
    id: String(index),
    kind: glyphs[kind],
    what: outcome === null ? t(($) => $.conflicts.facts[kind]) : `${t(($) => $.conflicts.outcomes[outcome])}${by === null ? '' : ` · ${t(($) => $.conflicts.by[by])}`}`,
    ...(conflict.field !== 'address' && kind !== 'settled' && { link: <span className="text-wrap">{`${words(conflict, ours)} | ${words(conflict, theirs)}`}</span> }),
    when: `${formats.dateTime(at)} · ${who ?? t(($) => $.conflicts.program)}`,
  }));
  return (
    <>
      <Section title={t(($) => $.conflicts.history)} />
      <Timeline events={events.toReversed()} />
    </>
  );
}
