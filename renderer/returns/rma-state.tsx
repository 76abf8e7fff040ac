import { useTranslation } from 'react-i18next';
import type { RmaState } from '../../shared/returns/rma-state.rules.ts';
import type { GlyphKind } from '../ui/glyph.tsx';
import { Status, Tag, tagTone } from '../ui/status.tsx';

const glyphs: Record<RmaState, GlyphKind> = { requested: 'look', authorised: 'wait', received: 'half', inspected: 'half', settled: 'done', declined: 'stop', cancelled: 'off' };

export function RmaStatus({ state }: { state: RmaState }) {
  const { t } = useTranslation();
  return <Status kind={glyphs[state]}>{t(($) => $.returns.states[state])}</Status>;
}

export function RmaTag({ state }: { state: RmaState }) {
  const { t } = useTranslation();
  return (
    <Tag kind={glyphs[state]} tone={tagTone[glyphs[state]]}>
      {t(($) => $.returns.states[state])}
    </Tag>
  );
}
