import type { ReactNode } from 'react';

/** A heading of 12 px with its side note at the right. */
export function Section({ title, side }: { title: ReactNode; side?: ReactNode }) {
  return (
    <div className="section">
      <h2>{title}</h2>
      {side !== undefined && <span className="section-side">{side}</span>}
    </div>
  );
}

/** Label left, value right. */
export function Pairs({ rows }: { rows: readonly (readonly [label: ReactNode, value: ReactNode])[] }) {
  return (
    <dl className="pairs">
      {rows.map(([label, value], index) => (
        // The rows are a fixed list written in place, so their order is their identity.
        // oxlint-disable-next-line react/no-array-index-key
        <PairRow key={index} label={label} value={value} />
      ))}
    </dl>
  );
}

const PairRow = ({ label, value }: { label: ReactNode; value: ReactNode }) => (
  <>
    <dt>{label}</dt>
    <dd>{value}</dd>
  </>
);
