import type { ReactNode } from 'react';

export interface View<Id extends string> {
  readonly id: Id;
  readonly name: string;
  readonly count?: string;
}

const intoSight = (tab: HTMLElement | null): void => tab?.scrollIntoView({ block: 'nearest', inline: 'nearest' });

/** Saved views as tabs with their key number and live count. Buttons stand beside the tab list, not inside it. */
export function Views<Id extends string>(props: {
  label: string;
  views: readonly View<Id>[];
  current: Id;
  onChange: (id: Id) => void;
  side?: ReactNode;
}) {
  return (
    <div className="views">
      <div role="tablist" aria-label={props.label}>
        {props.views.map((view, index) => (
          <button
            key={view.id}
            ref={view.id === props.current ? intoSight : undefined}
            type="button"
            role="tab"
            className="view"
            aria-selected={view.id === props.current}
            onClick={() => props.onChange(view.id)}
          >
            {index < 10 && (
              <span className="caption" aria-hidden="true">
                {(index + 1) % 10}
              </span>
            )}
            {view.name}
            {view.count !== undefined && <span className="view-count">{view.count}</span>}
          </button>
        ))}
      </div>
      <span className="spring" />
      {props.side}
    </div>
  );
}
