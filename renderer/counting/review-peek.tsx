import { useTranslation } from 'react-i18next';
import type { OutputOf } from '../client/methods.ts';
import { useQueryOf } from '../client/use-shop.tsx';
import { useStockWords } from '../inventory/stock-words.ts';
import type { Action } from '../ui/actions/action-registry.ts';
import { ActionButton } from '../ui/actions/action-button.tsx';
import { useActions } from '../ui/actions/use-actions.ts';
import { Loading } from '../ui/loading.tsx';
import { Peek } from '../ui/peek.tsx';
import { Section } from '../ui/section.tsx';
import { useFormats } from '../ui/ui-context.tsx';
import type { ReviewRow } from './count-review.tsx';
import { LineLots } from './line-lots.tsx';
import { VarianceWhy } from './variance-why.tsx';
import { LinePhotos } from './line-photos.tsx';

/** One line: its three figures, what may have happened, who counted what, and what moved since the last count. */
export function ReviewPeek({ row, open, verbs, onNext, onClose }: { row: ReviewRow; open: boolean; verbs: readonly Action[]; onNext: () => void; onClose: () => void }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const answer = useQueryOf('stocktake.line', { lineId: row.lineId });
  useActions('peek', [{ id: 'peek.close', label: t(($) => $.keys.back), group: t(($) => $.keys.here), keys: 'escape', onlyKey: true, run: onClose }]);
  const shown = (amount: ReviewRow['book']): string => (amount === null ? '—' : formats.quantity(amount));
  return (
    <Peek
      label={row.name}
      title={row.name}
      onNext={onNext}
      onClose={onClose}
      footer={verbs.length > 0 && verbs.slice(0, 2).map((action, place) => <ActionButton key={action.id} action={action} variant={place === 0 ? 'filled' : 'default'} />)}
    >
      <p className="text2 code">{row.bin ?? t(($) => $.counts.noBin)} · {row.sku}</p>
      <div className="card stock-figures" style={{ gridTemplateColumns: 'repeat(3, 1fr)' }}>
        {([['bookAtScan', shown(row.book)], ['counted', shown(row.counted)], ['difference', row.variance === null ? '—' : formats.signedQuantity(row.variance)]] as const).map(([name, figure]) => (
          <div key={name} className="stock-figure">
            <div className="caption">{t(($) => $.counts[name])}</div>
            <span className="stock-number">{figure}</span>
          </div>
        ))}
      </div>
      {answer.data && row.variance !== null && row.variance !== 0 && answer.data.worth.value !== undefined && (
        <div className="row text2" style={{ minHeight: 26 }}>
          <span>{`${t(($) => $.counts.value)} ${formats.currencySymbol}`}</span>
          <span className="spring" />
          <VarianceWhy worth={answer.data.worth} />
        </div>
      )}
      {row.since > 0 && <p className="text2">{t(($) => $.counts.netted, { count: row.since })}</p>}
      {row.movedMeanwhile && <p className="warn">{t(($) => $.counts.movedMeanwhile)}</p>}
      {row.unread !== undefined && row.unread > 0 && row.tracking !== 'none' && <p className="warn">{t(($) => $.counts.unread[row.tracking === 'lot' ? 'lot' : 'serial'], { quantity: formats.quantity(row.unread) })}</p>}
      {row.untrusted && <p className="warn">{t(($) => $.counts.untrusted)}</p>}
      <LinePhotos lineId={row.lineId} name={row.name} open={open} />
      {answer.data && row.tracking !== 'none' && <LineLots row={row} line={answer.data} />}
      {answer.data ? <LineStory line={answer.data} /> : <Loading widths={[60, 120, 40]} rows={4} />}
    </Peek>
  );
}

type Line = OutputOf<'stocktake.line'>;

/** A day and a time need more room than the list of a variant's movements has. */
const dated = { gridTemplateColumns: '104px minmax(0, 1fr) 60px 0' };

function LineStory({ line }: { line: Line }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const words = useStockWords();
  return (
    <>
      {line.causes !== undefined && line.causes.length > 0 && (
        <>
          <Section title={t(($) => $.counts.whatHappened)} />
          {line.causes.map((cause, place) => (
            <p key={`${place} ${cause.kind}`}>
              {t(($) => $.counts.causes[cause.kind], { bin: cause.bin ?? t(($) => $.counts.noBin), name: cause.name ?? '', quantity: cause.quantity === null ? '' : cause.kind === 'caseAsEach' ? formats.quantity(cause.quantity) : formats.signedQuantity(cause.quantity) })}
            </p>
          ))}
          <p className="caption text3">{t(($) => $.counts.causesNote)}</p>
        </>
      )}
      <Section title={t(($) => $.counts.counts)} />
      {line.rounds.map((round) => (
        <div key={round.round} className="movement">
          <span className="text3">{formats.time(round.to)}</span>
          <span className="ellipsis">{t(($) => $.counts.roundBy, { round: round.round, people: round.people.join(', ') })}</span>
          <span className="num medium">{formats.quantity(round.counted)}</span>
          <span className="num text2">{formats.signedQuantity(round.variance)}</span>
        </div>
      ))}
      <Section title={line.lastCount ? t(($) => $.counts.sinceLast) : t(($) => $.counts.sinceEver)} />
      {line.since.map((moved, place) => (
        <div key={`${place} ${moved.occurredAt}`} className="movement" style={dated}>
          <span className="text3">{formats.dateTime(moved.occurredAt)}</span>
          <span className="ellipsis">{words.kind(moved.kind)}</span>
          <span className="num medium">{formats.signedQuantity(moved.quantity)}</span>
          <span />
        </div>
      ))}
      {line.lastCount && (
        <div className="movement" style={dated}>
          <span className="text3">{formats.dateTime(line.lastCount.closedAt)}</span>
          <span className="ellipsis">{t(($) => $.counts.lastCount, { number: line.lastCount.number })}</span>
          <span className="num medium">{formats.quantity(line.lastCount.counted)}</span>
          <span />
        </div>
      )}
    </>
  );
}
