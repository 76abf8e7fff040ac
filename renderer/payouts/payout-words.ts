import { useTranslation } from 'react-i18next';
import { type NamingRole, namingRoles } from '../../shared/payouts/line-kind.rules.ts';
import type { OutputOf } from '../client/methods.ts';
import type { GlyphKind } from '../ui/glyph.tsx';
import { useFormats } from '../ui/ui-context.tsx';

export type Payout = OutputOf<'settlement.get'>;
export type PayoutRow = OutputOf<'settlement.list'>['rows'][number];
export type PayoutLine = Payout['lines'][number];

const isNaming = (role: string): role is NamingRole => namingRoles.some((one) => one === role);

const glyphs: Record<PayoutLine['is'], GlyphKind> = { settles: 'done', part: 'half', beyond: 'look', left: 'off', named: 'done', itself: 'done', unplaced: 'look' };

/** What a line, an account and a state are called. */
export function usePayoutWords() {
  const { t } = useTranslation();
  const formats = useFormats();
  const role = (name: string): string => (isNaming(name) ? t(($) => $.payouts.roles[name]) : name);
  return {
    role,
    kind: ({ kind, feeKind }: Pick<PayoutLine, 'kind' | 'feeKind'>): string => (feeKind === null ? t(($) => $.payouts.kinds[kind]) : t(($) => $.payouts.feeKinds[feeKind])),
    glyph: ({ is }: PayoutLine): GlyphKind => glyphs[is],
    /** Where a line belongs and why, in a few words. */
    place: (line: PayoutLine): string => {
      if (line.is === 'unplaced') return t(($) => $.payouts.is.unplaced);
      if (line.is === 'named') return role(line.role ?? '');
      if (line.is === 'itself') return line.orderNumber === null ? t(($) => $.payouts.is.itself) : t(($) => $.payouts.is.toldOrder);
      if (line.is === 'beyond') return t(($) => $.payouts.is.beyond, { amount: formats.signed(line.beyond) });
      const found = line.foundBy === null ? '' : ` · ${t(($) => $.payouts.found[line.foundBy ?? 'number'])}`;
      return `${t(($) => $.payouts.is[line.is])}${found}`;
    },
  };
}

/** A state's shape: to reconcile, on its way, arrived. */
export const glyphOf = ({ state, toDecide, residual }: Pick<PayoutRow, 'state' | 'toDecide' | 'residual'>): GlyphKind =>
  state === 'arrived' ? 'done' : state === 'onTheWay' ? 'wait' : toDecide > 0 || residual !== 0 ? 'look' : 'half';
