import { useEffect, useState } from 'react';
import { usePreferences } from './preferences.store.ts';

type Match = (label: string, query: string) => boolean;

const byLetters: Match = (label, query) => label.toLowerCase().includes(query.trim().toLowerCase());

/** Whether a label answers what was typed. In Chinese also by pinyin and its initials; that table is read only then. */
export function useLabelMatch(): Match {
  const chinese = usePreferences((preferences) => preferences.language !== 'en');
  const [match, setMatch] = useState<Match>(() => byLetters);
  useEffect(() => {
    if (!chinese) return;
    let gone = false;
    void import('pinyin-pro').then(({ match: pinyin }) => {
      if (!gone) setMatch(() => (label: string, query: string) => byLetters(label, query) || pinyin(label, query.trim()) !== null);
    });
    return () => {
      gone = true;
    };
  }, [chinese]);
  return match;
}
