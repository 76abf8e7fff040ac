import { create } from 'zustand';

/** One thing a person can do now: a line of the palette, a key of the sheet and often a button are all made from it. */
export interface Action {
  readonly id: string;
  readonly label: string;
  /** Heading in the palette and the sheet. */
  readonly group: string;
  readonly keys?: string;
  readonly detail?: string;
  readonly icon?: React.ReactNode;
  /** Moves and the like: on the sheet, not in the palette. */
  readonly onlyKey?: boolean;
  /** Still works while typing: for keys with Ctrl that submit or open the palette. */
  readonly whileTyping?: boolean;
  run(): void;
}

/** Who answers first when two things want one key: what floats above what it floats over. */
export const layers = { shell: 0, screen: 1, peek: 2, bulk: 3, dialog: 4 } as const;
export type Layer = keyof typeof layers;

interface Registered {
  readonly token: symbol;
  readonly layer: Layer;
  readonly actions: readonly Action[];
}

interface Registry {
  readonly sets: readonly Registered[];
  put(token: symbol, layer: Layer, actions: readonly Action[]): void;
  drop(token: symbol): void;
}

export const useActionRegistry = create<Registry>((set) => ({
  sets: [],
  put: (token, layer, actions) => set(({ sets }) => ({ sets: sorted(withSet(sets, { token, layer, actions })) })),
  drop: (token) => set(({ sets }) => ({ sets: sets.filter((one) => one.token !== token) })),
}));

/** An update keeps its place; a newcomer comes first in its layer, so that the innermost part wins. */
function withSet(sets: readonly Registered[], changed: Registered): Registered[] {
  const known = sets.some((one) => one.token === changed.token);
  return known ? sets.map((one) => (one.token === changed.token ? changed : one)) : [changed, ...sets];
}

const sorted = (sets: Registered[]): Registered[] => sets.sort((a, b) => layers[b.layer] - layers[a.layer]);

/** Does what a thing elsewhere on the screen offers; nothing where it is not offered. */
export const runAction = (id: string): void =>
  useActionRegistry
    .getState()
    .sets.flatMap(({ actions }) => actions)
    .find((action) => action.id === id)
    ?.run();

/** Every action there is now, the nearest first. A dialog hides what is under it; a key that something above has taken is not offered. */
export function liveActions(sets: readonly Registered[]): Action[] {
  const dialogs = sets.filter((one) => one.layer === 'dialog');
  const shown = dialogs.length > 0 ? dialogs : sets;
  const taken = new Map<string, Layer>();
  for (const { layer, actions } of shown) for (const { keys } of actions) if (keys !== undefined && !taken.has(keys)) taken.set(keys, layer);
  return shown.flatMap(({ layer, actions }) => actions.map((action) => (action.keys === undefined || taken.get(action.keys) === layer ? action : withoutKey(action))));
}

function withoutKey({ keys: _taken, ...action }: Action): Action {
  return action;
}
