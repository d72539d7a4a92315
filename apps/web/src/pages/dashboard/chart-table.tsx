import { dashboardPeriods } from '@gatehouse/auth-core';
import { timeRange } from '../../ui/time-words.ts';
import { controlWords } from '../../words/controls.ts';
import { dashboardWords } from '../../words/dashboard.ts';
import type { TimeChartProps } from './time-chart.tsx';

const words = dashboardWords.chart;

/** The numbers of a chart, for whoever would rather read. */
export function ChartTable({ title, times, counts, period }: TimeChartProps) {
  const { hours } = dashboardPeriods[period];
  return (
    <details className="chart-numbers">
      <summary>{words.table}</summary>
      <table>
        <caption className="visually-hidden">{words.caption(title)}</caption>
        <thead>
          <tr>
            <th scope="col">{words.time}</th>
            <th scope="col">{words.count}</th>
          </tr>
        </thead>
        <tbody>
          {times.map((time, step) => (
            <tr key={time}>
              <th scope="row">
                <time dateTime={time}>{timeRange(time, hours, controlWords.locale)}</time>
              </th>
              <td className="number">{dashboardWords.number(counts[step] ?? 0)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  );
}
