import { type AnyRouter, RouterProvider } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import { useQueryOf } from '../client/use-shop.tsx';
import { DensityContext } from '../ui/density.ts';
import { Loading } from '../ui/loading.tsx';
import { ProblemPanel } from '../ui/problem-panel.tsx';
import { UiProvider } from '../ui/ui-context.tsx';
import { FirstRunScreen } from './first-run-screen.tsx';
import { densities, usePreferences } from './preferences.store.ts';
import { ownPlace } from './places.ts';
import { SignInScreen } from './sign-in-screen.tsx';
import { type Place, useUiValue } from './use-ui-value.ts';

/** What stands before the shop: no shop yet, nobody signed in, or the shop itself. */
export function Gate({ makeRouter }: { makeRouter: () => AnyRouter }) {
  const session = useQueryOf('session.get', undefined);
  const ready = session.data?.hasShop === true && session.data.user !== null;
  const shop = useQueryOf('shop.get', undefined, { enabled: ready });
  const place = shop.data ? { currency: shop.data.baseCurrency, timeZone: shop.data.timeZone } : ownPlace(usePreferences.getState().language);
  return <Speaking place={place}>{inside()}</Speaking>;

  function inside(): ReactNode {
    const problem = session.error ?? shop.error;
    if (problem) return <AtDoor problem={problem} onRetry={() => void Promise.all([session.refetch(), shop.refetch()])} />;
    if (!session.data) return <Loading />;
    if (!session.data.hasShop) return <FirstRunScreen />;
    if (!session.data.user) return <SignInScreen users={session.data.users} />;
    return shop.data ? <Shop makeRouter={makeRouter} /> : <Loading />;
  }
}

export function Speaking({ place, children }: { place: Place; children: ReactNode }) {
  const density = usePreferences((preferences) => preferences.density);
  return (
    <UiProvider value={useUiValue(place)}>
      <DensityContext.Provider value={densities[density]}>{children}</DensityContext.Provider>
    </UiProvider>
  );
}

const AtDoor = ({ problem, onRetry }: { problem: unknown; onRetry: () => void }) => (
  <main style={{ maxWidth: 520, margin: '96px auto', padding: 16 }}>
    <ProblemPanel problem={problem} onRetry={onRetry} />
  </main>
);

function Shop({ makeRouter }: { makeRouter: () => AnyRouter }) {
  const [router] = useState(makeRouter);
  return <RouterProvider router={router} />;
}
