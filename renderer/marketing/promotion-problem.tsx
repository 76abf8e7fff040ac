import { Button, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { refusalOf } from '../client/problem.ts';
import { ProblemPanel } from '../ui/problem-panel.tsx';
import type { PromotionVerbs } from './use-promotion-verbs.ts';

/** What was refused; where only units lack, the reason for which it is armed all the same. */
export function PromotionProblem({ verbs }: { verbs: PromotionVerbs }) {
  const { t } = useTranslation();
  const [reason, setReason] = useState('');
  const { armProblem, problem } = verbs;
  if (armProblem === null || armProblem === undefined) return problem === null || problem === undefined ? null : <ProblemPanel problem={problem} />;
  if (refusalOf(armProblem)?.code !== 'promotion.short') return <ProblemPanel problem={armProblem} />;
  return (
    <ProblemPanel problem={armProblem}>
      <form
        className="row promotion-reason"
        onSubmit={(event) => {
          event.preventDefault();
          if (reason.trim() !== '') verbs.armFor(reason.trim());
        }}
      >
        <TextInput autoFocus maxLength={200} aria-label={t(($) => $.promotions.reason)} placeholder={t(($) => $.promotions.reason)} value={reason} onChange={(event) => setReason(event.currentTarget.value)} />
        <Button type="submit" variant="default" loading={verbs.arming}>
          {t(($) => $.promotions.armAnyway)}
        </Button>
      </form>
    </ProblemPanel>
  );
}
