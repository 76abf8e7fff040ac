import { Modal } from '@mantine/core';
import { Outlet, useLocation } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useCommand, useQueryOf, useRefresh } from '../client/use-shop.tsx';
import { ShortcutSheet } from '../ui/actions/shortcut-sheet.tsx';
import { useKeyboard } from '../ui/actions/use-keyboard.ts';
import { useScanner } from '../ui/scan/use-scanner.ts';
import { ToastOutlet } from '../ui/toast.tsx';
import { AppPalette } from './app-palette.tsx';
import { ErrorBoundary } from './error-boundary.tsx';
import { Rail } from './rail.tsx';
import { Scanned } from './scanned.tsx';
import { useShellActions } from './shell-actions.tsx';
import { useShopFacts } from './shop-facts.ts';
import { SignInForm } from './sign-in-screen.tsx';
import { StatusBar } from './status-bar.tsx';
import { JobResultsDialog } from './job-results-dialog.tsx';
import { useJobs, useShopJobs } from './use-jobs.tsx';

/** The frame of the shop: rail, screen, status bar, palette, shortcuts, the toast. */
export function Shell() {
  useScanner();
  useKeyboard();
  const { t } = useTranslation();
  const [sheet, setSheet] = useState(false);
  const [switching, setSwitching] = useState(false);
  const shop = useQueryOf('shop.get', undefined);
  const session = useQueryOf('session.get', undefined);
  const { facts, needs } = useShopFacts();
  const [tray, setTray] = useState(false);
  const [results, setResults] = useState<number>();
  const shopJobs = useShopJobs();
  const jobs = useJobs(shopJobs, (jobId) => {
    setTray(false);
    setResults(jobId);
  });
  const shown = shopJobs.find(({ id }) => id === results);
  useShellActions({ openSheet: () => setSheet(true), switchUser: () => setSwitching(true), ...(jobs.length > 0 && { openJobs: () => setTray(true) }) });
  const { pathname } = useLocation();
  const user = session.data?.user;
  // Whoever scans has no rail: the panel is read from two metres.
  const atStation = pathname.startsWith('/station/');
  return (
    <div className={atStation ? 'shell shell-station' : 'shell'}>
      {!atStation && <Rail shopName={shop.data?.name ?? ''} needs={needs} onSheet={() => setSheet(true)} />}
      <div className="stage">
        <ErrorBoundary place={pathname}>
          <Outlet />
        </ErrorBoundary>
        <ToastOutlet group={t(($) => $.keys.everywhere)} />
      </div>
      {!atStation && <StatusBar facts={facts} jobs={jobs} tray={{ opened: tray, onChange: setTray }} who={user ? `${user.name} · ${t(($) => $.roles[user.role])}` : ''} onSwitchUser={() => setSwitching(true)} />}
      {shown && <JobResultsDialog job={shown} onClose={() => setResults(undefined)} />}
      <AppPalette />
      <Scanned />
      <ShortcutSheet opened={sheet} onClose={() => setSheet(false)} />
      <Modal opened={switching} onClose={() => setSwitching(false)} title={<span className="strong">{t(($) => $.session.title)}</span>} closeButtonProps={{ 'aria-label': t(($) => $.ui.close) }}>
        <SignInForm users={session.data?.users ?? []} {...(user && { besides: user.id })} onDone={() => setSwitching(false)} />
        <SignOut />
      </Modal>
    </div>
  );
}

function SignOut() {
  const { t } = useTranslation();
  const refresh = useRefresh();
  const signOut = useCommand('session.signOut');
  return (
    <button type="button" className="plain link" style={{ marginTop: 12 }} onClick={() => signOut.mutate(undefined, { onSuccess: () => void refresh() })}>
      {t(($) => $.shell.signOut)}
    </button>
  );
}
