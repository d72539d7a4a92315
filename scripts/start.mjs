import './node-version.mjs';
import { turbo } from './turbo.mjs';

const say = (words) => process.stderr.write(`${words}\n`);

if (process.env.NODE_ENV === 'production') {
  say(
    '"npm start" builds first, with tools that production does not need.\n' +
      'Build once with "npm run build", then run: NODE_ENV=production node apps/api/dist/main.js',
  );
  process.exit(1);
}

await build();
if (process.argv.includes('--demo')) process.env.GATEHOUSE_DEMO = '1';
// In this very process: signals reach the server without anybody between.
await import('../apps/api/dist/main.js');

async function build() {
  const lines = [];
  const args = ['run', 'build', '--filter=@gatehouse/api', '--filter=@gatehouse/web'];
  const code = await turbo([...args, '--output-logs=new-only', '--log-order=stream'], (line) => {
    lines.push(line);
    const started = /^@gatehouse\/([\w-]+):build: cache miss, executing/.exec(line);
    if (started) say(`Building ${started[1]} …`);
  });
  if (code === 0) return;
  say(`${lines.join('\n')}\n\nThe build failed; what went wrong stands above.`);
  process.exit(1);
}
