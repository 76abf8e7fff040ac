import { Button, Select, TextInput } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { checkFixes, type CheckFix, type Condition, type OrderFact, operatorsOf, orderFactNames, orderFacts } from '../../shared/sales/order-check.rules.ts';
import { minor } from '../../shared/units/minor.ts';
import { quantity } from '../../shared/units/quantity.ts';
import { ratePpm } from '../../shared/units/rate-ppm.ts';
import { useQueryOf } from '../client/use-shop.tsx';
import { MoneyField, PercentField, QuantityField } from '../ui/fields.tsx';
import { ProblemPanel } from '../ui/problem-panel.tsx';
import { useFormats } from '../ui/ui-context.tsx';
import { useTermWords } from './exception-words.ts';

export interface Draft {
  name: string;
  conditions: Condition[];
  fix: CheckFix;
}

interface CheckRuleFormProps {
  start: Draft;
  /** The program's own rules keep their names. */
  named: boolean;
  onSave: (draft: Draft) => void;
  onLeave: () => void;
  problem: unknown;
}

const startOf = (fact: OrderFact): Condition => ({ fact, operator: operatorsOf(fact)[0] ?? 'is', value: orderFacts[fact] === 'text' ? '' : orderFacts[fact] === 'yesNo' ? 1 : 0 });

/** A rule in words one picks: what, how it compares, with what; and what it would have caught. */
export function CheckRuleForm({ start, named, onSave, onLeave, problem }: CheckRuleFormProps) {
  const { t } = useTranslation();
  const [name, setName] = useState(start.name);
  const [conditions, setConditions] = useState<Condition[]>(start.conditions.map(({ fact, operator, value }) => ({ fact, operator, value })));
  const [fix, setFix] = useState<CheckFix>(start.fix);
  const [trying, setTrying] = useState(false);
  const change = (index: number, condition: Condition): void => setConditions(conditions.map((one, at) => (at === index ? condition : one)));
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    onSave({ name, conditions, fix });
  };
  return (
    <form className="card column check-form" onSubmit={submit}>
      {named && <TextInput data-autofocus label={t(($) => $.checks.name)} description={t(($) => $.checks.nameHint)} value={name} onChange={(event) => setName(event.currentTarget.value)} />}
      <span className="medium">{t(($) => $.checks.when)}</span>
      {conditions.map((condition, index) => (
        // A condition has no name of its own; its place is what it is.
        // oxlint-disable-next-line react/no-array-index-key
        <ConditionRow key={index} condition={condition} onChange={(one) => change(index, one)} {...(conditions.length > 1 && { onDrop: () => setConditions(conditions.filter((_, at) => at !== index)) })} />
      ))}
      <div className="row">
        <Button variant="subtle" onClick={() => setConditions([...conditions, startOf('total')])}>
          {t(($) => $.checks.addCondition)}
        </Button>
        <Button variant="subtle" onClick={() => setTrying(true)}>
          {t(($) => $.checks.tryOut)}
        </Button>
      </div>
      {trying && <TriedOut conditions={conditions} />}
      <Select
        label={t(($) => $.checks.fix)}
        data={checkFixes.map((one) => ({ value: one, label: t(($) => $.checks.fixes[one]) }))}
        value={fix}
        onChange={(one) => setFix(checkFixes.find((known) => known === one) ?? 'look')}
      />
      {problem !== null && problem !== undefined && <ProblemPanel problem={problem} />}
      <div className="row" style={{ justifyContent: 'flex-end' }}>
        <Button variant="default" onClick={onLeave}>
          {t(($) => $.checks.notNow)}
        </Button>
        <Button type="submit">{t(($) => $.checks.save)}</Button>
      </div>
    </form>
  );
}

function ConditionRow({ condition, onChange, onDrop }: { condition: Condition; onChange: (condition: Condition) => void; onDrop?: () => void }) {
  const { t } = useTranslation();
  const { fact, operator } = condition;
  return (
    <div className="check-condition">
      <Select
        searchable
        aria-label={t(($) => $.checks.fact)}
        data={orderFactNames.map((one) => ({ value: one, label: t(($) => $.checks.facts[one]) }))}
        value={fact}
        onChange={(one) => onChange(startOf(orderFactNames.find((known) => known === one) ?? 'total'))}
      />
      <Select
        aria-label={t(($) => $.checks.operator)}
        data={operatorsOf(fact).map((one) => ({ value: one, label: t(($) => $.checks.operators[one]) }))}
        value={operator}
        onChange={(one) => onChange({ ...condition, operator: operatorsOf(fact).find((known) => known === one) ?? operator })}
      />
      <ValueField condition={condition} onChange={(value) => onChange({ ...condition, value })} />
      {onDrop && (
        <button type="button" className="plain link" onClick={onDrop}>
          {t(($) => $.checks.removeCondition)}
        </button>
      )}
    </div>
  );
}

/** Each fact is typed in its own unit. */
function ValueField({ condition: { fact, value }, onChange }: { condition: Condition; onChange: (value: Condition['value']) => void }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const label = t(($) => $.checks.value);
  const number = Number(value);
  switch (orderFacts[fact]) {
    case 'money':
      return <MoneyField inCell label={label} currency={formats.currency} value={minor(number)} onChange={(amount) => onChange(amount ?? 0)} />;
    case 'rate':
      return <PercentField inCell label={label} value={ratePpm(number)} onChange={(rate) => onChange(rate ?? 0)} />;
    case 'quantity':
      return <QuantityField inCell label={label} unit="" decimals={3} value={quantity(number)} onChange={(amount) => onChange(amount ?? 0)} />;
    case 'count':
      return <QuantityField inCell label={label} unit="" decimals={0} value={quantity(number * 1000)} onChange={(amount) => onChange(Math.round((amount ?? 0) / 1000))} />;
    case 'yesNo':
      return <Select aria-label={label} data={[{ value: '1', label: t(($) => $.checks.yes) }, { value: '0', label: t(($) => $.checks.no) }]} value={String(value)} onChange={(one) => onChange(one === '0' ? 0 : 1)} />;
    case 'text':
      return <TextInput aria-label={label} value={String(value)} onChange={(event) => onChange(event.currentTarget.value)} />;
  }
}

/** What the rule would have caught, as the orders stand now. */
function TriedOut({ conditions }: { conditions: Condition[] }) {
  const { t } = useTranslation();
  const termWords = useTermWords();
  const isWhole = conditions.every(({ value }) => value !== '');
  const tried = useQueryOf('checkRule.tryOut', { conditions }, { enabled: isWhole });
  if (!isWhole) return null;
  if (tried.error) return <ProblemPanel problem={tried.error} />;
  if (!tried.data) return null;
  const { looked, caught, rows } = tried.data;
  return (
    <div className="column" aria-live="polite">
      <span>{caught === 0 ? t(($) => $.checks.triedNone, { looked }) : t(($) => $.checks.tried, { caught, looked })}</span>
      {rows.slice(0, 8).map((row) => (
        <div key={row.orderId} className="row" style={{ minHeight: 28 }}>
          <Link to="/orders/$orderId" params={{ orderId: String(row.orderId) }} className="code medium" style={{ display: 'inline-block', padding: '3px 0' }}>
            {row.number}
          </Link>
          <span className="text2 ellipsis">{termWords(row.terms)}</span>
        </div>
      ))}
    </div>
  );
}
