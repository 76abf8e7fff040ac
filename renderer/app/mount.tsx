import '@mantine/core/styles.css';
import '@mantine/spotlight/styles.css';
import '@fontsource-variable/inter/wght.css';
import '../ui/styles/base.css';
import '../ui/styles/shell.css';
import '../ui/styles/list.css';
import '../ui/styles/parts.css';
import '../ui/styles/scan.css';
import '../ui/styles/ship.css';
import '../ui/styles/import.css';
import '../ui/styles/slip.css';
import '../ui/styles/labels.css';
import '../ui/styles/till.css';
import '../ui/styles/budget.css';
import '../ui/styles/conflicts.css';
import '../ui/styles/promotion.css';
import '../ui/styles/phone.css';
import { type ReactNode, StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import type { ShopClient } from '../client/shop-client.ts';
import { App } from './app.tsx';
import { takePairingCode } from './phone/pairing.ts';
import { PhoneApp } from './phone/phone-app.tsx';

/** Draws the shop into the page. */
export const mount = (client: ShopClient): void => draw(<App client={client} />);

/** Draws what a phone shows. */
export const mountPhone = (): void => draw(<PhoneApp given={takePairingCode()} />);

function draw(app: ReactNode): void {
  const root = document.getElementById('root');
  if (!root) throw new Error('the page has no root element');
  createRoot(root).render(
    <StrictMode>
      {app}
    </StrictMode>,
  );
}
