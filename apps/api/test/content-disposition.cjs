// Jest's own `require` cannot load ES modules on Node 20; Node's can, and hands the module over as it is.
const { createRequire } = process.getBuiltinModule('node:module');

module.exports = createRequire(__filename)('content-disposition');
