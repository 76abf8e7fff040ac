const width = 72;
const height = 20;

/** The shape of the last days in 72 × 20 points, the last one marked. The figure beside it is the number. */
export function Sparkline({ values }: { values: readonly number[] }) {
  const points = pointsOf(values);
  const [x, y] = points.at(-1) ?? [0, 0];
  return (
    <svg className="sparkline" width={width} height={height} aria-hidden="true" style={{ flex: 'none' }}>
      <polyline points={points.map((point) => point.join(',')).join(' ')} fill="none" stroke="var(--sw-text3)" strokeWidth="1.5" strokeLinejoin="round" />
      <circle cx={x} cy={y} r="2" fill="var(--sw-accent)" />
    </svg>
  );
}

function pointsOf(values: readonly number[]): [number, number][] {
  const low = Math.min(...values);
  const span = Math.max(...values) - low || 1;
  return values.map((value, index) => [
    1 + (index / Math.max(1, values.length - 1)) * (width - 4),
    height - 2 - ((value - low) / span) * (height - 5),
  ]);
}
