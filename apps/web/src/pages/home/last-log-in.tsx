import { type LogInHistory, paths } from '@gatehouse/auth-core';
import { Link } from '../../ui/link.tsx';
import { accountWords } from '../../words/account.ts';
import { PreviousLogIn } from '../settings/previous-log-in.tsx';

/** Told where people land: whoever reads it knows whether that was them. Nothing is said when nobody could be asked. */
export function LastLogIn({ logIns }: { logIns: LogInHistory | null }) {
  if (!logIns?.previous) return null;
  return (
    <div className="last-log-in">
      <PreviousLogIn logIns={logIns} />
      <p className="quiet">
        <Link href={paths.settingsActivity}>{accountWords.lastLogIn}</Link>
      </p>
    </div>
  );
}
