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
import { type ChosenPaper, PaperLanguage, ShownPaper, usePaperActs } from './paper-desk.tsx';

/** What one supplier is asked the price of, as paper to be printed, saved and sent. */
export function QuotationPaperScreen() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const { requestId, supplierId } = useParams({ from: '/purchasing/quotations/$requestId/paper/$supplierId' });
  const request = useQueryOf('quotation.get', { quotationRequestId: Number(requestId) });
  const [language, setLanguage] = useState<Language>();
  const supplier = request.data?.suppliers.find((one) => one.supplierId === Number(supplierId));
  const chosen: ChosenPaper | undefined = supplier && { kind: 'quotationRequest', number: supplier.paper };
  const acts = usePaperActs(chosen, language);
  const back = { id: 'papers.back', label: t(($) => $.keys.back), group: t(($) => $.keys.here), keys: 'escape', onlyKey: true, run: () => void navigate({ to: '/purchasing/quotations/$requestId', params: { requestId } }) };
  useActions('screen', [...(chosen ? [acts.print, acts.save] : []), back]);
  return (
    <Screen
      title={<Trail parent={<Link to="/purchasing/quotations/$requestId" params={{ requestId }}>{request.data?.number ?? ''}</Link>}>{supplier?.name ?? ''}</Trail>}
      buttons={
        chosen && (
          <>
            <ActionButton action={acts.save} variant="default" loading={acts.saving} />
            <ActionButton action={acts.print} />
          </>
        )
      }
    >
      <div className="scroll paper-desk">
        <nav className="column" style={{ gap: 4 }} aria-label={t(($) => $.papers.language)}>
          <PaperLanguage language={language} own="shops" onChange={setLanguage} />
        </nav>
        {request.error !== null && <ProblemPanel problem={request.error} />}
        {chosen ? <ShownPaper chosen={chosen} language={language} /> : request.isPending && <Loading widths={[240, 120]} />}
      </div>
    </Screen>
  );
}
