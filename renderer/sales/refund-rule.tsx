import { NumberInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useCommand, useQueryOf } from '../client/use-shop.tsx';
import { ProblemPanel } from '../ui/problem-panel.tsx';
import { Section } from '../ui/section.tsx';
import { useToasts } from '../ui/toast.tsx';

/** After how many days somebody is asked about a refund the channel has not told of; stored when the field is left. */
export function RefundRule() {
  const { t } = useTranslation();
  const show = useToasts((toasts) => toasts.show);
  const days = useQueryOf('refund.rule', undefined).data?.confirmDays;
  const set = useCommand('refund.setRule');
  const [typed, setTyped] = useState<number>();
  const settle = (): void => {
    if (typed !== undefined && typed >= 1 && typed <= 90 && typed !== days) {
      set.mutate({ confirmDays: typed }, { onSuccess: ({ before }) => show(t(($) => $.checks.refundSaved), () => set.mutateAsync(before)) });
    }
    setTyped(undefined);
  };
  return (
    <section>
      <Section title={t(($) => $.checks.refundTitle)} />
      <p className="text2 text-wrap">{t(($) => $.checks.refundIntro)}</p>
      <label className="row text2" style={{ gap: 6 }}>
        {t(($) => $.checks.refundAfter)}
        <NumberInput hideControls w={56} min={1} max={90} value={typed ?? days ?? ''} onChange={(value) => setTyped(Number(value) || undefined)} onBlur={settle} styles={{ input: { textAlign: 'right' } }} />
        {t(($) => $.checks.refundUnit)}
      </label>
      {set.error !== null && <ProblemPanel problem={set.error} />}
    </section>
  );
}
