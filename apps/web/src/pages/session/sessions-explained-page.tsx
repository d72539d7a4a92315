import { PageHeader } from '../../ui/page-header.tsx';
import { sessionsExplainedWords as words } from '../../words/sessions-explained.ts';
import { usePageTitle } from '../navigation/page-title.ts';
import { ComparisonTable } from './comparison-table.tsx';
import { CookieTable } from './cookie-table.tsx';

export function SessionsExplainedPage() {
  usePageTitle(words.title);
  return (
    <>
      <PageHeader title={words.title} />
      <p className="lead">{words.lead}</p>
      <ComparisonTable />
      <h2>{words.cookies.heading}</h2>
      <CookieTable />
      <p>{words.cookies.note}</p>
      <p>{words.cookies.plain}</p>
      <h2>{words.flags.heading}</h2>
      <dl className="facts">
        {words.flags.rows.map(({ name, meaning }) => (
          <div key={name}>
            <dt>
              <code>{name}</code>
            </dt>
            <dd>{meaning}</dd>
          </div>
        ))}
      </dl>
    </>
  );
}
