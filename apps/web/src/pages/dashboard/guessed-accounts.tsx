import { pathTo } from '@gatehouse/auth-core';
import type { GuessedAccount } from '@gatehouse/client-sdk/admin';
import { Link } from '../../ui/link.tsx';
import { Time } from '../../ui/time.tsx';
import { dashboardWords } from '../../words/dashboard.ts';

const words = dashboardWords.guessed;

export function GuessedAccounts({ accounts }: { accounts: readonly GuessedAccount[] }) {
  return (
    <section className="account-part" aria-labelledby="guessed">
      <h2 id="guessed">{words.title}</h2>
      {accounts.length === 0 ? (
        <p className="quiet">{words.none}</p>
      ) : (
        <>
          <p className="quiet">{words.text}</p>
          <table className="table">
            <caption className="visually-hidden">{words.caption}</caption>
            <thead>
              <tr>
                <th scope="col">{words.account}</th>
                <th scope="col">{words.failures}</th>
                <th scope="col">{words.lastTry}</th>
              </tr>
            </thead>
            <tbody>
              {accounts.map(({ id, username, failures, lastTryAt }) => (
                <tr key={id}>
                  <th scope="row">
                    <Link href={pathTo('adminUser', { id })} dir="ltr">
                      {username}
                    </Link>
                  </th>
                  <td className="number" data-label={words.failures}>
                    {dashboardWords.number(failures)}
                  </td>
                  <td data-label={words.lastTry}>
                    <Time iso={lastTryAt} relative />
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </>
      )}
    </section>
  );
}
