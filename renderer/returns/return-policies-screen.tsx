import { NumberInput, Select, Textarea } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type ShippingBack, shippingBack } from '../../shared/returns/policy.rules.ts';
import { ratePpm } from '../../shared/units/rate-ppm.ts';
import type { OutputOf } from '../client/methods.ts';
import { useCommand, useQueryOf } from '../client/use-shop.tsx';
import { DialogForm } from '../ui/dialog-form.tsx';
import { useChannels } from '../sales/use-channels.ts';
import { ActionButton } from '../ui/actions/action-button.tsx';
import { useActions } from '../ui/actions/use-actions.ts';
import { PercentField } from '../ui/fields.tsx';
import { Loading } from '../ui/loading.tsx';
import { ProblemPanel } from '../ui/problem-panel.tsx';
import { Screen } from '../ui/screen.tsx';
import { Section } from '../ui/section.tsx';
import { Status } from '../ui/status.tsx';
import { useToasts } from '../ui/toast.tsx';
import { useFormats } from '../ui/ui-context.tsx';
import { ReturnReasons } from './return-reasons.tsx';
import { ReturnsNav } from './returns-nav.tsx';

type Policy = OutputOf<'returnPolicy.list'>['policies'][number];
type Version = Policy['versions'][number];
const tracks = '130px 120px 120px 110px minmax(150px, 1fr) 100px 150px';

/** What the shop promises about returns, by channel and category, with every version since the first. */
export function ReturnPoliciesScreen() {
  const { t } = useTranslation();
  const list = useQueryOf('returnPolicy.list', undefined);
  const channels = useChannels();
  const [after, setAfter] = useState<Policy | 'new'>();
  const group = t(($) => $.returns.tabs.policies);
  const add = { id: 'policy.add', label: t(($) => $.returns.policies.add), group, keys: 'n', run: () => setAfter('new') } as const;
  useActions('screen', [add]);
  const titleOf = ({ channelId, categoryName }: Policy): string => {
    const parts = [categoryName, channelId === null ? null : (channels.get(channelId)?.name ?? String(channelId))].filter((part) => part !== null);
    return parts.length === 0 ? t(($) => $.returns.policies.everything) : parts.join(' · ');
  };
  return (
    <Screen title={t(($) => $.returns.title)} side={<ReturnsNav current="policies" />} buttons={<ActionButton action={add} variant="filled" />}>
      <div className="scroll" style={{ padding: 16 }}>
        <p className="text2">{t(($) => $.returns.policies.hint)}</p>
        {list.isPending && <Loading widths={[130, 80, 80]} />}
        {list.error && <ProblemPanel problem={list.error} onRetry={() => void list.refetch()} />}
        {list.data?.policies.map((policy) => (
          <PolicyTable key={policy.id} title={titleOf(policy)} policy={policy} onFollow={() => setAfter(policy)} />
        ))}
        <ReturnReasons />
      </div>
      {after && <PromiseDialog policy={after === 'new' ? undefined : after} onClose={() => setAfter(undefined)} />}
    </Screen>
  );
}

function PolicyTable({ title, policy, onFollow }: { title: string; policy: Policy; onFollow: () => void }) {
  const { t } = useTranslation();
  const headings = [t(($) => $.returns.policies.window), t(($) => $.returns.policies.fault), t(($) => $.returns.policies.fee), t(($) => $.returns.policies.shipping), t(($) => $.returns.policies.warranty)];
  return (
    <>
      <Section
        title={title}
        side={
          <button type="button" className="plain link" onClick={onFollow}>
            {t(($) => $.returns.policies.add)}
          </button>
        }
      />
      <div className="card" style={{ overflow: 'hidden' }} role="table" aria-label={title}>
        <div role="row" className="grid-head" style={{ gridTemplateColumns: tracks, position: 'static' }}>
          <span role="columnheader">{t(($) => $.returns.policies.fromOn)}</span>
          {headings.map((heading, index) => (
            <span key={heading} role="columnheader" className={index === 3 ? '' : 'num'}>
              {heading}
            </span>
          ))}
          <span role="columnheader">{t(($) => $.returns.state)}</span>
        </div>
        {policy.versions.map((version, index) => (
          <VersionRow key={version.id} version={version} isNewest={index === 0} />
        ))}
      </div>
    </>
  );
}

