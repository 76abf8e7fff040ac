import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Language } from '../../shared/units/language.ts';
import { useQueryOf } from '../client/use-shop.tsx';
import { ActionButton } from '../ui/actions/action-button.tsx';
import { useActions } from '../ui/actions/use-actions.ts';
import { Loading } from '../ui/loading.tsx';
import { ProblemPanel } from '../ui/problem-panel.tsx';
import { Screen, Trail } from '../ui/screen.tsx';
import { type ChosenPaper, PaperLanguage, ShownPaper, usePaperActs } from './paper-desk.tsx';

/** The pick list of a wave as paper, with the labels of its totes. Reached by P it goes to the printer by itself, once. */
export function WavePaperScreen() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const { pickWaveId } = useParams({ from: '/ship/$pickWaveId/paper' });
  const { print = false } = useSearch({ from: '/ship/$pickWaveId/paper' });
  const wave = useQueryOf('wave.get', { pickWaveId: Number(pickWaveId) });
  const [language, setLanguage] = useState<Language>();
  const chosen: ChosenPaper | undefined = wave.data && { kind: 'pickList', number: wave.data.number };
  const acts = usePaperActs(chosen, language);
  const printed = useRef(false);
  const onDrawn = (): void => {
    if (!print || printed.current) return;
    printed.current = true;
    acts.print.run();
  };
  const back = { id: 'papers.back', label: t(($) => $.keys.back), group: t(($) => $.keys.here), keys: 'escape', onlyKey: true, run: () => void navigate({ to: '/ship/$pickWaveId', params: { pickWaveId } }) };
  useActions('screen', [...(chosen ? [acts.print, acts.save] : []), back]);
  return (
    <Screen
      title={<Trail parent={<Link to="/ship/$pickWaveId" params={{ pickWaveId }}>{wave.data?.number ?? ''}</Link>}>{t(($) => $.papers.kinds.pickList)}</Trail>}
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
        {wave.error !== null && <ProblemPanel problem={wave.error} />}
        {chosen ? <ShownPaper chosen={chosen} language={language} onDrawn={onDrawn} /> : wave.isPending && <Loading widths={[240, 120]} />}
      </div>
    </Screen>
  );
}
