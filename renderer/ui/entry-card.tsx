import type { ReactNode } from 'react';

export interface EntryLeg {
  readonly id: string;
  readonly name: ReactNode;
  readonly debit?: string;
  readonly credit?: string;
}

/** An entry in words at the left, its legs at the right: debit, then credit indented. */
export function EntryCard(props: { name: ReactNode; number: ReactNode; words: ReactNode; legs: readonly EntryLeg[] }) {
  return (
    <article className="card entry">
      <div className="entry-words">
        <div className="row">
          <span className="medium">{props.name}</span>
          <span className="text3 code">{props.number}</span>
        </div>
        <div className="text2">{props.words}</div>
      </div>
      <div className="entry-legs">
        {props.legs.map((leg) => (
          <div key={leg.id} className="entry-leg">
            <span className={leg.credit === undefined ? 'ellipsis' : 'text2 ellipsis'} style={leg.credit === undefined ? {} : { paddingLeft: 12 }}>
              {leg.name}
            </span>
            <span className="num">{leg.debit}</span>
            <span className="num">{leg.credit}</span>
          </div>
        ))}
      </div>
    </article>
  );
}
