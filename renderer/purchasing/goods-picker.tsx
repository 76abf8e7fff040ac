import { useTranslation } from 'react-i18next';
import type { OutputOf } from '../client/methods.ts';
import { useShopClient } from '../client/use-shop.tsx';
import { LookupField } from '../ui/lookup-field.tsx';

export type Goods = Pick<OutputOf<'stock.list'>['rows'][number], 'variantId' | 'name' | 'sku'>;

/** Which goods, by name, SKU or pinyin. */
export function GoodsPicker({ error, onPick }: { error: string | false; onPick: (goods: Goods) => void }) {
  const { t } = useTranslation();
  const client = useShopClient();
  return (
    <LookupField<Goods>
      first
      label={t(($) => $.purchasing.item)}
      find={async (text) => (await client.call('stock.list', { text, limit: 8 })).rows}
      keyOf={(row) => row.variantId}
      none={t(($) => $.ui.nothingFound)}
      onPick={onPick}
      error={error}
      show={(row) => (
        <>
          <span className="ellipsis">{row.name}</span>
          <span className="spring" />
          <span className="caption code">{row.sku}</span>
        </>
      )}
    />
  );
}
