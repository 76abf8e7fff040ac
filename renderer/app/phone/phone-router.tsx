import { createHashHistory, createRootRoute, createRoute, createRouter, Outlet } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { CountStation } from '../../counting/count-station.tsx';
import { PickStation } from '../../fulfilment/pick-station.tsx';
import { ReceiveScreen } from '../../purchasing/receive-screen.tsx';
import { useKeyboard } from '../../ui/actions/use-keyboard.ts';
import { useScanner } from '../../ui/scan/use-scanner.ts';
import { ToastOutlet } from '../../ui/toast.tsx';
import { ErrorBoundary } from '../error-boundary.tsx';
import { PhoneHome } from './phone-home.tsx';

/** A phone has no rail and no status bar: what it holds, and a station. */
function PhoneShell() {
  useScanner();
  useKeyboard();
  const { t } = useTranslation();
  return (
    <div className="shell shell-station">
      <div className="stage">
        <ErrorBoundary place={location.hash}>
          <Outlet />
        </ErrorBoundary>
        <ToastOutlet group={t(($) => $.keys.everywhere)} />
      </div>
    </div>
  );
}

// Whatever else a station leads to at the laptop is home here.
const root = createRootRoute({ component: PhoneShell, notFoundComponent: PhoneHome });
const under = { getParentRoute: () => root };

const screens = [
  createRoute({ ...under, path: '/', component: PhoneHome }),
  createRoute({ ...under, path: '/station/pick/$pickWaveId', component: PickStation }),
  createRoute({ ...under, path: '/station/receive/$orderId', component: ReceiveScreen }),
  createRoute({ ...under, path: '/station/count/$stocktakeId', component: CountStation }),
] as const;

export const makePhoneRouter = () => createRouter({ routeTree: root.addChildren(screens), history: createHashHistory() });
