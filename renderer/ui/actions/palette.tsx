import { createSpotlight, Spotlight, useSpotlight } from '@mantine/spotlight';
import { IconSearch } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { Key } from '../key.tsx';
import { useUi } from '../ui-context.tsx';
import { type Action, liveActions, useActionRegistry } from './action-registry.ts';

const [paletteStore, paletteControls] = createSpotlight();
export const palette = paletteControls;

export interface PaletteProps {
  /** Whether a label answers what was typed; pinyin initials are the app's business. */
  matches: (label: string, query: string) => boolean;
  /** Objects found in the shop for what was typed, already grouped by their kind. */
  found: readonly Action[];
  onQuery: (query: string) => void;
  foot: string;
}

/** One line to find or do anything: actions of this screen first, then screens, then the shop's own objects. */
export function Palette({ matches, found, onQuery, foot }: PaletteProps) {
  const { words } = useUi();
  const [query, setQuery] = useState('');
  const sets = useActionRegistry((registry) => registry.sets);
  const actions = [...liveActions(sets).filter((action) => !action.onlyKey && matches(action.label, query)), ...found];
  useFirstSelected(actions.map((action) => action.id).join());
  const change = (text: string): void => {
    setQuery(text);
    onQuery(text);
  };
  return (
    <Spotlight.Root
      store={paletteStore}
      query={query}
      onQueryChange={change}
      shortcut={null}
      size={640}
      maxHeight={440}
      scrollable
      centered={false}
      yOffset={112}
      overlayProps={{ blur: 0, backgroundOpacity: 0.5 }}
      transitionProps={{ duration: 80 }}
      className="palette"
      attributes={{ content: { 'aria-label': words.findOrDo } }}
    >
      <Spotlight.Search placeholder={words.findOrDo} aria-label={words.findOrDo} leftSection={<IconSearch size={18} stroke={1.6} />} rightSection={<Key keys="escape" />} />
      <Spotlight.ActionsList>
        {actions.length === 0 && <Spotlight.Empty>{words.nothingFound}</Spotlight.Empty>}
        {byGroup(actions).map(([group, members]) => (
          <Spotlight.ActionsGroup key={group} label={group}>
            {members.map((action) => (
              <PaletteLine key={action.id} action={action} />
            ))}
          </Spotlight.ActionsGroup>
        ))}
      </Spotlight.ActionsList>
      <Spotlight.Footer className="palette-foot caption">
        <Key keys="arrowup" />
        <Key keys="arrowdown" />
        {words.move}
        <Key keys="enter" />
        {words.open}
        <span className="spring" />
        {foot}
      </Spotlight.Footer>
    </Spotlight.Root>
  );
}

/** Spotlight marks its choice on the element itself; when other lines come (the shop answered), the first of them is meant. */
function useFirstSelected(shown: string): void {
  const { opened, listId } = useSpotlight(paletteStore);
  useEffect(() => {
    if (!opened || listId === '') return;
    const lines = document.querySelectorAll(`#${CSS.escape(listId)} [data-action]`);
    lines.forEach((line, index) => line.toggleAttribute('data-selected', index === 0));
    paletteStore.updateState((state) => ({ ...state, selected: 0 }));
  }, [opened, listId, shown]);
}

const PaletteLine = ({ action }: { action: Action }) => (
  <Spotlight.Action onClick={() => action.run()}>
    <span className="palette-action">
      {action.icon}
      <span className="ellipsis">{action.label}</span>
      <span className="text3 ellipsis">{action.detail}</span>
      <span className="spring" />
      {action.keys?.split(' ').map((keys) => (
        <Key key={keys} keys={keys} />
      ))}
    </span>
  </Spotlight.Action>
);

function byGroup(actions: readonly Action[]): [string, Action[]][] {
  const groups = new Map<string, Action[]>();
  for (const action of actions) groups.set(action.group, [...(groups.get(action.group) ?? []), action]);
  return [...groups];
}
