import { Button, Checkbox, Modal, SegmentedControl, Select, TextInput } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type Minor, minor } from '../../shared/units/minor.ts';
import { pieces, type Quantity } from '../../shared/units/quantity.ts';
import type { InputOf, OutputOf } from '../client/methods.ts';
import { useCommand, useQueryOf } from '../client/use-shop.tsx';
import { useActions } from '../ui/actions/use-actions.ts';
import { MoneyField, QuantityField } from '../ui/fields.tsx';
import { Key } from '../ui/key.tsx';
import { useNow } from '../ui/now.ts';
import { ProblemPanel } from '../ui/problem-panel.tsx';
import { useFormats } from '../ui/ui-context.tsx';

/** A new count in two keys when nothing is changed: N, then Ctrl Enter. */
export function PlanDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  const locations = useQueryOf('location.list', undefined);
  const users = useQueryOf('user.list', undefined);
  return (
    <Modal opened onClose={onClose} title={<span className="strong">{t(($) => $.counts.planTitle)}</span>} closeButtonProps={{ 'aria-label': t(($) => $.ui.close) }}>
      {locations.data && users.data && <PlanForm places={locations.data.locations} alone={users.data.users.filter((user) => !user.blocked).length < 2} />}
    </Modal>
  );
}

type Place = OutputOf<'location.list'>['locations'][number];
type ScopeKind = 'location' | 'bins' | 'random';

interface Draft {
  readonly placeId: number | undefined;
  readonly kind: ScopeKind;
  readonly zone: string;
  readonly lot: Quantity;
  readonly blind: boolean;
  readonly counters: '1' | '2';
  readonly recountQuantity: Quantity | null;
  readonly approvalValue: Minor | null;
}

function PlanForm({ places, alone }: { places: readonly Place[]; alone: boolean }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const open = places.filter((place) => place.kind !== 'inTransit' && !place.blocked);
  const [draft, setDraft] = useState<Draft>({
    placeId: open[0]?.id,
    kind: 'location',
    zone: '',
    lot: pieces(20),
    blind: true,
    counters: '1',
    // Somebody alone could never post what another person has to see.
    recountQuantity: alone ? null : pieces(2),
    approvalValue: alone ? null : minor(100_00),
  });
  const change = (part: Partial<Draft>): void => setDraft({ ...draft, ...part });
  const place = open.find(({ id }) => id === draft.placeId);
  const { submit, pending, error } = usePlan(place, draft);
  const noBin = draft.kind === 'bins' && zoneBins(place, draft.zone).length === 0;
  useActions('dialog', [{ id: 'counts.start', label: t(($) => $.counts.startNow), group: t(($) => $.keys.here), keys: 'mod+enter', whileTyping: true, run: () => submit(true) }]);
  const onSubmit = (event: FormEvent): void => {
    event.preventDefault();
    submit(true);
  };
  return (
    <form className="column" style={{ gap: 12 }} onSubmit={onSubmit}>
      <Select
        data-autofocus
        label={t(($) => $.counts.location)}
        data={open.map((one) => ({ value: String(one.id), label: one.name }))}
        value={draft.placeId === undefined ? null : String(draft.placeId)}
        onChange={(id) => change({ placeId: Number(id) })}
      />
      <div className="column" style={{ gap: 4 }}>
        <span>{t(($) => $.counts.scope)}</span>
        <SegmentedControl
          aria-label={t(($) => $.counts.scope)}
          data={(['location', 'bins', 'random'] as const).map((kind) => ({ value: kind, label: t(($) => $.counts.scopes[kind]) }))}
          value={draft.kind}
          onChange={(kind) => change({ kind: kind === 'bins' || kind === 'random' ? kind : 'location' })}
        />
      </div>
      {draft.kind === 'bins' && (
        <TextInput
          label={t(($) => $.counts.zone)}
          description={t(($) => $.counts.zoneHint)}
          value={draft.zone}
          error={noBin && draft.zone !== '' && t(($) => $.counts.zoneNone)}
          onChange={(event) => change({ zone: event.currentTarget.value })}
        />
      )}
      {draft.kind === 'random' && <QuantityField label={t(($) => $.counts.lotSize)} unit="" decimals={0} value={draft.lot} onChange={(lot) => change({ lot: lot ?? pieces(20) })} />}
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
          <QuantityField label={t(($) => $.counts.recountQuantity)} description={t(($) => $.counts.neverHint)} unit="" decimals={3} value={draft.recountQuantity} onChange={(recountQuantity) => change({ recountQuantity })} />
          <MoneyField label={t(($) => $.counts.approvalValue)} currency={formats.currency} value={draft.approvalValue} onChange={(approvalValue) => change({ approvalValue })} />
        </>
      )}
      {error !== null && <ProblemPanel problem={error} />}
      <div className="row" style={{ justifyContent: 'flex-end' }}>
        <Button variant="default" onClick={() => submit(false)}>
          {t(($) => $.counts.planOnly)}
        </Button>
        <Button type="submit" loading={pending} disabled={place === undefined || noBin} rightSection={<Key keys="mod+enter" />}>
          {t(($) => $.counts.startNow)}
        </Button>
      </div>
    </form>
  );
}

const zoneBins = (place: Place | undefined, zone: string): number[] =>
  (place?.bins ?? []).filter((bin) => !bin.blocked && bin.code.toLowerCase().startsWith(zone.trim().toLowerCase())).map((bin) => bin.id);

function scopeOf(place: Place, { kind, zone, lot }: Draft, seed: number): InputOf<'stocktake.plan'>['scope'] {
  if (kind === 'bins') return { kind, binIds: zoneBins(place, zone) };
  if (kind === 'random') return { kind, count: Math.max(1, Math.round(lot / 1000)), seed };
  return { kind };
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
    if (!place) return;
    const { blind, counters, recountQuantity, approvalValue } = draft;
    plan.mutate(
      {
        name: t(($) => $.counts.defaultName, { place: place.name, day: formats.dateTime(now) }),
        locationId: place.id,
        scope: scopeOf(place, draft, now % 4_294_967_296),
        blind,
        counters: counters === '2' ? 2 : 1,
        recountQuantity,
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
