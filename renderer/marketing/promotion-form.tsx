import { Checkbox, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { isDay } from '../../shared/units/day.ts';
import type { OutputOf } from '../client/methods.ts';
import { useQueryOf, useShopClient } from '../client/use-shop.tsx';
import { PercentField, QuantityField, UnitPriceField } from '../ui/fields.tsx';
import { LookupField } from '../ui/lookup-field.tsx';
import { useUi } from '../ui/ui-context.tsx';
import type { PromotionDraft, PromotionGoods } from './promotion-draft.ts';
import { AddAll, PromotionGoodsList } from './promotion-goods.tsx';

interface Props {
  draft: PromotionDraft;
  isNew: boolean;
  tried: boolean;
  goods: OutputOf<'promotion.simulate'>['goods'] | undefined;
  onChange: (draft: PromotionDraft) => void;
}

/** The terms of a promotion. The keys begin at the goods: name and days are proposed. */
export function PromotionForm({ draft, isNew, tried, goods, onChange }: Props) {
  const { t } = useTranslation();
  const { words } = useUi();
  const client = useShopClient();
  const set = (change: Partial<PromotionDraft>): void => onChange({ ...draft, ...change });
  const add = (found: readonly PromotionGoods[]): void => {
    const known = new Set(draft.goods.map(({ variantId }) => variantId));
    set({ goods: [...draft.goods, ...found.filter(({ variantId }) => !known.has(variantId))] });
  };
  return (
    <div className="promotion-form">
      <TextInput label={t(($) => $.promotions.name)} maxLength={60} value={draft.name} onChange={(event) => set({ name: event.currentTarget.value })} />
      <div className="promotion-pair">
        {(['firstOn', 'lastOn'] as const).map((field) => (
          <TextInput key={field} type="date" label={t(($) => $.promotions[field])} value={draft[field]} onChange={({ currentTarget: { value } }) => isDay(value) && set({ [field]: value })} />
        ))}
      </div>
      <LookupField
        first={isNew}
        label={t(($) => $.promotions.addGoods)}
        placeholder={t(($) => $.promotions.addGoodsHint)}
        find={async (text) => (await client.call('order.offers', { text })).rows}
        keyOf={(row) => row.variantId}
        none={t(($) => $.pricing.noGoods)}
        error={tried && draft.goods.length === 0 && t(($) => $.promotions.noGoods)}
        onPick={({ variantId, sku, name }) => add([{ variantId, sku, name }])}
        show={(row) => (
          <>
            <span className="ellipsis">{row.name}</span>
            <span className="caption code">{row.sku}</span>
          </>
        )}
      />
      <div className="promotion-pair">
        <PercentField live name="percentOff" label={t(($) => $.promotions.percentOff)} value={draft.percentOff} onChange={(percentOff) => set({ percentOff, amount: null })} error={tried && draft.percentOff === null && draft.amount === null && t(($) => $.promotions.noOff)} />
        <UnitPriceField live name="amount" label={t(($) => $.promotions.amount)} value={draft.amount} onChange={(amount) => set(amount === null ? { amount } : { amount, percentOff: null })} />
      </div>
      <ChannelBoxes draft={draft} onChange={set} />
      <QuantityField live name="units" label={`${t(($) => $.promotions.units)} · ${words.optional}`} description={t(($) => $.promotions.unitsHint)} unit="" decimals={3} value={draft.units} onChange={(units) => set({ units })} />
      <PromotionGoodsList draft={draft} priced={goods} onChange={(next) => set({ goods: next })} />
      <AddAll onAdd={add} />
    </div>
  );
}

function ChannelBoxes({ draft, onChange }: { draft: PromotionDraft; onChange: (change: Partial<PromotionDraft>) => void }) {
  const { t } = useTranslation();
  const channels = useQueryOf('channel.list', undefined).data?.channels ?? [];
  if (channels.length === 0) return null;
  return (
    <Checkbox.Group label={t(($) => $.promotions.channels)} description={t(($) => $.promotions.everywhere)} value={draft.channelIds.map(String)} onChange={(ids) => onChange({ channelIds: ids.map(Number) })}>
      <div className="promotion-boxes">
        {channels.map(({ id, name }) => (
          <Checkbox key={id} value={String(id)} label={name} />
        ))}
      </div>
    </Checkbox.Group>
  );
}
