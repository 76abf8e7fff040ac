import { useComputedColorScheme } from '@mantine/core';
import { BarController, BarElement, CategoryScale, Chart, type ChartOptions, LinearScale, type Plugin } from 'chart.js';
import { useEffect, useState } from 'react';
import { Bar as BarCanvasChart } from 'react-chartjs-2';
import { Section } from './section.tsx';
import { darkTokens, lightTokens, type Tokens } from './tokens.ts';
import { useUi } from './ui-context.tsx';

Chart.register(BarController, BarElement, CategoryScale, LinearScale);

export interface Bar {
  readonly id: string;
  readonly name: string;
  readonly value: number;
  /** Written on the bar: for the two or three that matter. */
  readonly label?: string;
  /** How the table writes it. */
  readonly text: string;
}

/** Bars of one grey with the last in ink, labels on the few that matter, and the same figures as a table. */
export function BarChart(props: { title: string; finding: string; bars: readonly Bar[]; tick: (value: number) => string }) {
  const { words } = useUi();
  const [asTable, setAsTable] = useState(false);
  const toggle = (
    <button type="button" className="plain link" onClick={() => setAsTable(!asTable)}>
      {asTable ? words.showChart : words.showTable}
    </button>
  );
  return (
    <>
      <Section title={props.title} side={toggle} />
      {asTable ? <BarTable title={props.title} bars={props.bars} /> : <BarCanvas {...props} />}
    </>
  );
}

function BarCanvas({ finding, bars, tick }: { finding: string; bars: readonly Bar[]; tick: (value: number) => string }) {
  const scheme = useComputedColorScheme('light');
  const ready = useFontReady();
  const tokens = scheme === 'dark' ? darkTokens : lightTokens;
  if (!ready) return <div style={{ height: 240 }} />;
  return (
    <div style={{ flex: 1, minHeight: 160, maxHeight: 290, position: 'relative' }}>
      <BarCanvasChart
        // A chart keeps the plugins it was made with: other labels need another chart.
        key={`${scheme} ${bars.map(({ id, label = '' }) => `${id} ${label}`).join(' ')}`}
        role="img"
        aria-label={finding}
        plugins={[labelPlugin(bars, tokens)]}
        options={optionsFor(tokens, tick)}
        data={{
          labels: bars.map((bar) => bar.name),
          datasets: [
            {
              yAxisID: 'y',
              data: bars.map((bar) => bar.value),
              backgroundColor: bars.map((_, index) => (index === bars.length - 1 ? tokens.accent : `${tokens['line-strong']}66`)),
              borderRadius: 2,
              barPercentage: 0.72,
            },
          ],
        }}
      />
    </div>
  );
}

/** A canvas does not wait for fonts and would keep the fallback's shapes for good. */
function useFontReady(): boolean {
  const [ready, setReady] = useState(false);
  useEffect(() => {
    let gone = false;
    const done = (): void => {
      if (!gone) setReady(true);
    };
    document.fonts.load('400 12px "Inter Variable"').then(done, done);
    return () => {
      gone = true;
    };
  }, []);
  return ready;
}

const fontFamily = (): string => getComputedStyle(document.documentElement).getPropertyValue('--sw-font').trim();

function optionsFor(tokens: Tokens, tick: (value: number) => string): ChartOptions<'bar'> {
  const font = { family: fontFamily(), size: 12 };
  return {
    animation: false,
    responsive: true,
    maintainAspectRatio: false,
    layout: { padding: { top: 20 } },
    scales: {
      y: {
        beginAtZero: true,
        border: { display: false },
        grid: { color: tokens.line },
        ticks: { maxTicksLimit: 4, color: tokens.text3, font, callback: (value) => tick(Number(value)) },
      },
      x: { grid: { display: false }, border: { color: tokens.line }, ticks: { color: tokens.text3, font, maxRotation: 0 } },
    },
  };
}

function labelPlugin(bars: readonly Bar[], tokens: Tokens): Plugin<'bar'> {
  return {
    id: 'labels',
    afterDatasetsDraw(chart) {
      const { ctx } = chart;
      const elements = chart.getDatasetMeta(0).data;
      ctx.font = `500 12px ${fontFamily()}`;
      ctx.fillStyle = tokens.text2;
      ctx.textAlign = 'center';
      bars.forEach((bar, index) => {
        const element = elements[index];
        if (bar.label !== undefined && element) ctx.fillText(bar.label, element.x, element.y - 6);
      });
    },
  };
}

const BarTable = ({ title, bars }: { title: string; bars: readonly Bar[] }) => (
  <table aria-label={title} style={{ borderCollapse: 'collapse', width: 'min(100%, 320px)' }}>
    <tbody>
      {bars.map((bar) => (
        <tr key={bar.id} style={{ borderTop: '1px solid var(--sw-line)' }}>
          <th scope="row" className="text2" style={{ textAlign: 'left', fontWeight: 400, height: 26 }}>
            {bar.name}
          </th>
          <td className="num">{bar.text}</td>
        </tr>
      ))}
    </tbody>
  </table>
);
