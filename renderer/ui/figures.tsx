import type { ReactNode } from 'react';
import { Sparkline } from './sparkline.tsx';

export interface Figure {
  readonly id: string;
  readonly label: string;
  /** The value, usually inside `Why` or a link to its rows. */
  readonly value: ReactNode;
  readonly caption: ReactNode;
  readonly trend?: readonly number[];
}

/** At most five figures with hairlines between them: no cards, no colours. */
export function Figures({ figures }: { figures: readonly Figure[] }) {
  return (
    <div className="figures">
      {figures.map((figure) => (
        <div key={figure.id} className="figure">
          <div className="text2 ellipsis">{figure.label}</div>
          <div className="figure-value">{figure.value}</div>
          <div className="row" style={{ marginTop: 6, minHeight: 20 }}>
            <span className="caption ellipsis">{figure.caption}</span>
            <span className="spring" />
            {figure.trend && figure.trend.length > 1 && <Sparkline values={figure.trend} />}
          </div>
        </div>
      ))}
    </div>
  );
}
