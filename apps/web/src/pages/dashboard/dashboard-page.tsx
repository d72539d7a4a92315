import { type DashboardPeriod, dashboardSeries, paths } from '@gatehouse/auth-core';
import type { Dashboard } from '@gatehouse/client-sdk/admin';
import { getRouteApi } from '@tanstack/react-router';
import { Card } from '../../ui/card.tsx';
import { Link } from '../../ui/link.tsx';
import { Notice } from '../../ui/notice.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import { periodWords, seriesWords, dashboardWords as words } from '../../words/dashboard.ts';
import { AdminNav } from '../admin/admin-nav.tsx';
import { routeId } from '../navigation/page-path.ts';
import { usePageTitle } from '../navigation/page-title.ts';
import { ChartTable } from './chart-table.tsx';
import { dashboardSearch, periods } from './dashboard-search.ts';
import { GuessedAccounts } from './guessed-accounts.tsx';
import { standingOut } from './standing-out.ts';
import { TimeChart } from './time-chart.tsx';

const route = getRouteApi(routeId('adminDashboard'));

export function DashboardPage() {
  const dashboard = route.useLoaderData();
  const { period = 'day' } = dashboardSearch(route.useSearch());
  const { times, series, now, guessed } = dashboard;
  usePageTitle(words.title);

  return (
    <>
      <PageHeader title={words.title} />
      <AdminNav />
      <p className="lead">{words.lead}</p>
      <Now now={now} />
      <Periods period={period} />
      {standingOut(dashboard).map((note) => (
        <Notice level="warning" key={note}>
          {note}
        </Notice>
      ))}
      <div className="charts">
        {dashboardSeries.map((name) => {
          const chart = { title: seriesWords[name].title, times, counts: series[name], period };
          return (
            <Card key={`${name} ${period}`} aria-labelledby={`chart-${name}`}>
              <h2 id={`chart-${name}`}>{chart.title}</h2>
              <p className="quiet">{seriesWords[name].text}</p>
              <TimeChart {...chart} />
              <ChartTable {...chart} />
            </Card>
          );
        })}
      </div>
      <GuessedAccounts accounts={guessed} />
    </>
  );
}

function Now({ now }: { now: Dashboard['now'] }) {
  const numbers = ['accounts', 'sessions', 'suspended', 'closing'] as const;
  return (
    <section aria-label={words.now}>
      <dl className="totals">
        {numbers.map((name) => (
          <div key={name}>
            <dt>{words.numbers[name]}</dt>
            <dd className="number">{words.number(now[name])}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

function Periods({ period }: { period: DashboardPeriod }) {
  return (
    <nav aria-label={words.period}>
      <ul className="choices">
        {periods.map((each) => (
          <li key={each}>
            <Link
              href={`${paths.adminDashboard}?period=${each}`}
              aria-current={each === period ? 'true' : undefined}
            >
              {words.over(periodWords[each])}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
