import { Counter, collectDefaultMetrics, Gauge, Registry } from 'prom-client';
import type { LabelledMetric, Metric, Metrics } from './metrics.ts';

/** What is written for Prometheus: the metrics of the process, of Node and of this application. */
export function createExposition({ all }: Metrics): Registry {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  for (const metric of all) register(registry, metric);
  return registry;
}

function register(registry: Registry, metric: Metric | LabelledMetric): void {
  const { name, help, type } = metric;
  const labelNames = 'label' in metric ? [metric.label] : [];
  const settings = { name, help, labelNames, registers: [registry] };
  if (type === 'gauge')
    new Gauge({
      ...settings,
      collect() {
        for (const [labels, value] of valuesOf(metric)) this.set(labels, value);
      },
    });
  else
    new Counter({
      ...settings,
      collect() {
        this.reset();
        for (const [labels, value] of valuesOf(metric)) this.inc(labels, value);
      },
    });
}

function valuesOf(metric: Metric | LabelledMetric): [Record<string, string>, number][] {
  if (!('label' in metric)) return [[{}, metric.read()]];
  return Object.entries(metric.read()).map(([part, value]) => [{ [metric.label]: part }, value]);
}
