import { Link, useNavigate, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Language } from '../../shared/units/language.ts';
import { useQueryOf } from '../client/use-shop.tsx';
import { ActionButton } from '../ui/actions/action-button.tsx';
import { useActions } from '../ui/actions/use-actions.ts';
import { Loading } from '../ui/loading.tsx';
import { ProblemPanel } from '../ui/problem-panel.tsx';
import { Screen, Trail } from '../ui/screen.tsx';
import { type ChosenPaper, PaperLanguage, PaperPrinters, ShownPaper, usePaperActs } from './paper-desk.tsx';

/** A customer's statement of account as it is printed: every movement by its day, and what is owed in the end. */
export function StatementScreen() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const customerId = Number(useParams({ from: '/customers/$customerId/statement' }).customerId);
  const customer = useQueryOf('customer.get', { customerId });
  const [language, setLanguage] = useState<Language>();
  const chosen: ChosenPaper | undefined = customer.data && { kind: 'statement', number: customer.data.number };
  const acts = usePaperActs(chosen, language);
  const leave = (): void => void navigate({ to: '/customers', search: { customer: customerId } });
  useActions('screen', [...(chosen ? [acts.print, acts.save] : []), { id: 'statement.back', label: t(($) => $.keys.back), group: t(($) => $.keys.here), keys: 'escape', onlyKey: true, run: leave }]);
  return (
    <Screen
      title={<Trail parent={<Link to="/customers" search={{ customer: customerId }}>{customer.data?.name ?? ''}</Link>}>{t(($) => $.papers.kinds.statement)}</Trail>}
      buttons={
        chosen && (
          <>
            <ActionButton action={acts.save} variant="default" loading={acts.saving} />
            <ActionButton action={acts.print} />
          </>
        )
      }
    >
      {customer.error !== null && <ProblemPanel problem={customer.error} />}
      <div className="scroll paper-desk">
        <nav className="column" style={{ gap: 4 }} aria-label={t(($) => $.papers.kinds.statement)}>
          <PaperLanguage language={language} onChange={setLanguage} />
          <PaperPrinters chosen={chosen} language={language} />
        </nav>
        {chosen ? <ShownPaper chosen={chosen} language={language} /> : <Loading widths={[240, 120]} />}
      </div>
    </Screen>
  );
}
