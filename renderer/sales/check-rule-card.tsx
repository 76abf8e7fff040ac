import { Button } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { orderFacts } from '../../shared/sales/order-check.rules.ts';
import type { OutputOf } from '../client/methods.ts';
import { useCommand } from '../client/use-shop.tsx';
import { ProblemPanel } from '../ui/problem-panel.tsx';
import { useToasts } from '../ui/toast.tsx';
import { type Draft, CheckRuleForm } from './check-rule-form.tsx';
import { useFactValue, useRuleName } from './exception-words.ts';

export type CheckRule = OutputOf<'checkRule.list'>['rows'][number];

/** A rule as one reads it: its name, when it fires, what it proposes; with its switch, and a way to change it. */
export function CheckRuleCard({ rule }: { rule: CheckRule }) {
  const { t } = useTranslation();
  const show = useToasts((toasts) => toasts.show);
  const nameOf = useRuleName();
  const sentence = useConditions();
  const update = useCommand('checkRule.update');
  const remove = useCommand('checkRule.remove');
  const restore = useCommand('checkRule.restore');
  const [editing, setEditing] = useState(false);
  const change = (changes: Parameters<typeof update.mutate>[0]['changes'], said: string): void =>
    update.mutate({ checkRuleId: rule.id, changes }, { onSuccess: ({ before }) => {
      show(said, () => update.mutateAsync({ checkRuleId: rule.id, changes: before }));
      setEditing(false);
    } });
  const putAway = (): void => remove.mutate({ checkRuleId: rule.id }, { onSuccess: () => show(t(($) => $.checks.removed), () => restore.mutateAsync({ checkRuleId: rule.id })) });
  if (editing) return <CheckRuleForm start={{ ...rule, name: nameOf(rule) }} named={rule.code === null} onSave={({ name, conditions, fix }) => change({ ...(rule.code === null && { name }), conditions, fix }, t(($) => $.checks.saved))} onLeave={() => setEditing(false)} problem={update.error} />;
  return (
    <div className="rule-row check-rule">
      <div className="column spring">
        <span className={rule.active ? 'medium' : 'text3'}>{nameOf(rule)}</span>
        <span className="text2 text-wrap">{sentence(rule.conditions)}</span>
        <span className="caption">{`${t(($) => $.desk.proposalIs, { fix: t(($) => $.checks.fixes[rule.fix]) })}${rule.open > 0 ? ` · ${t(($) => $.checks.openCount, { count: rule.open })}` : ''}`}</span>
      </div>
      <span className="row">
        <button type="button" className="plain link" onClick={() => change({ active: !rule.active }, rule.active ? t(($) => $.checks.off) : t(($) => $.checks.on))}>
          {rule.active ? t(($) => $.checks.switchOff) : t(($) => $.checks.switchOn)}
        </button>
        <button type="button" className="plain link" onClick={() => setEditing(true)}>
          {t(($) => $.checks.edit)}
        </button>
        <button type="button" className="plain link" onClick={putAway}>
          {t(($) => $.checks.remove)}
        </button>
      </span>
      {update.error !== null && <ProblemPanel problem={update.error} />}
    </div>
  );
}

function useConditions(): (conditions: CheckRule['conditions']) => string {
  const { t } = useTranslation();
  const valueOf = useFactValue();
  const words = ({ fact, operator, value }: CheckRule['conditions'][number]): string => {
    const name = t(($) => $.checks.facts[fact]);
    if (orderFacts[fact] === 'yesNo') return value === 1 ? name : t(($) => $.checks.termNo, { fact: name });
    return `${name} ${t(($) => $.checks.operators[operator])} ${valueOf(fact, value)}`;
  };
  return (conditions) => conditions.map(words).join(t(($) => $.checks.and));
}

const fresh: Draft = { name: '', conditions: [{ fact: 'total', operator: 'atLeast', value: 0 }], fix: 'look' };

export function NewCheckRule() {
  const { t } = useTranslation();
  const show = useToasts((toasts) => toasts.show);
  const add = useCommand('checkRule.add');
  const remove = useCommand('checkRule.remove');
  const [adding, setAdding] = useState(false);
  const save = (draft: Draft): void =>
    add.mutate(draft, { onSuccess: ({ checkRuleId }) => {
      show(t(($) => $.checks.added), () => remove.mutateAsync({ checkRuleId }));
      setAdding(false);
    } });
  if (adding) return <CheckRuleForm start={fresh} named onSave={save} onLeave={() => setAdding(false)} problem={add.error} />;
  return (
    <Button variant="default" mt={12} onClick={() => setAdding(true)}>
      {t(($) => $.checks.add)}
    </Button>
  );
}
