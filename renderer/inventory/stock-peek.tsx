import { useTranslation } from 'react-i18next';
import type { Instant } from '../../shared/units/instant.ts';
import type { InputOf, OutputOf } from '../client/methods.ts';
import { usePagesOf, useQueryOf } from '../client/use-shop.tsx';
import type { Action } from '../ui/actions/action-registry.ts';
import { ActionButton } from '../ui/actions/action-button.tsx';
import { useActions } from '../ui/actions/use-actions.ts';
import { Loading } from '../ui/loading.tsx';
import { Peek } from '../ui/peek.tsx';
import { ProblemPanel } from '../ui/problem-panel.tsx';
import { Section } from '../ui/section.tsx';
import { useFormats } from '../ui/ui-context.tsx';
import { useStockWords } from './stock-words.ts';
import { GoodsClassLine } from './goods-class.tsx';
import { StockHolding } from './stock-holding.tsx';
import type { StockRow } from './stock-screen.tsx';
import { StockWhy } from './stock-why.tsx';
import type { GoodsClass } from './use-goods-classes.ts';
import { ValueWhy } from './value-why.tsx';

type MovementPage = OutputOf<'stock.movements'>;

const reading = {
  rowsOf: (page: MovementPage) => page.rows,
  after: (input: InputOf<'stock.movements'>, page: MovementPage) => (page.next ? { ...input, after: page.next } : undefined),
};

interface StockPeekProps {
  variantId: number;
  row: StockRow | undefined;
  goodsClass: GoodsClass | undefined;
  asOf: Instant | undefined;
  acts: readonly Action[];
  hold: Action;
  /** Offered while something is on hold. */
  release: Action;
  onNext: () => void;
  onClose: () => void;
}

/** One variant: its figures, each answering why, what its stock cost, and every movement. */
export function StockPeek({ variantId, row, goodsClass, asOf, acts, hold, release, onNext, onClose }: StockPeekProps) {
  const { t } = useTranslation();
  useActions('peek', [{ id: 'peek.close', label: t(($) => $.keys.back), group: t(($) => $.keys.here), keys: 'escape', onlyKey: true, run: onClose }]);
  const footer = acts.map((act) => <ActionButton key={act.id} action={act} variant="default" />);
  return (
    <Peek label={row?.name ?? ''} title={row?.name ?? ''} onNext={onNext} onClose={onClose} footer={footer}>
      {row && <StockFigures row={row} asOf={asOf} />}
      {goodsClass && <GoodsClassLine goods={goodsClass} />}
      {row && (
        <div className="row">
          <ActionButton action={hold} variant="default" />
          {(row.onHold ?? 0) > 0 && <ActionButton action={release} variant="default" />}
        </div>
      )}
      {row && asOf === undefined && <StockHolding row={row} />}
      <Layers variantId={variantId} />
      <Movements variantId={variantId} />
    </Peek>
  );
}

function StockFigures({ row, asOf }: { row: StockRow; asOf: Instant | undefined }) {
  const { t } = useTranslation();
  const formats = useFormats();
  return (
    <>
      <p className="text2 code">{row.sku}</p>
      <div className="card stock-figures">
        {(['onHand', 'allocated', 'onHold', 'available'] as const).map((figure) => (
          <div key={figure} className="stock-figure">
            <div className="caption">{t(($) => $.stock[figure])}</div>
            <StockWhy variantId={row.variantId} figure={figure} amount={row[figure]} asOf={asOf}>
              <span className={(row[figure] ?? 0) < 0 ? 'stock-number bad' : 'stock-number'}>{formats.quantity(row[figure])}</span>
            </StockWhy>
          </div>
        ))}
      </div>
    </>
  );
}

function Layers({ variantId }: { variantId: number }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const answer = useQueryOf('stock.layers', { variantId });
  if (!answer.data || answer.data.value === undefined) return null;
  return (
    <>
      <Section title={t(($) => $.stock.layers)} side={<ValueWhy variantId={variantId} amount={answer.data.value}>{formats.money(answer.data.value)}</ValueWhy>} />
      {answer.data.layers.map((layer) => (
        <div key={layer.layerId} className="movement">
          <span className="text3">{formats.day(layer.madeOn)}</span>
          <span>{t(($) => $.stock.layerKinds[layer.kind])}</span>
          <span className="num">{formats.quantity(layer.quantity)}</span>
          <span className="num text2">{layer.value === undefined ? '' : <ValueWhy variantId={variantId} layerId={layer.layerId} amount={layer.value}>{formats.amount(layer.value)}</ValueWhy>}</span>
        </div>
      ))}
      {answer.data.layers.length === 0 && <p className="text2">{t(($) => $.stock.noLayers)}</p>}
    </>
  );
}

function Movements({ variantId }: { variantId: number }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const words = useStockWords();
  const pages = usePagesOf('stock.movements', { variantId, limit: 20 }, reading);
  return (
    <>
      <Section title={t(($) => $.stock.movements)} side={t(($) => $.stock.movementsSide, { unit: formats.currencySymbol })} />
      {pages.isPending && <Loading widths={[60, 120, 40]} rows={4} />}
      {pages.error !== null && <ProblemPanel problem={pages.error} onRetry={pages.retry} />}
      {pages.rows.map((movement) => (
        <div key={movement.movementId} className="movement" title={formats.moment(movement.occurredAt)}>
          <span className="text3">{formats.day(movement.postedOn)}</span>
          <span className="ellipsis">{words.movement(movement)}</span>
          <span className="num medium">{formats.signedQuantity(movement.quantity)}</span>
          <span className="num text2">{movement.value === undefined ? '' : formats.signed(movement.value)}</span>
        </div>
      ))}
      {pages.first?.rows.length === 0 && <p className="text2">{t(($) => $.stock.noMovements)}</p>}
      {pages.hasMore && (
        <button type="button" className="plain link" onClick={pages.readMore}>
          {t(($) => $.stock.moreMovements)}
        </button>
      )}
    </>
  );
}
