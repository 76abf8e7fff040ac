import { Modal } from '@mantine/core';
import { Key } from '../key.tsx';
import { useUi } from '../ui-context.tsx';
import { type Action, liveActions, useActionRegistry } from './action-registry.ts';

/** Every key that works on this screen, made from the same list the keyboard listens to. */
export function ShortcutSheet({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  const { words } = useUi();
  const sets = useActionRegistry((registry) => registry.sets);
  return (
    <Modal opened={opened} onClose={onClose} size={640} title={<span className="strong">{words.shortcuts}</span>} closeButtonProps={{ 'aria-label': words.close }}>
      <div className="sheet-columns">
        {groupsOf(liveActions(sets)).map(([group, actions]) => (
          <section key={group} className="sheet-group">
            <h3 className="section">{group}</h3>
            {actions.map((action) => (
              <div key={action.id} className="row" style={{ height: 26 }}>
                <span className="ellipsis">{action.label}</span>
                <span className="spring" />
                <Key keys={action.keys ?? ''} />
              </div>
            ))}
          </section>
        ))}
      </div>
    </Modal>
  );
}

function groupsOf(actions: readonly Action[]): [string, Action[]][] {
  const seen = new Set<string>();
  const groups = new Map<string, Action[]>();
  for (const action of actions) {
    // The nearest action owns a key; what it covers would not run.
    if (action.keys === undefined || seen.has(action.keys)) continue;
    seen.add(action.keys);
    groups.set(action.group, [...(groups.get(action.group) ?? []), action]);
  }
  return [...groups];
}
