import { type Check, error, ok, warning } from '../patient.ts';

/** Seconds. Less is the network, and that `Date` has no fractions. */
const NOTICED = 5;
const BAD = 60;

/** Sessions end by the clock of the database; links, certificates and logs go by others. */
export const clock: Check = ({ stores, outside }) => {
  const clocks = [
    ['the database', stores.clockAhead / 1000],
    ['the server', outside?.clockAhead ?? 0],
  ] as const;
  const [name, ahead] = clocks.reduce((worst, each) =>
    Math.abs(each[1]) > Math.abs(worst[1]) ? each : worst,
  );
  const off = Math.round(Math.abs(ahead));
  if (off <= NOTICED) return ok('they agree');
  const found = `The clock of ${name} is ${off} s ${ahead > 0 ? 'ahead of' : 'behind'} the one here.`;
  const judged = off > BAD ? error : warning;
  return judged(found, 'Let NTP keep the time on both (timedatectl set-ntp true).');
};
