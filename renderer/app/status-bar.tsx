import { Menu } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useConnected } from '../client/use-shop.tsx';
import { Glyph, type GlyphKind } from '../ui/glyph.tsx';
import { type Job, JobsTray } from '../ui/jobs-tray.tsx';
import { languageMarks, languageNames, languages } from '../../shared/units/language.ts';
import { usePreferences } from './preferences.store.ts';

/** One quiet fact about the shop; opens the screen that explains it. */
export interface Fact {
  readonly id: string;
  readonly kind: GlyphKind;
  readonly words: string;
  readonly to: '/' | '/channels' | '/settings' | '/money';
}

interface StatusBarProps {
  facts: readonly Fact[];
  jobs: readonly Job[];
  tray: { opened: boolean; onChange: (opened: boolean) => void };
  who: string;
  onSwitchUser: () => void;
}

export function StatusBar({ facts, jobs, tray, who, onSwitchUser }: StatusBarProps) {
  const { t } = useTranslation();
  const connected = useConnected();
  return (
    <footer className="status-bar">
      {!connected && (
        <span className="status-fact" role="status">
          <Glyph kind="off" tone="warn" size={12} />
          {t(($) => $.shell.offline)}
        </span>
      )}
      {facts.map((fact) => (
        <Link key={fact.id} to={fact.to} className="status-fact">
          <Glyph kind={fact.kind} size={12} />
          {fact.words}
        </Link>
      ))}
      <span className="spring" />
      {jobs.length > 0 && <JobsTray summary={t(($) => $.shell.jobs, { count: jobs.length })} jobs={jobs} {...tray} />}
      <button type="button" className="status-fact" onClick={onSwitchUser} title={t(($) => $.shell.switchUser)}>
        {who}
      </button>
      <LanguageMenu />
    </footer>
  );
}

function LanguageMenu() {
  const { t } = useTranslation();
  const { language, speak } = usePreferences();
  return (
    <Menu position="top-end">
      <Menu.Target>
        <button type="button" className="status-fact" aria-label={`${languageMarks[language]}, ${t(($) => $.firstRun.language)}`}>
          {languageMarks[language]}
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        {languages.map((one) => (
          <Menu.Item key={one} fz={13} lang={one} onClick={() => speak(one)}>
            {languageNames[one]}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
