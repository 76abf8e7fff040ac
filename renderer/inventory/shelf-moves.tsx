import { useTranslation } from 'react-i18next';
import type { OutputOf } from '../client/methods.ts';
import { useQueryOf } from '../client/use-shop.tsx';
import { Section } from '../ui/section.tsx';
import { useFormats } from '../ui/ui-context.tsx';

type Goods = OutputOf<'shelf.suggest'>['moves'][number]['from']['goods'];

/** Goods of class A that lie far from packing, each with the nearer bin to change places with. */
export function ShelfMoves({ locationId }: { locationId: number }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const shelves = useQueryOf('shelf.suggest', { locationId }).data;
  if (!shelves || shelves.bins === 0) return null;
  const { bins, near, moves } = shelves;
  const metres = (decimetres: number): string => t(($) => $.ship.metres, { metres: formats.count(Math.round(decimetres / 10)) });
  const named = (goods: Goods): string => goods.map(({ name, valueClass, demandClass }) => `${name} (${valueClass}${demandClass})`).join(', ');
  return (
    <>
      <Section title={t(($) => $.places.shelves)} side={t(($) => $.places.shelvesNear, { near: formats.count(near), bins: formats.count(bins) })} />
      {moves.length === 0 && <p className="text2">{t(($) => $.places.shelvesRight)}</p>}
      {moves.map(({ from, to, savesDecimetres }) => (
        <div key={from.binId} className="analysis-term">
          <span className="ellipsis">
            <span className="code medium">{from.code}</span> → <span className="code medium">{to.code}</span>
          </span>
          <span className="num">{t(($) => $.places.shelfSaves, { metres: metres(savesDecimetres) })}</span>
          <span className="caption">{named(from.goods)}</span>
          <span className="caption">{to.goods.length === 0 ? t(($) => $.places.shelfEmpty, { code: to.code }) : t(($) => $.places.shelfHolds, { code: to.code, goods: named(to.goods) })}</span>
        </div>
      ))}
    </>
  );
}
