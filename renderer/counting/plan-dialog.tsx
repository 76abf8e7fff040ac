import { Button, Checkbox, Modal, SegmentedControl, Select } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type Minor, minor } from '../../shared/units/minor.ts';
import { pieces, type Quantity } from '../../shared/units/quantity.ts';
import { useCommand, useQueryOf } from '../client/use-shop.tsx';
import { useActions } from '../ui/actions/use-actions.ts';
import { MoneyField, QuantityField } from '../ui/fields.tsx';
import { Key } from '../ui/key.tsx';
import { useNow } from '../ui/now.ts';
import { ProblemPanel } from '../ui/problem-panel.tsx';
import { useFormats } from '../ui/ui-context.tsx';
import { firstScope, type Place, PlanScope, type ScopeDraft, type ScopeKind, scopeOf } from './plan-scope.tsx';

/** A new count in two keys when nothing is changed: N, then Ctrl Enter. */
export function PlanDialog({ kind = 'location', onClose }: { kind?: ScopeKind; onClose: () => void }) {
  const { t } = useTranslation();
  const locations = useQueryOf('location.list', undefined);
  const users = useQueryOf('user.list', undefined);
  // Opened once its fields are known, so that the first of them has the keys.
  if (!locations.data || !users.data) return null;
  return (
    <Modal opened onClose={onClose} title={<span className="strong">{t(($) => $.counts.planTitle)}</span>} closeButtonProps={{ 'aria-label': t(($) => $.ui.close) }}>
      <PlanForm kind={kind} places={locations.data.locations} alone={users.data.users.filter((user) => !user.blocked).length < 2} />
    </Modal>
  );
}

interface Draft {
  readonly placeId: number | undefined;
  readonly scope: ScopeDraft;
  readonly blind: boolean;
  readonly counters: '1' | '2';
  readonly recountQuantity: Quantity | null;
  readonly recountValue: Minor | null;
  readonly approvalValue: Minor | null;
}

function PlanForm({ kind, places, alone }: { kind: ScopeKind; places: readonly Place[]; alone: boolean }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const open = places.filter((place) => place.kind !== 'inTransit' && !place.blocked);
  const [draft, setDraft] = useState<Draft>({
    placeId: open[0]?.id,
    scope: firstScope(kind),
    blind: true,
    counters: '1',
    // Somebody alone could never post what another person has to see.
    recountQuantity: alone ? null : pieces(2),
    recountValue: alone ? null : minor(50_00),
    approvalValue: alone ? null : minor(100_00),
  });
  const change = (part: Partial<Draft>): void => setDraft({ ...draft, ...part });
  const place = open.find(({ id }) => id === draft.placeId);
  const { submit, pending, error } = usePlan(place, draft);
  const unsaid = scopeOf(place, draft.scope, 0) === undefined;
  useActions('dialog', [{ id: 'counts.start', label: t(($) => $.counts.startNow), group: t(($) => $.keys.here), keys: 'mod+enter', whileTyping: true, run: () => submit(true) }]);
  const onSubmit = (event: FormEvent): void => {
    event.preventDefault();
    submit(true);
  };
  return (
    <form className="column" style={{ gap: 12 }} onSubmit={onSubmit}>
      <Select
        label={t(($) => $.counts.location)}
        data={open.map((one) => ({ value: String(one.id), label: one.name }))}
        value={draft.placeId === undefined ? null : String(draft.placeId)}
        onChange={(id) => change({ placeId: Number(id) })}
      />
      <PlanScope place={place} draft={draft.scope} onChange={(part) => change({ scope: { ...draft.scope, ...part } })} />
      <Checkbox label={t(($) => $.counts.blind)} checked={draft.blind} onChange={(event) => change({ blind: event.currentTarget.checked })} />
      {!alone && (
        <div className="column" style={{ gap: 4 }}>
          <span>{t(($) => $.counts.counters)}</span>
          <SegmentedControl
            aria-label={t(($) => $.counts.counters)}
            data={[{ value: '1', label: t(($) => $.counts.one) }, { value: '2', label: t(($) => $.counts.two) }]}
            value={draft.counters}
            onChange={(counters) => change({ counters: counters === '2' ? '2' : '1' })}
          />
        </div>
      )}
      {alone ? (
        <p className="caption text3">{t(($) => $.counts.aloneHint)}</p>
      ) : (
        <>
          <div className="row" style={{ alignItems: 'flex-end', gap: 12 }}>
            <QuantityField label={t(($) => $.counts.recountQuantity)} description={t(($) => $.counts.neverHint)} unit="" decimals={3} value={draft.recountQuantity} onChange={(recountQuantity) => change({ recountQuantity })} />
            <MoneyField label={t(($) => $.countCycle.recountValue)} currency={formats.currency} value={draft.recountValue} onChange={(recountValue) => change({ recountValue })} />
          </div>
          <MoneyField label={t(($) => $.counts.approvalValue)} currency={formats.currency} value={draft.approvalValue} onChange={(approvalValue) => change({ approvalValue })} />
        </>
      )}
      {error !== null && <ProblemPanel problem={error} />}
      <div className="row" style={{ justifyContent: 'flex-end' }}>
        <Button variant="default" onClick={() => submit(false)}>
          {t(($) => $.counts.planOnly)}
        </Button>
        <Button data-autofocus type="submit" loading={pending} disabled={place === undefined || unsaid} rightSection={<Key keys="mod+enter" />}>
          {t(($) => $.counts.startNow)}
        </Button>
      </div>
    </form>
  );
}

/** Plans, and for who counts at once starts and goes to the scan screen. */
function usePlan(place: Place | undefined, draft: Draft) {
  const { t } = useTranslation();
  const formats = useFormats();
  const now = useNow();
  const navigate = useNavigate();
  const plan = useCommand('stocktake.plan');
  const start = useCommand('stocktake.start');
  const submit = (atOnce: boolean): void => {
    const scope = scopeOf(place, draft.scope, now % 4_294_967_296);
    if (!place || !scope) return;
    const { blind, counters, recountQuantity, recountValue, approvalValue } = draft;
    plan.mutate(
      {
        name: t(($) => $.counts.defaultName, { place: place.name, day: formats.dateTime(now) }),
        locationId: place.id,
        scope,
        blind,
        counters: counters === '2' ? 2 : 1,
        recountQuantity,
        recountValue,
        approvalValue,
      },
      {
        onSuccess: ({ stocktakeId }) => {
          const params = { stocktakeId: String(stocktakeId) };
          // The dialog stays until then: one that is gone hears no answer.
          if (atOnce) start.mutate({ stocktakeId }, { onSuccess: () => void navigate({ to: '/station/count/$stocktakeId', params }) });
          else void navigate({ to: '/counts/$stocktakeId', params });
        },
      },
    );
  };
  return { submit, pending: plan.isPending || start.isPending, error: plan.error ?? start.error };
}
