import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import { type Action } from './actions/action-registry.ts';
import { ActionButton } from './actions/action-button.tsx';
import { useActions } from './actions/use-actions.ts';
import { keyLabel } from './actions/key-names.ts';
import { Key } from './key.tsx';

/** What can be done with the ticked rows, on the bottom line. While it is up it owns the keys and the filled button. */
export function BulkBar(props: {
  label: string;
  sum?: string;
  selectAll?: { label: string; run: () => void };
  verbs: readonly Action[];
  clear: Action;
  more?: ReactNode;
}) {
  useActions('bulk', [...props.verbs, props.clear]);
  return (
    <div className="bottom-line bulk" role="toolbar" aria-label={props.label}>
      <span className="medium">{props.label}</span>
      {props.sum !== undefined && <span className="text2 num">{props.sum}</span>}
      {props.selectAll && (
        <button type="button" className="plain link" onClick={props.selectAll.run}>
          {props.selectAll.label}
        </button>
      )}
      <span className="spring" />
      {props.verbs.slice(0, 3).map((verb, index) => (
        <ActionButton key={verb.id} action={verb} variant={index === 0 ? 'filled' : 'default'} />
      ))}
      {props.more}
      <Button variant="subtle" color="gray" px={4} aria-label={`${keyLabel('escape')}, ${props.clear.label}`} onClick={() => props.clear.run()}>
        <Key keys="escape" />
      </Button>
    </div>
  );
}
