import { Link, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { dayOf } from '../../shared/units/calendar.ts';
import type { InputOf } from '../client/methods.ts';
import { useQueryOf } from '../client/use-shop.tsx';
import type { Action } from '../ui/actions/action-registry.ts';
import { ActionButton } from '../ui/actions/action-button.tsx';
import { isTyping } from '../ui/actions/key-names.ts';
import { useActions } from '../ui/actions/use-actions.ts';
import { useNow } from '../ui/now.ts';
import { Screen, Trail } from '../ui/screen.tsx';
import { Tag, tagTone } from '../ui/status.tsx';
import { useFormats } from '../ui/ui-context.tsx';
import { draftOf, nextWeekend, type Promotion, type PromotionDraft, termsOf } from './promotion-draft.ts';
import { ArmedTerms } from './promotion-armed.tsx';
import { PromotionForm } from './promotion-form.tsx';
import { PromotionProblem } from './promotion-problem.tsx';
import { PromotionSimulation } from './promotion-simulation.tsx';
import { promotionGlyph } from './use-promotion-words.ts';
import { usePromotionVerbs } from './use-promotion-verbs.ts';

/** The terms on the left, what they would have made of the last 90 days on the right; what is armed is only looked at. */
export function PromotionEditor({ promotion }: { promotion?: Promotion }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const fresh = useFreshDraft();
  const [typed, setTyped] = useState<PromotionDraft>();
  const [tried, setTried] = useState(false);
  const stored = promotion && draftOf(promotion);
  const draft = typed ?? stored ?? fresh;
  const frozen = promotion !== undefined && promotion.armedAt !== null;
  const terms = termsOf(draft);
  const changed = typed !== undefined && JSON.stringify(typed) !== JSON.stringify(stored);
  const verbs = usePromotionVerbs(promotion, () => setTyped(undefined));
  const save = (): void => {
    setTried(true);
    if (terms && !frozen) verbs.save(terms);
  };
  const simulation = useQueryOf('promotion.simulate', askedOf(draft, terms, promotion?.id ?? null), { enabled: terms !== undefined });
  const found = terms && simulation.data;
  // One layer at a time: out of a field first, so that bare keys act again.
  const leave = (): void => {
    const focused = document.activeElement;
    if (focused instanceof HTMLElement && isTyping(focused)) focused.blur();
    else void navigate({ to: '/products/promotions' });
  };
  const group = t(($) => $.promotions.title);
  const keep: Action = { id: 'promotion.save', label: t(($) => $.promotions.save), group, keys: 'mod+enter', whileTyping: true, run: save };
  const mayArm = promotion?.state === 'draft' && !changed;
  useActions('screen', [...(frozen ? [] : [keep]), ...(mayArm ? [verbs.arm, verbs.remove] : []), ...(frozen ? [verbs.disarm] : []), { id: 'promotion.back', label: t(($) => $.keys.back), group, keys: 'escape', onlyKey: true, run: leave }]);
  return (
    <Screen
      title={<Trail parent={<Link to="/products/promotions">{group}</Link>}>{promotion?.name ?? t(($) => $.promotions.create)}</Trail>}
      side={promotion && <Tag kind={promotionGlyph[promotion.state]} tone={tagTone[promotionGlyph[promotion.state]]}>{t(($) => $.promotions.states[promotion.state])}</Tag>}
      buttons={
        <>
          {mayArm && <ActionButton action={verbs.remove} variant="subtle" />}
          {!frozen && <ActionButton action={keep} variant={mayArm ? 'default' : 'filled'} loading={verbs.saving} />}
          {mayArm && <ActionButton action={verbs.arm} loading={verbs.arming} />}
          {frozen && <ActionButton action={verbs.disarm} variant="default" />}
        </>
      }
    >
      <div className="scroll promotion-page">
        <section className="promotion-terms">
          <PromotionProblem verbs={verbs} />
          {frozen ? <ArmedTerms promotion={promotion} goods={found?.goods} /> : <PromotionForm draft={draft} tried={tried} isNew={promotion === undefined} goods={found?.goods} onChange={setTyped} />}
        </section>
        <section className="promotion-result">
          <PromotionSimulation days={draft} asked={terms !== undefined} found={found} problem={terms ? simulation.error : null} />
        </section>
      </div>
    </Screen>
  );
}

/** What the simulation is asked; nothing while the terms are not there. */
function askedOf({ firstOn, lastOn }: PromotionDraft, terms: InputOf<'promotion.create'> | undefined, promotionId: number | null): InputOf<'promotion.simulate'> {
  const { variantIds = [], channelIds = [], percentOff = null, amount = null } = terms ?? {};
  return { firstOn, lastOn, variantIds, channelIds, percentOff, amount, promotionId };
}

/** The coming weekend, named after its first day. */
function useFreshDraft(): PromotionDraft {
  const { t } = useTranslation();
  const formats = useFormats();
  const now = useNow();
  const days = nextWeekend(dayOf(now, formats.timeZone));
  return { name: t(($) => $.promotions.weekend, { from: formats.day(days.firstOn) }), ...days, goods: [], channelIds: [], percentOff: null, amount: null, units: null };
}
