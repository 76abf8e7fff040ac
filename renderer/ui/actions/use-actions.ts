import { useEffect, useRef } from 'react';
import { type Action, type Layer, useActionRegistry } from './action-registry.ts';

/**
 * Offers actions while the caller is on the screen. Give the same list on every render; what `run` closes over is kept
 * fresh, and the registry hears only of changed ids, labels and keys.
 */
export function useActions(layer: Layer, actions: readonly Action[]): void {
  const token = useRef(Symbol(layer));
  const latest = useRef(actions);
  useEffect(() => {
    latest.current = actions;
  });
  const shape = actions.map(({ id, label, keys, detail }) => [id, label, keys, detail].join('\u0000')).join('\u0001');
  useEffect(() => {
    const { put } = useActionRegistry.getState();
    put(token.current, layer, latest.current.map(keptFresh(latest)));
  }, [layer, shape]);
  useEffect(() => {
    const mine = token.current;
    return () => useActionRegistry.getState().drop(mine);
  }, []);
}

const keptFresh =
  (latest: { readonly current: readonly Action[] }) =>
  (action: Action): Action => ({ ...action, run: () => latest.current.find((one) => one.id === action.id)?.run() });
