import type { Action } from '../actions/action-registry.ts';
import { useUi } from '../ui-context.tsx';
import type { List } from './use-list.ts';

export interface ListWords {
  readonly group: string;
  readonly next: string;
  readonly previous: string;
  readonly select: string;
  readonly extend: string;
  readonly selectAll: string;
}

/** The words come with the ui's own, because every list has the same keys. */
export function useListWords(): ListWords {
  return useUi().words.list;
}

/** The keys every list has: J K and arrows move, X ticks, Shift ↓ extends, Ctrl A takes the page. */
export function listActions<Row>(list: List<Row>, words: ListWords): Action[] {
  const move = (id: string, label: string, keys: string, by: number): Action => ({
    id: `list.${id}`,
    label,
    group: words.group,
    keys,
    onlyKey: true,
    run: () => list.move(by),
  });
  return [
    move('next', words.next, 'j', 1),
    move('previous', words.previous, 'k', -1),
    move('down', words.next, 'arrowdown', 1),
    move('up', words.previous, 'arrowup', -1),
    { id: 'list.tick', label: words.select, group: words.group, keys: 'x', onlyKey: true, run: () => list.toggle(list.cursor) },
    { id: 'list.extend', label: words.extend, group: words.group, keys: 'shift+arrowdown', onlyKey: true, run: () => list.extend(1) },
    { id: 'list.all', label: words.selectAll, group: words.group, keys: 'mod+a', onlyKey: true, run: () => list.selectAll() },
  ];
}
