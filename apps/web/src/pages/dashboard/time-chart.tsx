import { type DashboardPeriod, dashboardPeriods } from '@gatehouse/auth-core';
import { type PointerEvent, useState } from 'react';
import { timeRange } from '../../ui/time-words.ts';
import { controlWords } from '../../words/controls.ts';
import { dashboardWords } from '../../words/dashboard.ts';
import { ChartPlot } from './chart-plot.tsx';

const words = dashboardWords.chart;

export interface TimeChartProps {
  title: string;
  times: readonly string[];
  counts: readonly number[];
  period: DashboardPeriod;
}

/** Bars over time: a picture, a sentence, and each step by the pointer or the arrow keys. */
export function TimeChart({ title, times, counts, period }: TimeChartProps) {
  const [step, look] = useState<number | null>(null);
  const last = times.length - 1;
  const total = sumOf(counts);
  const when = (at: number) =>
    timeRange(times[at] ?? '', dashboardPeriods[period].hours, controlWords.locale);
  const value = (at: number) => (at === last ? words.soFar : words.at)(counts[at] ?? 0, when(at));

  const point = ({ clientX, currentTarget }: PointerEvent<HTMLInputElement>) => {
    const { left, width } = currentTarget.getBoundingClientRect();
    look(Math.min(Math.max(Math.floor(((clientX - left) / width) * times.length), 0), last));
  };

  if (total === 0) return <p className="chart-none quiet">{words.none}</p>;
  const peak = Math.max(...counts);
  const name = words.summary(title, total, words.at(peak, when(counts.indexOf(peak))));
  return (
    <>
      <p className="chart-value">{step === null ? words.total(total) : value(step)}</p>
      <ChartPlot times={times} counts={counts} period={period} name={name} step={step}>
        <input
          type="range"
          className="chart-step"
          min={0}
          max={last}
          value={step ?? last}
          aria-label={words.look(title)}
          aria-valuetext={value(step ?? last)}
          onChange={(event) => look(event.currentTarget.valueAsNumber)}
          onFocus={() => look(step ?? last)}
          onBlur={() => look(null)}
          onPointerMove={point}
          onPointerLeave={() => look(null)}
        />
      </ChartPlot>
    </>
  );
}

export function sumOf(counts: readonly number[]): number {
  return counts.reduce((sum, count) => sum + count, 0);
}
