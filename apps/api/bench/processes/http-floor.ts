import { createServer } from 'node:http';

/** The least that answers: two bodies, made beforehand. */
const { LONG = '', SHORT = '', HOST, PORT } = process.env;
const answers = new Map([
  ['/long', LONG],
  ['/short', SHORT],
]);

createServer((request, response) => {
  const body = answers.get(request.url ?? '') ?? '';
  response.writeHead(200, {
    'content-type': 'application/json; charset=utf-8',
    'content-length': Buffer.byteLength(body),
  });
  response.end(body);
}).listen(Number(PORT), HOST);
