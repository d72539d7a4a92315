import { AppError, paths, stopActingPath } from '@gatehouse/auth-core';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { ExtraneousInput } from '../events/extraneous-input.ts';

/** The forms of pages that work without scripts; everything else is JSON. */
const formPaths: readonly string[] = [paths.login, paths.register, paths.logout, stopActingPath];

/** Stands for bytes that are no character: two different inputs would become one. */
const UNDECODED = '\ufffd';

/** Far deeper than any body of ours, far flatter than what overflows a stack. */
const DEPTH_MAX = 20;

const FORM = 'application/x-www-form-urlencoded';

/** JSON, and forms where a form is taken. A body of any other kind is refused, also where none is read. */
export function registerBodyParsers(server: FastifyInstance): void {
  server.removeAllContentTypeParsers();
  server.addContentTypeParser(
    'application/json',
    { parseAs: 'string' },
    async (request: FastifyRequest, body: string) => parseJson(request, body),
  );
  server.addContentTypeParser(
    FORM,
    { parseAs: 'string' },
    async (request: FastifyRequest, body: string) => {
      if (!formPaths.includes(pathOf(request))) throw new AppError('unsupported_media_type');
      return parseForm(body);
    },
  );
}

function parseJson(request: FastifyRequest, body: string): unknown {
  if (formPaths.includes(pathOf(request))) throw new AppError('unsupported_media_type');
  if (!isUtf8(request.headers['content-type'])) throw new AppError('unsupported_media_type');
  if (body === '') return undefined;
  if (body.includes(UNDECODED) || depthOf(body) > DEPTH_MAX)
    throw new AppError('malformed_request');
  try {
    return JSON.parse(body, refusePrototypeKeys);
  } catch (cause) {
    throw new AppError('malformed_request', { cause });
  }
}

/** Keys that reach into prototypes when somebody merges objects. */
const prototypeKeys = new Set(['__proto__', 'constructor', 'prototype']);

function refusePrototypeKeys(key: string, value: unknown): unknown {
  if (prototypeKeys.has(key)) throw new ExtraneousInput();
  return value;
}

function parseForm(body: string): Record<string, string> {
  const fields = new URLSearchParams(body);
  const isUndecoded = [...fields].flat().some((text) => text.includes(UNDECODED));
  if (isUndecoded || new Set(fields.keys()).size !== [...fields.keys()].length)
    throw new AppError('malformed_request');
  return Object.assign(Object.create(null), Object.fromEntries(fields));
}

function isUtf8(contentType = ''): boolean {
  const charset = /;\s*charset="?([\w-]+)"?/i.exec(contentType)?.[1];
  return charset === undefined || charset.toLowerCase() === 'utf-8';
}

/** Counts brackets outside of strings, without building anything. */
function depthOf(json: string): number {
  let depth = 0;
  let deepest = 0;
  for (const [token] of json.matchAll(/"(?:[^"\\]|\\.)*"|[[{\]}]/g)) {
    if (token === '[' || token === '{') deepest = Math.max(deepest, ++depth);
    else if (token === ']' || token === '}') depth--;
  }
  return deepest;
}

function pathOf(request: FastifyRequest): string {
  return request.url.split('?', 1)[0] ?? '';
}
