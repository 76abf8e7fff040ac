import { MantineProvider } from '@mantine/core';
import type { AnyRouter } from '@tanstack/react-router';
import { type ReactNode, useEffect } from 'react';
import { I18nextProvider } from 'react-i18next';
import { styleNonce } from '../client/page-policy.ts';
import type { ShopClient } from '../client/shop-client.ts';
import { ShopProvider } from '../client/use-shop.tsx';
import { cssVariables } from '../ui/css-variables.ts';
import { theme } from '../ui/theme.ts';
import { Gate, Speaking } from './gate.tsx';
import { startLanguages } from './languages/i18n.ts';
import { ownPlace } from './places.ts';
import { usePreferences } from './preferences.store.ts';
import { makeShopRouter } from './router.tsx';

const i18n = startLanguages(usePreferences.getState().language);

/** The whole renderer over one client. */
export function App({ client, makeRouter = makeShopRouter }: { client: ShopClient; makeRouter?: () => AnyRouter }) {
  return (
    <Look>
      <ShopProvider client={client}>
        <Gate makeRouter={makeRouter} />
      </ShopProvider>
    </Look>
  );
}

/** A screen before there is a shop: it speaks and looks like the rest. */
export function Frame({ children }: { children: ReactNode }) {
  return (
    <Look>
      <ShopProvider client={nobody}>
        <Speaking place={ownPlace(usePreferences.getState().language)}>{children}</Speaking>
      </ShopProvider>
    </Look>
  );
}

/** The client of a page that reaches no shop yet. */
const nobody: ShopClient = {
  call: () => Promise.reject(new Error('There is no shop yet')),
  onNews: () => () => undefined,
  onJobs: () => () => undefined,
  onConnection: () => () => undefined,
  close: () => undefined,
};

function Look({ children }: { children: ReactNode }) {
  useSpokenLanguage();
  return (
    <MantineProvider theme={theme} cssVariablesResolver={cssVariables} defaultColorScheme="auto" getStyleNonce={styleNonce}>
      <I18nextProvider i18n={i18n}>{children}</I18nextProvider>
    </MantineProvider>
  );
}

/** The page's `lang` chooses the Chinese face: Simplified glyphs in a Traditional text read as misprints. */
function useSpokenLanguage(): void {
  const language = usePreferences((preferences) => preferences.language);
  useEffect(() => {
    document.documentElement.lang = language;
    void i18n.changeLanguage(language);
  }, [language]);
}
