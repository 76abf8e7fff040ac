import { useMantineColorScheme } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { palette } from '../ui/actions/palette.tsx';
import { useActions } from '../ui/actions/use-actions.ts';
import { languageNames, languages } from '../../shared/units/language.ts';
import { usePreferences } from './preferences.store.ts';
import { places } from './rail.tsx';

/** What can be done from everywhere: go to a screen (G then its letter; a comma before what is set up or seldom), find, see the keys, switch person, language, light. */
export function useShellActions({ openSheet, switchUser, openJobs }: { openSheet: () => void; switchUser: () => void; openJobs?: () => void }): void {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const speak = usePreferences((preferences) => preferences.speak);
  const { setColorScheme } = useMantineColorScheme();
  const everywhere = t(($) => $.keys.everywhere);
  const settings = t(($) => $.shell.settings);
  useActions('shell', [
    ...places.map(({ id, to, letter, icon: Icon }) => ({
      id: `go.${id}`,
      label: t(($) => $.shell[id]),
      group: t(($) => $.keys.goTo),
      keys: `g ${letter}`,
      icon: <Icon size={16} stroke={1.6} />,
      run: () => void navigate({ to }),
    })),
    { id: 'go.newOrder', label: t(($) => $.newOrder.title), group: t(($) => $.shell.orders), keys: 'g f', run: () => void navigate({ to: '/orders/new' }) },
    { id: 'go.till', label: t(($) => $.till.title), group: t(($) => $.keys.goTo), keys: 'g i', run: () => void navigate({ to: '/station/till' }) },
    { id: 'go.exceptions', label: t(($) => $.desk.queue), group: t(($) => $.keys.goTo), keys: 'g q', run: () => void navigate({ to: '/orders/exceptions' }) },
    { id: 'go.day', label: t(($) => $.day.go), group: t(($) => $.keys.goTo), keys: 'g d', run: () => void navigate({ to: '/day' }) },
    { id: 'go.month', label: t(($) => $.month.go), group: t(($) => $.keys.goTo), keys: 'g y', run: () => void navigate({ to: '/money/month' }) },
    { id: 'go.closing', label: t(($) => $.closing.title), group: t(($) => $.shell.money), keys: ', y', run: () => void navigate({ to: '/money/closing' }) },
    { id: 'go.campaigns', label: t(($) => $.centres.title), group: t(($) => $.shell.money), keys: ', g', run: () => void navigate({ to: '/money/campaigns' }) },
    { id: 'go.ads', label: t(($) => $.ads.title), group: t(($) => $.shell.money), keys: ', v', run: () => void navigate({ to: '/money/ads' }) },
    { id: 'go.practice', label: t(($) => $.practice.title), group: t(($) => $.shell.channels), keys: ', t', run: () => void navigate({ to: '/channels/practice' }) },
    { id: 'go.recurring', label: t(($) => $.recurring.title), group: t(($) => $.shell.money), keys: ', j', run: () => void navigate({ to: '/money/recurring' }) },
    { id: 'go.papers', label: t(($) => $.papers.looks), group: settings, keys: ', p', run: () => void navigate({ to: '/settings/papers' }) },
    { id: 'go.labels', label: t(($) => $.labels.title), group: t(($) => $.keys.goTo), keys: 'g l', run: () => void navigate({ to: '/labels' }) },
    { id: 'go.move', label: t(($) => $.move.title), group: t(($) => $.keys.goTo), keys: 'g v', run: () => void navigate({ to: '/station/move' }) },
    { id: 'go.returns', label: t(($) => $.returns.title), group: t(($) => $.keys.goTo), keys: 'g x', run: () => void navigate({ to: '/returns' }) },
    { id: 'go.repairs', label: t(($) => $.returns.tabs.repairs), group: t(($) => $.keys.goTo), keys: ', r', run: () => void navigate({ to: '/returns/repairs' }) },
    { id: 'go.receive', label: t(($) => $.receiving.goWithout), group: t(($) => $.shell.purchasing), keys: ', i', run: () => void navigate({ to: '/station/receive', search: {} }) },
    { id: 'go.replenishment', label: t(($) => $.replenishment.title), group: t(($) => $.keys.goTo), keys: 'g w', run: () => void navigate({ to: '/purchasing/plan' }) },
    { id: 'go.cashRelease', label: t(($) => $.cashRelease.title), group: t(($) => $.shell.reports), keys: ', k', run: () => void navigate({ to: '/reports/cash' }) },
    { id: 'go.promotions', label: t(($) => $.promotions.title), group: t(($) => $.keys.goTo), keys: 'g j', run: () => void navigate({ to: '/products/promotions' }) },
    { id: 'go.wave', label: t(($) => $.ship.build), group: t(($) => $.ship.title), keys: 'w', run: () => void navigate({ to: '/ship', search: { build: true } }) },
    { id: 'go.pack', label: t(($) => $.packing.title), group: t(($) => $.keys.goTo), keys: 'g a', run: () => void navigate({ to: '/station/pack', search: {} }) },
    { id: 'go.slotting', label: t(($) => $.slotting.title), group: t(($) => $.ship.title), keys: ', s', run: () => void navigate({ to: '/ship/slotting' }) },
    { id: 'go.carriers', label: t(($) => $.carriers.settings), group: settings, keys: ', c', run: () => void navigate({ to: '/settings/carriers' }) },
    { id: 'go.shipFrom', label: t(($) => $.shipFrom.title), group: settings, keys: ', f', run: () => void navigate({ to: '/settings/ship-from' }) },
    { id: 'go.notices', label: t(($) => $.notices.settings), group: settings, keys: ', n', run: () => void navigate({ to: '/settings/notices' }) },
    { id: 'palette', label: t(($) => $.keys.palette), group: everywhere, keys: 'mod+k', onlyKey: true, whileTyping: true, run: palette.toggle },
    { id: 'sheet', label: t(($) => $.keys.sheet), group: everywhere, keys: '?', run: openSheet },
    ...(openJobs ? [{ id: 'jobs', label: t(($) => $.jobs.open), group: everywhere, keys: 'g z', run: openJobs }] : []),
    { id: 'switchUser', label: t(($) => $.shell.switchUser), group: everywhere, keys: 'g u', run: switchUser },
    ...languages.map((language, index) => ({ id: `language.${language}`, label: languageNames[language], group: settings, keys: `, ${index + 1}`, run: () => speak(language) })),
    ...(['light', 'dark', 'auto'] as const).map((scheme) => ({ id: `theme.${scheme}`, label: t(($) => $.settings.themes[scheme]), group: settings, keys: `, ${scheme.charAt(0)}`, run: () => setColorScheme(scheme) })),
  ]);
}
