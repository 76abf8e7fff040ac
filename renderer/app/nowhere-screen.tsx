import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { Screen } from '../ui/screen.tsx';

/** An address that leads to no screen: an old bookmark, or a mistyped one. */
export function NowhereScreen() {
  const { t } = useTranslation();
  return (
    <Screen title={t(($) => $.shell.nowhereTitle)}>
      <div className="column" style={{ padding: 16, gap: 12, alignItems: 'flex-start' }}>
        <p className="text2">{t(($) => $.shell.nowhereText)}</p>
        <Button component={Link} to="/">
          {t(($) => $.shell.backToToday)}
        </Button>
      </div>
    </Screen>
  );
}
