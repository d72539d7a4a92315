import { Readable } from 'node:stream';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { fromJSONSchema, type ZodType } from 'zod';

type JsonSchema = Parameters<typeof fromJSONSchema>[0];
type Content = Readonly<Record<string, { readonly schema: JsonSchema }>>;
type Responses = Readonly<Record<string, { readonly content?: Content }>>;

interface Contract {
  readonly paths: Readonly<Record<string, Readonly<Record<string, { responses: Responses }>>>>;
}

const everywhere: Readonly<Record<string, RegExp>> = {
  'x-content-type-options': /^nosniff$/,
  'x-frame-options': /^DENY$/,
  'referrer-policy': /./,
  'content-security-policy': /default-src '(none|self)'.*frame-ancestors 'none'/,
  'cross-origin-resource-policy': /^same-origin$/,
  'cross-origin-opener-policy': /^same-origin$/,
  'permissions-policy': /./,
  'cache-control': /./,
  'x-request-id': /^[\w-]{36}$/,
};

// Hashes, stacks and the driver's words have no place in any answer.
const leak = /\$argon2|node_modules|\.ts:\d|duplicate key value|syntax error at|relation "/i;

/** Looks at every answer of a suite, whatever the test asked for, and notes what no answer may be. */
export class AnswerWatch {
  readonly faults: string[] = [];
  readonly #schemas = new Map<string, ZodType>();
  #contract: Contract | undefined;

  watch(app: NestFastifyApplication): void {
    const server = app.getHttpAdapter().getInstance();
    server.addHook('onSend', async (request, reply, payload) => {
      const faults = [
        ...faultsOfHeaders(reply),
        ...faultsOfBody(request, reply, payload),
        ...this.#faultsOfContract(request, reply, payload),
      ];
      const where = `${request.method} ${request.url.slice(0, 100)} ${reply.statusCode}`;
      this.faults.push(...faults.map((fault) => `${where}: ${fault}`));
      return payload;
    });
  }

  /** @param contract the OpenAPI document; without it bodies are not compared */
  compareWith(contract: unknown): void {
    this.#contract = contract as Contract;
  }

  #faultsOfContract(request: FastifyRequest, reply: FastifyReply, payload: unknown): string[] {
    const path = (request.routeOptions.url ?? '').replace(/:(\w+)/g, '{$1}');
    const responses = this.#contract?.paths[path]?.[request.method.toLowerCase()]?.responses;
    if (!responses) return [];

    const status = String(reply.statusCode);
    const told = responses[status] ?? (reply.statusCode >= 400 ? responses['default'] : undefined);
    if (!told) return ['the document does not know this status'];
    const [content] = Object.entries(told.content ?? {});
    if (!content) return payload ? ['the document knows no body'] : [];
    const [type, { schema }] = content;
    const known =
      this.#schemas.get(`${path} ${request.method} ${status}`) ?? fromJSONSchema(schema);
    this.#schemas.set(`${path} ${request.method} ${status}`, known);
    const sent = String(reply.getHeader('content-type'));
    if (!sent.startsWith(type)) return [`sent as ${sent}, not as ${type}`];
    // What goes on is read by the tests that listen to it.
    if (type === 'text/event-stream' || payload instanceof Readable) return [];
    const { error } = known.safeParse(JSON.parse(String(payload)));
    return error ? [`not as the document says: ${error.message}`] : [];
  }
}

function faultsOfHeaders(reply: FastifyReply): string[] {
  const faults = Object.entries(everywhere)
    .filter(([name, value]) => !value.test(String(reply.getHeader(name) ?? '')))
    .map(([name]) => `${name} is ${String(reply.getHeader(name))}`);
  if (reply.getHeader('x-powered-by') ?? reply.getHeader('server'))
    faults.push('names its software');
  const isPrivate = reply.getHeader('set-cookie') !== undefined;
  if (isPrivate && reply.getHeader('cache-control') !== 'no-store')
    faults.push('sets a cookie and may be kept');
  return faults;
}

function faultsOfBody(request: FastifyRequest, reply: FastifyReply, payload: unknown): string[] {
  // The page that tries the API is another project's, and is not there in production.
  const isDocs = /^\/api\/(docs|openapi)/.test(request.url);
  if (typeof payload !== 'string' || payload === '' || isDocs) return [];
  const type = String(reply.getHeader('content-type'));
  const faults =
    /^(application\/(problem\+)?json|text\/(html|css|javascript|plain)); ?charset=utf-8$/i.test(
      type,
    )
      ? []
      : [`content type ${type}`];
  if (leak.test(payload)) faults.push(`tells ${leak.exec(payload)?.[0]}`);
  if (reply.statusCode >= 400 && request.url.startsWith('/api/') && !/problem\+json/.test(type))
    faults.push(`a refusal as ${type}`);
  return faults;
}
