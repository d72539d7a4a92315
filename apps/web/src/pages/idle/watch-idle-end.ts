const SECOND = 1000;
/** A machine that slept finds its own clock behind: it looks again at least this often. */
const LONGEST_PAUSE = 30 * SECOND;
/** Once the time is up, between two questions whether the server agrees. */
const AFTER_END = 2 * SECOND;

/** Seconds left at which the rest is spoken; other tabs may have put off the end until then, so the server is asked. */
export const milestones: readonly number[] = [60, 30, 10];

interface IdleEnd {
  /** In milliseconds, as what follows. */
  readonly timeLeft: () => number;
  /** How much of it is little; better known with every answer. */
  readonly warnAt: () => number;
  /** Asks the server for the end as it is now, without putting it off. Another end stops this watch. */
  readonly ask: () => Promise<unknown>;
  /** Whole seconds; null while there is no need to warn. */
  readonly tell: (secondsLeft: number | null) => void;
}

/** Counts down to the end of a session. Warns only after the server has said that the end is near. */
export function watchIdleEnd({ timeLeft, warnAt, ask, tell }: IdleEnd): () => void {
  let timer: ReturnType<typeof setTimeout>;
  let isStopped = false;
  let hasAsked = false;
  let isSure = false;

  const secondsLeft = () => Math.max(0, Math.ceil(timeLeft() / SECOND));
  const isNear = () => timeLeft() <= warnAt();

  const wait = () => {
    tell(isSure ? secondsLeft() : null);
    timer = setTimeout(() => void look(), isSure ? untilNextSecond(timeLeft()) : pause());
  };
  const pause = () => Math.min(Math.max(timeLeft() - warnAt(), 0), LONGEST_PAUSE);

  const look = async () => {
    const isNews = !hasAsked || (isNear() && !isSure);
    if (isNews || (isSure && isMilestone(secondsLeft()))) {
      await ask();
      hasAsked = true;
    }
    if (isStopped) return;
    isSure = isNear();
    wait();
  };

  wait();
  return () => {
    isStopped = true;
    clearTimeout(timer);
  };
}

function isMilestone(seconds: number): boolean {
  return seconds === 0 || milestones.includes(seconds);
}

function untilNextSecond(timeLeft: number): number {
  return timeLeft > 0 ? timeLeft % SECOND || SECOND : AFTER_END;
}
