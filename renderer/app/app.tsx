import { MantineProvider } from '@mantine/core';
import { useEffect } from 'react';
import { I18nextProvider } from 'react-i18next';
import { styleNonce } from '../client/page-policy.ts';
import type { ShopClient } from '../client/shop-client.ts';
import { ShopProvider } from '../client/use-shop.tsx';
import { cssVariables } from '../ui/css-variables.ts';
import { theme } from '../ui/theme.ts';
import { Gate } from './gate.tsx';
import { startLanguages } from './languages/i18n.ts';
import { usePreferences } from './preferences.store.ts';

const i18n = startLanguages(usePreferences.getState().language);

/** The whole renderer over one client. */
export function App({ client }: { client: ShopClient }) {
  useSpokenLanguage();
  return (
    <MantineProvider theme={theme} cssVariablesResolver={cssVariables} defaultColorScheme="auto" getStyleNonce={styleNonce}>
      <I18nextProvider i18n={i18n}>
        <ShopProvider client={client}>
          <Gate />
        </ShopProvider>
      </I18nextProvider>
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
