import { describe, expect, it } from '@jest/globals';
import { readEnv } from '../src/config/env.ts';
import type { EnvError } from '../src/config/env-error.ts';
import { newSecretKey } from '../src/config/secret-keys.ts';

describe('a server on another machine', () => {
  const faultsOf = (variables: Record<string, string>): readonly string[] => {
    try {
      readEnv({
        NODE_ENV: 'production',
        PUBLIC_URL: 'https://app.example.test',
        SECRET_KEYS: newSecretKey(),
        ...variables,
      });
      return [];
    } catch (error) {
      return (error as EnvError).faults;
    }
  };
  const postgres = 'postgres://app:secret-word@db.example.test/app';
  const redis = 'redis.example.test:6379';

  it('is refused in production unless it proves who it is, in words that help and tell no password [CF-02]', () => {
    for (const address of [
      postgres,
      `${postgres}?sslmode=disable`,
      `${postgres}?sslmode=no-verify`,
      `${postgres}?ssl=no-verify`,
      `${postgres}?ssl=0`,
      `${postgres}?sslmode=require&uselibpqcompat=true`,
      `${postgres}?sslmode=verify-full&sslmode=disable`,
      'postgres://app:secret-word@localhost/app?host=db.example.test',
      'postgres://app:secret-word@127.0.0.1.example.test/app',
      'postgres://app:secret-word@10.0.0.5/app',
    ])
      expect([address, faultsOf({ DATABASE_URL: address })]).toEqual([
        address,
        [expect.stringMatching(/^DATABASE_URL: .*sslmode=verify-full(?!.*secret-word)/)],
      ]);
    expect(faultsOf({ REDIS_URL: `redis://:secret-word@${redis}` })).toEqual([
      expect.stringMatching(/^REDIS_URL: .*rediss:(?!.*secret-word)/),
    ]);
    expect(faultsOf({ PASSWORD_BREACH_URL: 'http://pwned.example.test/range' })).toEqual([
      expect.stringMatching(/^PASSWORD_BREACH_URL: .*https:/),
    ]);
    expect(faultsOf({ PASSWORD_BREACH_URL: 'http://localhost:8080/range' })).toEqual([]);
    for (const address of [
      'pwned.test/range?mode=ntlm',
      'pwned.test/#',
      'me:secret-word@pwned.test',
    ])
      expect(faultsOf({ PASSWORD_BREACH_URL: `https://${address}` })).toEqual([
        expect.stringMatching(/^PASSWORD_BREACH_URL: (?!.*secret-word)/),
      ]);
    expect(faultsOf({ NODE_TLS_REJECT_UNAUTHORIZED: '0' })).toEqual([
      expect.stringMatching(/^NODE_TLS_REJECT_UNAUTHORIZED: /),
    ]);
    expect(
      faultsOf({ DATABASE_URL: `${postgres}?sslmode=verify-full&sslrootcert=/none/ca.pem` }),
    ).toEqual([expect.stringMatching(/^DATABASE_URL: .*\/none\/ca\.pem/)]);
  });

  it('may be anything that is checked, or on this machine [CF-02]', () => {
    for (const address of [
      `${postgres}?sslmode=verify-full`,
      `${postgres}?ssl=true`,
      'postgres://app@localhost/app',
      'postgres://app@127.0.0.1:5433/app',
      'postgres://app@[::1]/app',
      'postgres:///app?host=/var/run/postgresql',
    ])
      expect([address, faultsOf({ DATABASE_URL: address })]).toEqual([address, []]);
    for (const address of [`rediss://:x@${redis}`, 'redis://127.0.0.1:6379', 'redis://[::1]:6379'])
      expect([address, faultsOf({ REDIS_URL: address })]).toEqual([address, []]);
  });

  it('is the own business of whoever tries something out [CF-02]', () => {
    expect(
      faultsOf({ NODE_ENV: 'development', DATABASE_URL: postgres, REDIS_URL: `redis://${redis}` }),
    ).toEqual([]);
  });
});