function VersionRow({ version, isNewest }: { version: Version; isNewest: boolean }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const show = useToasts((toasts) => toasts.show);
  const drop = useCommand('returnPolicy.drop');
  const promise = useCommand('returnPolicy.promise');
  const first = version.fromOn === '0001-01-01';
  const takeBack = (): void => drop.mutate({ returnPolicyVersionId: version.id }, { onSuccess: ({ before }) => show(t(($) => $.returns.takenBack), () => promise.mutateAsync(before)) });
  const isLater = !version.inForce && isNewest;
  return (
    <>
      <div role="row" className="grid-row" style={{ gridTemplateColumns: tracks, height: 36 }}>
        <span role="cell">{first ? '—' : formats.fullDay(version.fromOn)}</span>
        <span role="cell" className="num">{t(($) => $.returns.days, { days: version.windowDays })}</span>
        <span role="cell" className="num">{t(($) => $.returns.days, { days: version.faultDays })}</span>
        <span role="cell" className="num">{version.restockingFee === 0 ? '—' : formats.percent(version.restockingFee)}</span>
        <span role="cell">{t(($) => $.returns.policies.shippingBack[version.shipping])}</span>
        <span role="cell" className="num">{version.warrantyMonths === 0 ? '—' : formats.count(version.warrantyMonths)}</span>
        <span role="cell" className="row" style={{ gap: 8 }}>
          <Status kind={version.inForce ? 'done' : isLater ? 'wait' : 'off'}>{version.inForce ? t(($) => $.returns.policies.now) : isLater ? t(($) => $.returns.policies.later) : t(($) => $.returns.policies.before)}</Status>
          {isNewest && !first && !version.used && (
            <button type="button" className="plain link" onClick={takeBack}>
              {t(($) => $.returns.policies.drop)}
            </button>
          )}
        </span>
      </div>
      {version.wording !== '' && <p className="text2 text-wrap" style={{ padding: '4px 16px 8px' }}>{version.wording}</p>}
      {drop.error !== null && <ProblemPanel problem={drop.error} />}
    </>
  );
}

const proposed = { windowDays: 30, faultDays: 365, restockingFee: ratePpm(0), shipping: 'ourFault' as ShippingBack, warrantyMonths: 12, wording: '' };

function PromiseDialog({ policy, onClose }: { policy: Policy | undefined; onClose: () => void }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const show = useToasts((toasts) => toasts.show);
  const promise = useCommand('returnPolicy.promise');
  const drop = useCommand('returnPolicy.drop');
  const categories = useQueryOf('category.list', undefined);
  const channels = useChannels();
  const [terms, setTerms] = useState(() => ({ ...proposed, ...(policy?.versions[0] && termsOf(policy.versions[0])) }));
  const [channelId, setChannel] = useState(policy?.channelId ?? null);
  const [categoryId, setCategory] = useState(policy?.categoryId ?? null);
  const change = (part: Partial<typeof terms>): void => setTerms({ ...terms, ...part });
  const submit = (): void =>
    promise.mutate({ ...terms, channelId, categoryId }, {
      onSuccess: ({ fromOn, returnPolicyVersionId }) => {
        show(t(($) => $.returns.policies.saved, { day: formats.fullDay(fromOn) }), () => drop.mutateAsync({ returnPolicyVersionId }));
        onClose();
      },
    });
  const all = { value: '', label: t(($) => $.returns.policies.all) };
  const days = (name: 'windowDays' | 'faultDays' | 'warrantyMonths', label: string, most: number) => (
    <NumberInput label={label} value={terms[name]} min={0} max={most} hideControls allowDecimal={false} onChange={(value) => change({ [name]: Math.max(0, Math.min(most, Number(value) || 0)) })} />
  );
  return (
    <DialogForm title={t(($) => $.returns.policies.add)} verb={t(($) => $.returns.policies.save)} pending={promise.isPending} problem={promise.error} onSubmit={submit} onClose={onClose}>
      {!policy && (
        <div className="row" style={{ gap: 12 }}>
          <Select label={t(($) => $.returns.policies.channel)} data={[all, ...[...channels].map(([id, { name }]) => ({ value: String(id), label: name }))]} value={String(channelId ?? '')} onChange={(value) => setChannel(value ? Number(value) : null)} />
          <Select label={t(($) => $.returns.policies.category)} data={[all, ...(categories.data?.categories ?? []).map(({ id, name }) => ({ value: String(id), label: name }))]} value={String(categoryId ?? '')} onChange={(value) => setCategory(value ? Number(value) : null)} />
        </div>
      )}
      <div className="row" style={{ gap: 12 }}>
        {days('windowDays', `${t(($) => $.returns.policies.window)} (${t(($) => $.returns.days, { days: '' }).trim()})`, 3_650)}
        {days('faultDays', `${t(($) => $.returns.policies.fault)} (${t(($) => $.returns.days, { days: '' }).trim()})`, 3_650)}
        {days('warrantyMonths', t(($) => $.returns.policies.warranty), 240)}
      </div>
      <PercentField label={t(($) => $.returns.policies.fee)} value={terms.restockingFee} onChange={(restockingFee) => restockingFee !== null && change({ restockingFee })} />
      <Select label={t(($) => $.returns.policies.shipping)} data={shippingBack.map((one) => ({ value: one, label: t(($) => $.returns.policies.shippingBack[one]) }))} value={terms.shipping} onChange={(value) => change({ shipping: shippingBack.find((one) => one === value) ?? 'ourFault' })} />
      <Textarea label={t(($) => $.returns.policies.wording)} autosize minRows={2} value={terms.wording} onChange={(event) => change({ wording: event.currentTarget.value })} />
    </DialogForm>
  );
}

const termsOf = ({ windowDays, faultDays, restockingFee, shipping, warrantyMonths, wording }: Version) => ({ windowDays, faultDays, restockingFee, shipping, warrantyMonths, wording });
