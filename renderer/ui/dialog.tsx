import { Modal } from '@mantine/core';
import type { ReactNode } from 'react';
import { useActions } from './actions/use-actions.ts';
import { useUi } from './ui-context.tsx';

interface DialogProps {
  title: string;
  onClose: () => void;
  /** Pixels, where rows are read in it. */
  width?: number;
  children: ReactNode;
}

/** Something small over its screen. While it stands, no key acts on what lies under it. */
export function Dialog({ title, onClose, width, children }: DialogProps) {
  const { words } = useUi();
  // Once the key that closes it was heard by all: else it would also act on the screen that comes to light.
  const close = (): void => void setTimeout(onClose);
  return (
    <Modal opened onClose={close} {...(width !== undefined && { size: width })} title={<span className="strong">{title}</span>} closeButtonProps={{ 'aria-label': words.close }}>
      <OwnKeys />
      {children}
    </Modal>
  );
}

/** A layer of its own, though nothing is in it: the layers under a dialog are silent. */
function OwnKeys() {
  useActions('dialog', []);
  return null;
}
