// A process of its own: the bundler's native part does not know the objects of Jest's sandbox.
import { rolldown } from 'rolldown';

const [entry, ...names] = process.argv.slice(2);
const page = `import { ${names} } from '${entry}'; globalThis.used = [${names}];`;

const build = await rolldown({
  input: 'page',
  platform: 'browser',
  plugins: [
    {
      name: 'page',
      resolveId: (id) => (id === 'page' ? id : null),
      load: (id) => (id === 'page' ? page : null),
    },
  ],
});
const { output } = await build.generate();
const files = output.flatMap(({ moduleIds = [] }) => moduleIds);
process.stdout.write(JSON.stringify({ code: output[0].code, files }));
