const [major, minor] = process.versions.node.split('.').map(Number);

if (major < 20 || (major === 20 && minor < 19)) {
  process.stderr.write(
    `Gatehouse needs Node 20.19 or newer; this is Node ${process.versions.node}.\n` +
      'Get a newer one from https://nodejs.org or with your version manager.\n',
  );
  process.exit(1);
}
