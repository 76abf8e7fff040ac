import { Button, type ButtonProps } from '@mantine/core';
import { Key } from '../key.tsx';
import type { Action } from './action-registry.ts';

/** A button made from an action: the same words and the same key as in the palette. */
export function ActionButton({ action, children, ...button }: { action: Action } & ButtonProps) {
  return (
    <Button
      data-variant={button.variant ?? 'filled'}
      leftSection={action.icon}
      rightSection={action.keys === undefined ? undefined : <Key keys={action.keys} />}
      {...(action.keys !== undefined && { 'aria-keyshortcuts': ariaKeys(action.keys) })}
      {...button}
      onClick={() => action.run()}
    >
      {children ?? action.label}
    </Button>
  );
}

const ariaKeys = (keys: string): string => keys.replace('mod', 'Control').replace(/(^|\+|\s)(\w)/g, (_, before: string, letter: string) => before + letter.toUpperCase());
