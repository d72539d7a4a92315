import type { ReactNode } from 'react';
import { controlWords } from '../../words/controls.ts';
import { dashboardWords } from '../../words/dashboard.ts';
import { roundTop, ticksOf } from './chart-scale.ts';
import type { TimeChartProps } from './time-chart.tsx';

const HEIGHT = 100;
const STEP = 10;
const GAP = 1;
/** One of a thousand is still seen. */
const LEAST = 2;

interface ChartPlotProps extends Omit<TimeChartProps, 'title'> {
  /** The sentence that stands for the picture. */
  name: string;
  /** The step that is looked at. */
  step: number | null;
  children: ReactNode;
}

/** The bars and their axes. Time runs from left to right in every language. */
export function ChartPlot({ times, counts, period, name, step, children }: ChartPlotProps) {
  const top = roundTop(Math.max(...counts));
  const width = times.length * STEP;

  return (
    <div className="chart" dir="ltr">
      <div className="chart-axis number" aria-hidden>
        {[top, top / 2, 0].map((value) => (
          <span key={value}>{dashboardWords.number(value)}</span>
        ))}
      </div>
      <div className="chart-plot">
        <svg
          role="img"
          aria-label={name}
          viewBox={`0 0 ${width} ${HEIGHT}`}
          preserveAspectRatio="none"
        >
          <path
            className="chart-lines"
            d={`M0 0H${width}M0 ${HEIGHT / 2}H${width}M0 ${HEIGHT}H${width}`}
          />
          {step !== null && (
            <rect className="chart-here" x={step * STEP} width={STEP} height={HEIGHT} />
          )}
          {counts.map((count, at) => (
            <Bar key={times[at]} at={at} height={heightOf(count, top)} />
          ))}
        </svg>
        {children}
      </div>
      <div className="chart-ticks number" aria-hidden>
        {ticksOf(times, period, controlWords.locale).map((tick) => (
          <span
            key={tick.step}
            style={{ insetInlineStart: `${((tick.step + 0.5) / times.length) * 100}%` }}
          >
            {tick.label}
          </span>
        ))}
      </div>
    </div>
  );
}

function Bar({ at, height }: { at: number; height: number }) {
  if (height === 0) return null;
  return (
    <rect
      className="chart-bar"
      x={at * STEP + GAP}
      width={STEP - 2 * GAP}
      y={HEIGHT - height}
      height={height}
    />
  );
}

function heightOf(count: number, top: number): number {
  return count === 0 ? 0 : Math.max((count / top) * HEIGHT, LEAST);
}
