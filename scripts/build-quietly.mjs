import { turbo } from './turbo.mjs';

export const say = (words) => process.stderr.write(`${words}\n`);

/** Builds packages with what they need, saying only what takes long; ends the process where that fails. */
export async function buildQuietly(...packages) {
  const lines = [];
  const filters = packages.map((name) => `--filter=@gatehouse/${name}`);
  const args = ['run', 'build', ...filters, '--output-logs=new-only', '--log-order=stream'];
  const code = await turbo(args, (line) => {
    lines.push(line);
    const started = /^@gatehouse\/([\w-]+):build: cache miss, executing/.exec(line);
    if (started) say(`Building ${started[1]} …`);
  });
  if (code === 0) return;
  say(`${lines.join('\n')}\n\nThe build failed; what went wrong stands above.`);
  process.exit(1);
}
