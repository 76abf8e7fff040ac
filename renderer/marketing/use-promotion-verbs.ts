import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { InputOf } from '../client/methods.ts';
import { useCommand } from '../client/use-shop.tsx';
import type { Action } from '../ui/actions/action-registry.ts';
import { useToasts } from '../ui/toast.tsx';
import type { Promotion } from './promotion-draft.ts';

export interface PromotionVerbs {
  readonly save: (terms: InputOf<'promotion.create'>) => void;
  readonly saving: boolean;
  readonly arm: Action;
  readonly armFor: (reason: string) => void;
  readonly arming: boolean;
  readonly disarm: Action;
  readonly remove: Action;
  readonly armProblem: unknown;
  readonly problem: unknown;
}

/** What can be done with a promotion; every toast takes its act back. */
export function usePromotionVerbs(promotion: Promotion | undefined, onSaved: () => void): PromotionVerbs {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const show = useToasts((toasts) => toasts.show);
  const [create, change, remove, arm, disarm] = [useCommand('promotion.create'), useCommand('promotion.change'), useCommand('promotion.remove'), useCommand('promotion.arm'), useCommand('promotion.disarm')];
  const group = t(($) => $.promotions.title);
  const { id: promotionId = 0, name = '' } = promotion ?? {};
  const save = (terms: InputOf<'promotion.create'>): void => {
    if (create.isPending || change.isPending) return;
    arm.reset();
    // The bare keys act again once it is stored.
    if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
    const said = t(($) => $.promotions.saved, { name: terms.name });
    if (promotion) {
      change.mutate({ promotionId, ...terms }, { onSuccess: ({ before }) => (onSaved(), show(said, () => change.mutateAsync({ promotionId, ...before }))) });
    } else {
      create.mutate(terms, {
        onSuccess: (made) => {
          show(said, () => remove.mutateAsync(made).then(() => void navigate({ to: '/products/promotions' })));
          void navigate({ to: '/products/promotions/$promotionId', params: { promotionId: String(made.promotionId) }, replace: true });
        },
      });
    }
  };
  const armFor = (reason: string): void => {
    if (!arm.isPending) arm.mutate({ promotionId, reason }, { onSuccess: () => show(t(($) => $.promotions.armed, { name }), () => disarm.mutateAsync({ promotionId })) });
  };
  const takeBack = (): void => disarm.mutate({ promotionId }, { onSuccess: ({ before }) => show(t(($) => $.promotions.disarmed, { name }), () => arm.mutateAsync({ promotionId, ...before })) });
  const drop = (): void =>
    remove.mutate({ promotionId }, {
      onSuccess: ({ before }) => {
        show(t(($) => $.promotions.removed, { name }), () => create.mutateAsync(before));
        void navigate({ to: '/products/promotions' });
      },
    });
  return {
    save,
    saving: create.isPending || change.isPending,
    arm: { id: 'promotion.arm', label: t(($) => $.promotions.arm), group, keys: 'a', run: () => armFor('') },
    armFor,
    arming: arm.isPending,
    disarm: { id: 'promotion.disarm', label: t(($) => $.promotions.disarm), group, keys: 'd', run: takeBack },
    remove: { id: 'promotion.remove', label: t(($) => $.promotions.remove), group, keys: 'mod+backspace', run: drop },
    armProblem: arm.error,
    problem: create.error ?? change.error ?? remove.error ?? disarm.error,
  };
}
