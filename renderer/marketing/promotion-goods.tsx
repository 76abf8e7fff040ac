import { ActionIcon, Select } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { OutputOf } from '../client/methods.ts';
import { useQueryOf, useShopClient } from '../client/use-shop.tsx';
import { Glyph } from '../ui/glyph.tsx';
import { Section } from '../ui/section.tsx';
import { useFormats } from '../ui/ui-context.tsx';
import type { PromotionDraft, PromotionGoods } from './promotion-draft.ts';

type Priced = OutputOf<'promotion.simulate'>['goods'][number];

interface Props {
  draft: PromotionDraft;
  priced: readonly Priced[] | undefined;
  /** Without it they are only looked at. */
  onChange?: (goods: readonly PromotionGoods[]) => void;
}

/** The goods with what each would cost, whether the floor allows it, and how many there are for it. */
export function PromotionGoodsList({ draft, priced, onChange }: Props) {
  const { t } = useTranslation();
  const byId = new Map(priced?.map((one) => [one.variantId, one]));
  return (
    <div>
      <Section title={t(($) => $.promotions.goods)} side={String(draft.goods.length)} />
      {draft.goods.map((goods) => (
        <div key={goods.variantId} className="peek-line promotion-goods" data-sku={goods.sku}>
          <div className="column" style={{ minWidth: 0 }}>
            <span className="ellipsis">{goods.name}</span>
            <span className="caption">
              {goods.sku}
              <Covered draft={draft} priced={byId.get(goods.variantId)} />
            </span>
          </div>
          <span className="row">
            <Prices priced={byId.get(goods.variantId)} />
            {onChange && (
              <ActionIcon aria-label={t(($) => $.promotions.removeGoods, { name: goods.sku })} onClick={() => onChange(draft.goods.filter((one) => one !== goods))}>
                <IconX size={14} />
              </ActionIcon>
            )}
          </span>
        </div>
      ))}
    </div>
  );
}

function Covered({ draft, priced }: { draft: PromotionDraft; priced: Priced | undefined }) {
  const { t } = useTranslation();
  const formats = useFormats();
  if (!priced) return null;
  const quantity = formats.quantity(priced.covered);
  const says = draft.channelIds.length > 0 ? t(($) => $.promotions.covered, { quantity }) : t(($) => $.promotions.available, { quantity });
  const short = draft.units !== null && priced.covered !== undefined && draft.units > priced.covered;
  return <span className={short ? 'warn' : undefined}> · {says}</span>;
}

function Prices({ priced }: { priced: Priced | undefined }) {
  const { t } = useTranslation();
  const formats = useFormats();
  if (!priced) return null;
  if (priced.price === null) return <span className="warn">{t(($) => $.promotions.noPrice)}</span>;
  return (
    <span className="column" style={{ alignItems: 'flex-end' }}>
      <span className="num">
        {priced.base !== null && <s className="text3">{formats.bareUnitPrice(priced.base, formats.currency)}</s>} <span className="medium">{formats.unitPrice(priced.price)}</span>
      </span>
      {priced.isUnderFloor && (
        <span className="row bad caption-line" style={{ gap: 4 }}>
          <Glyph kind="stop" size={12} />
          {typeof priced.lowest === 'number' ? t(($) => $.promotions.underFloor, { lowest: formats.unitPrice(priced.lowest) }) : t(($) => $.promotions.underAnyFloor)}
        </span>
      )}
    </span>
  );
}

/** All of a category or a collection at once; what joins it later does not. */
export function AddAll({ onAdd }: { onAdd: (goods: readonly PromotionGoods[]) => void }) {
  const { t } = useTranslation();
  const client = useShopClient();
  const categories = useQueryOf('category.list', undefined).data?.categories ?? [];
  const collections = useQueryOf('collection.list', undefined).data?.collections ?? [];
  const [cut, setCut] = useState<number>();
  if (categories.length + collections.length === 0) return null;
  const groups = [
    { group: t(($) => $.promotions.category), items: categories.map(({ id, name }) => ({ value: `category ${id}`, label: name })) },
    { group: t(($) => $.promotions.collection), items: collections.map(({ id, name }) => ({ value: `collection ${id}`, label: name })) },
  ];
  const pick = async (value: string | null): Promise<void> => {
    const [of, id] = (value ?? '').split(' ');
    if (of !== 'category' && of !== 'collection') return;
    const { goods, isCut } = await client.call('promotion.goods', { of, id: Number(id) });
    setCut(isCut ? goods.length : undefined);
    onAdd(goods);
  };
  return (
    <Select
      searchable
      label={`${t(($) => $.promotions.addAll)} · ${t(($) => $.ui.optional)}`}
      description={cut === undefined ? t(($) => $.promotions.addAllHint) : t(($) => $.promotions.tooMany, { count: cut })}
      data={groups}
      value={null}
      onChange={(value) => void pick(value)}
    />
  );
}
