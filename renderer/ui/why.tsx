import { Popover } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import type { Layer } from './actions/action-registry.ts';
import { useActions } from './actions/use-actions.ts';
import { Glyph } from './glyph.tsx';
import { Key } from './key.tsx';
import { useUi } from './ui-context.tsx';

/** One line of an explanation: words, the document or rule it came from, a signed amount. */
export interface WhyTerm {
  readonly id: string;
  readonly words: ReactNode;
  readonly source?: ReactNode;
  readonly amount: string;
}

export interface Explanation {
  readonly question: string;
  readonly asOf: string;
  readonly terms: readonly WhyTerm[];
  readonly total: { readonly words: string; readonly amount: string };
  /** "Matches 4 posted entries." */
  readonly proof?: ReactNode;
}

interface WhyProps {
  label: string;
  explanation: () => ReactNode;
  /** Set on the one figure of a screen or a peek that F1 explains while no other is in focus. */
  answersOn?: { readonly layer: Layer; readonly group: string };
  /** Where it was asked for before it was there. */
  startsOpen?: boolean;
  children: ReactNode;
}

/** A figure that answers "why?": dotted underline, F1 or a click opens the terms it is made of. Never covers the figure. */
export function Why({ label, explanation, answersOn, startsOpen = false, children }: WhyProps) {
  const [opened, setOpened] = useState(startsOpen);
  useActions(answersOn?.layer ?? 'screen', answersOn ? [{ id: 'why', label, group: answersOn.group, keys: 'f1', run: () => setOpened(true) }] : []);
  return (
    <Popover opened={opened} onChange={setOpened} width={448} position="bottom-end" offset={6} withinPortal returnFocus trapFocus>
      <Popover.Target>
        <button
          type="button"
          className="plain why"
          aria-label={label}
          aria-haspopup="dialog"
          onClick={() => setOpened(!opened)}
          onKeyDown={(event) => {
            if (event.key !== 'F1') return;
            event.preventDefault();
            setOpened(true);
          }}
        >
          {children}
        </button>
      </Popover.Target>
      <Popover.Dropdown p={0}>{opened && explanation()}</Popover.Dropdown>
    </Popover>
  );
}

/** More terms than these are scrolled through, so that the total stays in sight; the keys have to get there. */
const termsInSight = 12;

/** The layout of an explanation, the same in the popover and in print. */
export function WhyPanel({ explanation }: { explanation: Explanation }) {
  const { words } = useUi();
  return (
    <div data-autofocus tabIndex={-1} style={{ outline: 'none' }}>
      <div className="row" style={{ padding: '12px 14px 4px' }}>
        <span className="strong">{explanation.question}</span>
        <span className="spring" />
        <span className="caption">{explanation.asOf}</span>
      </div>
      <div style={{ padding: '0 14px' }}>
        <div className="why-terms" {...(explanation.terms.length > termsInSight && { tabIndex: 0, role: 'group', 'aria-label': explanation.question })}>
          {explanation.terms.map((term) => (
            <div key={term.id} className="why-row">
              <span>{term.words}</span>
              <span style={{ fontSize: 12 }}>{term.source}</span>
              <span className="num">{term.amount}</span>
            </div>
          ))}
        </div>
        <div className="row" style={{ borderTop: '1px solid var(--sw-text)', padding: '6px 0' }}>
          <span className="strong">{explanation.total.words}</span>
          <span className="spring" />
          <span className="num strong">{explanation.total.amount}</span>
        </div>
      </div>
      <div className="why-foot caption">
        {explanation.proof && (
          <>
            <Glyph kind="done" size={12} />
            {explanation.proof}
          </>
        )}
        <span className="spring" />
        <Key keys="f1" />
        {words.explains}
        <Key keys="escape" />
        {words.close}
      </div>
    </div>
  );
}
