import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useCommand, useQueryOf } from '../client/use-shop.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { ProblemPanel } from '../ui/problem-panel.tsx';
import { useToasts } from '../ui/toast.tsx';
import { useFormats } from '../ui/ui-context.tsx';

/** What decisions taught, each to be forgotten by one press. */
export function RulesDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const show = useToasts((toasts) => toasts.show);
  const rules = useQueryOf('bankRule.list', undefined);
  const remove = useCommand('bankRule.remove');
  const restore = useCommand('bankRule.restore');
  const problem = rules.error ?? remove.error ?? restore.error;
  const forget = (bankRuleId: number, payee: string): void =>
    remove.mutate({ bankRuleId }, { onSuccess: () => show(`${t(($) => $.banking.forget)}: ${payee}`, () => restore.mutateAsync({ bankRuleId })) });
  return (
    <Dialog title={t(($) => $.banking.rulesTitle)} onClose={onClose}>
      <p className="text2 text-wrap">{rules.data?.rows.length === 0 ? t(($) => $.banking.noRules) : t(($) => $.banking.rulesText)}</p>
      {problem !== null && <ProblemPanel problem={problem} />}
      {rules.data?.rows.map((rule) => (
        <div key={rule.id} className="peek-line">
          <span className="column" style={{ minWidth: 0 }}>
            <span className="medium ellipsis">{rule.payee}</span>
            <span className="caption text-wrap">
              {rule.direction === 'in' ? t(($) => $.banking.ruleIn) : t(($) => $.banking.ruleOut)} → {rule.account ?? rule.supplier}
              {rule.taxRate === null ? '' : ` · ${formats.percent(rule.taxRate)}`} · {t(($) => $.banking.times, { count: rule.times })}
            </span>
          </span>
          <Button variant="subtle" onClick={() => forget(rule.id, rule.payee)}>
            {t(($) => $.banking.forget)}
          </Button>
        </div>
      ))}
    </Dialog>
  );
}
