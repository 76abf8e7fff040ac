import { ActionIcon } from '@mantine/core';
import { IconArrowsDiagonal, IconChevronDown, IconX } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useUi } from './ui-context.tsx';

/** A record beside its list. Docked, so the list keeps its place; its verbs stand on the bottom line. */
export function Peek(props: {
  label: string;
  title: ReactNode;
  tag?: ReactNode;
  onNext?: () => void;
  onFullPage?: () => void;
  onClose: () => void;
  footer?: ReactNode;
  children: ReactNode;
}) {
  const { words } = useUi();
  return (
    <aside className="peek" aria-label={props.label}>
      <div className="peek-head">
        <span className="strong ellipsis">{props.title}</span>
        {props.tag}
        <span className="spring" />
        {props.onNext && (
          <ActionIcon aria-label={words.next} onClick={props.onNext}>
            <IconChevronDown size={16} />
          </ActionIcon>
        )}
        {props.onFullPage && (
          <ActionIcon aria-label={words.fullPage} onClick={props.onFullPage}>
            <IconArrowsDiagonal size={16} />
          </ActionIcon>
        )}
        <ActionIcon aria-label={words.close} onClick={props.onClose}>
          <IconX size={16} />
        </ActionIcon>
      </div>
      <div className="peek-body">{props.children}</div>
      {props.footer && <div className="bottom-line">{props.footer}</div>}
    </aside>
  );
}
