import { useTranslation } from 'react-i18next';
import type { OutputOf } from '../client/methods.ts';
import { useQueryOf } from '../client/use-shop.tsx';
import { ActionButton } from '../ui/actions/action-button.tsx';
import { useActions } from '../ui/actions/use-actions.ts';
import { Status } from '../ui/status.tsx';
import type { SlipAtHand } from './entry-dialog.tsx';
import { SlipProblems } from './slip-drop.tsx';
import { SlipPaper } from './slip-paper.tsx';

/** The side of the entry where its slip lies: which one it is, what was guessed of it, its paper, and what else becomes of it. */
export function SlipDesk({ slip: { slipId, place, count, onNext, onDiscard } }: { slip: SlipAtHand }) {
  const { t } = useTranslation();
  const answer = useQueryOf('slip.get', { slipId });
  const slip = answer.data?.slipId === slipId ? answer.data : undefined;
  const group = t(($) => $.slips.title);
  const next = onNext && { id: 'slip.next', label: t(($) => $.slips.next), group, keys: 'f8', whileTyping: true, run: onNext };
  const discard = { id: 'slip.discard', label: t(($) => $.slips.discard), group, keys: 'f9', whileTyping: true, run: onDiscard };
  useActions('dialog', [...(next ? [next] : []), discard]);
  return (
    <section className="column" style={{ gap: 8, minWidth: 0 }} aria-label={group}>
      <div className="row" style={{ flexWrap: 'nowrap' }}>
        <span className="strong ellipsis">{slip?.name}</span>
        <span className="spring" />
        <span className="text2" style={{ whiteSpace: 'nowrap' }} aria-live="polite">{t(($) => $.slips.place, { place, count })}</span>
      </div>
      <SlipProblems />
      {slip?.beside && <Status kind="look">{t(($) => $.slips.beside, { number: slip.beside.number })}</Status>}
      {slip && <Guessed slip={slip} />}
      {slip && <SlipPaper slipId={slipId} name={slip.name} paper={slip.paper} />}
      <div className="row">
        {next && <ActionButton action={next} variant="default" />}
        <ActionButton action={discard} variant="subtle" />
      </div>
    </section>
  );
}

/** What of the fields nobody typed, and where it is from. */
function Guessed({ slip: { postedOn, amount, text, alike } }: { slip: OutputOf<'slip.get'> }) {
  const { t } = useTranslation();
  const said = [
    ...(postedOn ? [t(($) => $.slips.dayFrom[postedOn.from])] : []),
    ...(amount !== null ? [t(($) => $.slips.amountFrom)] : []),
    ...(text !== '' ? [t(($) => $.slips.textFrom)] : []),
    ...(alike ? [alike.number === null ? t(($) => $.slips.linesOfKept, { text: alike.text }) : t(($) => $.slips.linesOf, { number: alike.number, text: alike.text })] : []),
  ];
  return <p className="text2" style={{ margin: 0 }}>{said.length === 0 ? t(($) => $.slips.nothingGuessed) : t(($) => $.slips.guessed, { what: said.join(t(($) => $.slips.and)) })}</p>;
}
