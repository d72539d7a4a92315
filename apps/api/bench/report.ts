import type { Check } from './checks.ts';
import type { FigureResult, Machine, RequestResult, Results } from './results.ts';
import { figure, table } from './table.ts';

/** The whole of a run, in words and tables. */
export function report({ machine, requests, figures }: Results): string {
  return [
    facts(machine),
    table(
      [
        'Request',
        'server µs',
        'database µs',
        'statements',
        'per second',
        'p50 ms',
        'p99 ms',
        'floor',
        'floor µs',
        'ratio',
        'goal',
        'met',
      ],
      requests.map(requestRow),
    ),
    table(
      ['Figure', 'value', 'unit', 'floor', 'its value', 'ratio', 'goal', 'met'],
      figures.map(figureRow),
    ),
  ].join('\n\n');
}

function facts({ processor, memory, system, node, postgres, at }: Machine): string {
  return `${processor}, ${memory}, ${system}; Node ${node}, PostgreSQL ${postgres}; ${at}`;
}

function requestRow({
  name,
  sample,
  statements,
  floor,
  floorSample,
  ratio,
  checks,
}: RequestResult) {
  return [
    name,
    figure(sample.serverCpu),
    figure(sample.databaseCpu),
    figure(statements),
    figure(sample.perSecond),
    figure(sample.p50),
    figure(sample.p99),
    floor,
    figure(floorSample.serverCpu + (floorSample.databaseCpu ?? 0)),
    figure(ratio),
    ...verdict(checks),
  ];
}

function figureRow({ name, value, unit, floor, floorValue, ratio, checks }: FigureResult) {
  return [
    name,
    figure(value),
    unit,
    floor ?? '–',
    figure(floorValue),
    figure(ratio),
    ...verdict(checks),
  ];
}

function verdict(checks: readonly Check[]): [string, string] {
  if (checks.length === 0) return ['–', '–'];
  const isMet = checks.every((check) => check.isMet);
  return [checks.map(({ goal }) => goal).join(', '), isMet ? 'met' : 'missed'];
}
