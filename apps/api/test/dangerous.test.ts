import { beforeAll, describe, expect, it } from '@jest/globals';
import { places, read, sources } from './source-files.ts';

const importersOf = (files: readonly string[], modules: string) =>
  places(
    files,
    new RegExp(`(?<=^import (?!type )[^;]*from )'node:(?:${modules})(?:/\\w+)?'`, 'gm'),
  );

/** A repetition of what repeats by itself: the shape that takes exponential time. */
const nestedRepetition =
  /\((?:[^()\\]|\\.)*(?:[+*]|\{\d+,\d*\})(?:[^()\\]|\\.)*\)(?:[+*]|\{\d+,\})/;

describe('what could be dangerous', () => {
  let server: string[];
  let all: string[];
  beforeAll(async () => {
    server = await sources('apps/api', 'packages/auth-core');
    all = [...server, ...(await sources('apps/web', 'packages/client-sdk'))];
  });

  it('is no text that runs as code or becomes markup', async () => {
    expect(
      await places(
        all,
        /\beval\(|\bnew Function\b|'node:vm'|\bset(?:Timeout|Interval)\(\s*['"`]|['"`]javascript:|document\.write|\b(?:inner|outer)HTML\b|insertAdjacentHTML|dangerouslySetInnerHTML|\bsrcdoc\b|createContextualFragment/gi,
      ),
      // Escaped, in a frame without rights, on a page of developers.
    ).toEqual(['apps/api/src/mail/outbox/outbox-page.ts: srcdoc']);
  });

  it('is a program beside this one only for the embedded database, and never a shell', async () => {
    expect(await importersOf(all, 'child_process|worker_threads|cluster')).toEqual([
      "apps/api/src/postgres/identity.ts: 'node:child_process'",
      "apps/api/src/postgres/process-facts.ts: 'node:child_process'",
    ]);
    expect(await places(all, /(?<!\.)\bexec(?:Sync)?\(|\bshell: /g)).toEqual([]);
  });

  it('is no request to another machine, but for the list of stolen passwords that its operator may name, and the server that they let the doctor see', async () => {
    expect(await places(server, /\bfetch\(|XMLHttpRequest|\bundici\b|\baxios\b/g)).toEqual([
      'apps/api/src/breached-passwords/breach-service.ts: fetch(',
      'apps/api/src/cli/doctor/look-from-outside.ts: fetch(',
    ]);
    expect(await importersOf(server, 'https?|http2|net|tls|dns|dgram')).toEqual([
      "apps/api/src/browser/coarse-address.ts: 'node:net'",
      "apps/api/src/config/network-settings.ts: 'node:net'",
      "apps/api/src/config/remote-servers.ts: 'node:net'",
      "apps/api/src/metrics/metrics-server.ts: 'node:http'",
    ]);
    // The four above judge addresses, or listen.
    expect(
      await places(server, /\b(?:createConnection|net\.connect|http\.(?:get|request))\(/g),
    ).toEqual([]);
  });

  it('is no file whose name somebody sends', async () => {
    const importers = await importersOf(server, 'fs');
    expect(importers.filter((place) => !place.startsWith('apps/api/src/postgres/'))).toEqual([
      "apps/api/src/breached-passwords/breach-file.ts: 'node:fs/promises'",
      // A file that the operator names.
      "apps/api/src/cli/import/open-source.ts: 'node:fs'",
      "apps/api/src/cli/import/open-source.ts: 'node:fs/promises'",
      "apps/api/src/cli/import/refusal-report.ts: 'node:fs'",
      "apps/api/src/cli/user-export.ts: 'node:fs'",
      "apps/api/src/config/secret-keys.ts: 'node:fs/promises'",
      "apps/api/src/http/log-output.ts: 'node:fs'",
      "apps/api/src/mail/outbox-mailer.ts: 'node:fs/promises'",
      "apps/api/src/mail/outbox/outbox-files.ts: 'node:fs/promises'",
      "apps/api/src/pages/page-files.ts: 'node:fs'",
      "apps/api/src/start.ts: 'node:fs'",
    ]);
  });

  it('is no pattern made of what somebody sends, and none that takes for ever', async () => {
    // Of the addresses and pages of this product.
    expect(await places(all, /new RegExp\(/g)).toEqual([
      'apps/api/src/http/allowed-methods.ts: new RegExp(',
      'apps/api/src/pages/render-page.ts: new RegExp(',
      'packages/auth-core/src/paths.ts: new RegExp(',
    ]);
    expect(nestedRepetition.test('/^(a+)+$/')).toBe(true);
    const patterns = await places(
      all,
      /(?<=[=(,:?&|!]\s*|\breturn\s)\/(?![/*])(?:\[(?:[^\]\\\n]|\\.)*\]|\\.|[^/\\\n[])+\/[a-z]*/g,
    );
    expect(patterns.length).toBeGreaterThan(40);
    expect(patterns.filter((pattern) => nestedRepetition.test(pattern))).toEqual([]);
  });

  it('is no message from another window', async () => {
    expect(
      await places(
        all,
        /window\.postMessage|addEventListener\(\s*'message'|\.opener\b|\bimportScripts\b/g,
      ),
    ).toEqual([]);
    expect(await places(all, /new (?:BroadcastChannel|SharedWorker|Worker|WebSocket)\(/g)).toEqual([
      'packages/client-sdk/src/tabs.ts: new BroadcastChannel(',
      'packages/client-sdk/src/tabs.ts: new BroadcastChannel(',
    ]);
  });

  it('is no library for what this product does not do: markup, uploads, tokens of others', async () => {
    const manifests = ['apps/api', 'apps/web', 'packages/auth-core', 'packages/client-sdk'];
    const texts = await Promise.all(manifests.map((folder) => read(`${folder}/package.json`)));
    const names = texts.flatMap((text) => {
      const { dependencies = {} } = JSON.parse(text) as { dependencies?: Record<string, string> };
      return Object.keys(dependencies);
    });
    expect(names.length).toBeGreaterThan(25);
    expect(
      names.filter((name) =>
        /xml|ldap|saml|oauth|oidc|openid|jsonwebtoken|jose|graphql|\bws\b|socket\.io|multipart|multer|busboy|sharp|zip|yaml|markdown|marked|handlebars|\bejs\b|pug|latex|memcache/.test(
          name,
        ),
      ),
    ).toEqual([]);
  });
});
