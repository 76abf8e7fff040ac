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
import '../ui/styles/labels.css';
import '../ui/styles/till.css';
import '../ui/styles/budget.css';
import '../ui/styles/promotion.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import type { ShopClient } from '../client/shop-client.ts';
import { App } from './app.tsx';

/** Draws the renderer into the page. */
export function mount(client: ShopClient): void {
  const root = document.getElementById('root');
  if (!root) throw new Error('the page has no root element');
  createRoot(root).render(
    <StrictMode>
      <App client={client} />
    </StrictMode>,
  );
}
