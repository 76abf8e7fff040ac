import { Button, Select, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useCommand, useQueryOf } from '../client/use-shop.tsx';
import { Loading } from '../ui/loading.tsx';
import { ProblemPanel } from '../ui/problem-panel.tsx';
import { Screen } from '../ui/screen.tsx';
import { Section } from '../ui/section.tsx';
import { useToasts } from '../ui/toast.tsx';
import { useFormats } from '../ui/ui-context.tsx';
import { CheckRuleCard, NewCheckRule } from './check-rule-card.tsx';
import { ExpiryRules } from './expiry-rules.tsx';
import { OrderPlaces } from './order-places.tsx';
import { PriorityWeights } from './priority-weights.tsx';
import { RefundRule } from './refund-rule.tsx';

/** What each order is held against before it goes, and whom the shop does not sell to. */
export function OrderRulesScreen() {
  const { t } = useTranslation();
  const rules = useQueryOf('checkRule.list', undefined);
  return (
    <Screen title={t(($) => $.checks.title)} buttons={<OrderPlaces current="rules" />}>
      <div className="rules">
        <section>
          <Section title={t(($) => $.checks.title)} />
          <p className="text2 text-wrap">{t(($) => $.checks.intro)}</p>
          {rules.isPending && <Loading rows={6} />}
          {rules.error && <ProblemPanel problem={rules.error} onRetry={() => void rules.refetch()} />}
          {rules.data?.rows.map((rule) => <CheckRuleCard key={rule.id} rule={rule} />)}
          <NewCheckRule />
        </section>
        <PriorityWeights />
        <ExpiryRules />
        <RefundRule />
        <BlockedBuyers />
      </div>
    </Screen>
  );
}

function BlockedBuyers() {
  const { t } = useTranslation();
  const formats = useFormats();
  const show = useToasts((toasts) => toasts.show);
  const rows = useQueryOf('blockedBuyer.list', undefined).data?.rows ?? [];
  const remove = useCommand('blockedBuyer.remove');
  const add = useCommand('blockedBuyer.add');
  const unblock = (blockedBuyerId: number): void => remove.mutate({ blockedBuyerId }, { onSuccess: ({ before }) => show(t(($) => $.checks.unblocked), () => add.mutateAsync(before)) });
  return (
    <section>
      <Section title={t(($) => $.checks.blockTitle)} />
      <p className="text2 text-wrap">{rows.length === 0 ? t(($) => $.checks.nobodyBlocked) : t(($) => $.checks.blockIntro)}</p>
      {rows.map((row) => (
        <div key={row.id} className="rule-row">
          <span className="medium ellipsis">{row.key}</span>
          <span className="text2 ellipsis">{row.reason}</span>
          <span className="caption">{formats.dateTime(row.blockedAt)}</span>
          <button type="button" className="plain link" onClick={() => unblock(row.id)}>
            {t(($) => $.checks.unblock)}
          </button>
        </div>
      ))}
      <BlockBuyer />
    </section>
  );
}

function BlockBuyer() {
  const { t } = useTranslation();
  const show = useToasts((toasts) => toasts.show);
  const add = useCommand('blockedBuyer.add');
  const remove = useCommand('blockedBuyer.remove');
  const [kind, setKind] = useState<'email' | 'phone'>('email');
  const [value, setValue] = useState('');
  const [reason, setReason] = useState('');
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    add.mutate({ kind, value, reason }, { onSuccess: ({ blockedBuyerId }) => {
      setValue('');
      setReason('');
      show(t(($) => $.checks.blocked), () => remove.mutateAsync({ blockedBuyerId }));
    } });
  };
  return (
    <form className="rule-row" onSubmit={submit}>
      <Select
        aria-label={t(($) => $.checks.blockKind)}
        data={(['email', 'phone'] as const).map((one) => ({ value: one, label: t(($) => $.checks.blockKinds[one]) }))}
        value={kind}
        onChange={(one) => setKind(one === 'phone' ? 'phone' : 'email')}
      />
      <TextInput aria-label={t(($) => $.checks.blockValue)} placeholder={t(($) => $.checks.blockValue)} value={value} onChange={(event) => setValue(event.currentTarget.value)} />
      <TextInput aria-label={t(($) => $.checks.blockReason)} placeholder={t(($) => $.checks.blockReason)} value={reason} onChange={(event) => setReason(event.currentTarget.value)} />
      <Button type="submit" variant="default" loading={add.isPending}>
        {t(($) => $.checks.block)}
      </Button>
      {add.error !== null && <ProblemPanel problem={add.error} />}
    </form>
  );
}
