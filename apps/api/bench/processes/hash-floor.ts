import { availableParallelism } from 'node:os';
import { verify } from '@node-rs/argon2';

/** Verifies one password over and over, once a core: no log-in can be faster. */
process.on('message', ({ hash, password, seconds }) => {
  void loop({ hash, password }, seconds * 1000).then((rate) => process.send?.({ rate }));
});
process.on('disconnect', () => process.exit());

async function loop(
  { hash, password }: { hash: string; password: string },
  milliseconds: number,
): Promise<number> {
  let done = 0;
  const began = performance.now();
  const work = async (): Promise<void> => {
    while (performance.now() - began < milliseconds) {
      if (!(await verify(hash, password))) throw new Error('The password is not that of the hash.');
      done += 1;
    }
  };
  await Promise.all(Array.from({ length: availableParallelism() }, work));
  return (done * 1000) / (performance.now() - began);
}
