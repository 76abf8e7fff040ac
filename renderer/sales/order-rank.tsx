import { useTranslation } from 'react-i18next';
import type { OutputOf } from '../client/methods.ts';
import { Pairs, Section } from '../ui/section.tsx';
import { useFormats } from '../ui/ui-context.tsx';

export type Ranked = Pick<OutputOf<'priority.queue'>['rows'][number], 'score' | 'parts'>;

/** Why an order stands where it does: points of each kind, times their weight. */
export function OrderRank({ rank }: { rank: Ranked }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const parts = rank.parts.filter(({ score }) => score > 0).toSorted((a, b) => b.score - a.score);
  return (
    <div style={{ marginBottom: 16 }}>
      <Section title={t(($) => $.priority.why)} side={formats.count(rank.score)} />
      <Pairs rows={parts.map(({ term, points, weight, score }) => [t(($) => $.priority.part, { term: t(($) => $.priority.terms[term]), points, weight }), formats.count(score)] as const)} />
    </div>
  );
}
