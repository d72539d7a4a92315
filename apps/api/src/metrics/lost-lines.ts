import type { LogOutput } from '../http/log-output.ts';
import type { Metric } from './metrics.ts';

export function lostLines(output: Pick<LogOutput, 'lost'>): Metric {
  return {
    name: 'gatehouse_log_lines_lost_total',
    help: 'Lines of the log that could not be written, or that nobody read in time.',
    type: 'counter',
    read: () => output.lost,
  };
}
