import { once } from 'node:events';
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';
import { createSecureContext, TLSSocket } from 'node:tls';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createDataSource } from '../../src/database/data-source.ts';
import { connectRedis } from '../../src/relay/redis-connection.ts';
import { Certificate } from './certificate.ts';

/** Somebody in between, with a certificate of their own: what reached them is theirs. */
class Impostor {
  readonly #server: Server;
  readonly #sockets = new Set<Socket>();
  heard = Buffer.alloc(0);

  /** @param asksFirst PostgreSQL's way to begin: eight bytes that ask for TLS, and a yes */
  constructor(certificate: { key: string; cert: string }, asksFirst: boolean) {
    const secureContext = createSecureContext(certificate);
    this.#server = createServer(async (socket) => {
      this.#sockets.add(socket.on('error', () => undefined));
      if (asksFirst) {
        await once(socket, 'readable');
        socket.read();
        socket.write('S');
      }
      const secure = new TLSSocket(socket, { isServer: true, secureContext });
      secure.on('error', () => undefined);
      secure.on('data', (bytes: Buffer) => {
        this.heard = Buffer.concat([this.heard, bytes]);
        socket.destroy();
      });
    });
  }

  async listen(): Promise<number> {
    this.#server.listen(0, '127.0.0.1');
    await once(this.#server, 'listening');
    return (this.#server.address() as AddressInfo).port;
  }

  close(): void {
    for (const socket of this.#sockets) socket.destroy();
    this.#server.close();
  }
}

describe('a server with a certificate that nobody has signed', () => {
  let own: Certificate;
  let foreign: Certificate;
  const impostors: Impostor[] = [];
  beforeAll(async () => {
    own = await Certificate.make(['DNS:localhost']);
    foreign = await Certificate.make(['DNS:db.example.com']);
  });
  afterAll(async () => {
    for (const impostor of impostors) impostor.close();
    await own.remove();
    await foreign.remove();
  });

  const impostor = async (certificate: Certificate, asksFirst: boolean) => {
    const server = new Impostor(await certificate.keyAndCertificate(), asksFirst);
    impostors.push(server);
    return { server, port: await server.listen() };
  };

  const connectPostgres = (port: number, query: string) =>
    createDataSource(`postgres://app:secret@localhost:${port}/app?${query}`, () => undefined)
      .initialize()
      .then(
        () => 'connected',
        (error: Error & { code?: string }) => error.code ?? error.message,
      );

  it('is told nothing by the database driver: neither a password nor a name [CF-02]', async () => {
    const { server, port } = await impostor(own, true);
    expect(await connectPostgres(port, 'sslmode=verify-full')).toBe('DEPTH_ZERO_SELF_SIGNED_CERT');
    expect(server.heard).toHaveLength(0);

    const other = await impostor(foreign, true);
    const believed = `sslmode=verify-full&sslrootcert=${foreign.certificateFile}`;
    expect(await connectPostgres(other.port, believed)).toBe('ERR_TLS_CERT_ALTNAME_INVALID');
    expect(other.server.heard).toHaveLength(0);
  });

  it('is spoken to when the operator names its certificate, so it was the certificate [CF-02]', async () => {
    const { server, port } = await impostor(own, true);
    await connectPostgres(port, `sslmode=verify-full&sslrootcert=${own.certificateFile}`);
    expect(server.heard.toString()).toContain('app');
  });

  it('is told nothing by the client of Redis [CF-02]', async () => {
    const { server, port } = await impostor(own, false);
    const closing = new AbortController();
    const connected = connectRedis({
      url: `rediss://:secret@localhost:${port}`,
      signal: closing.signal,
      onLost: () => undefined,
    });
    await expect(connected).rejects.toThrow(/self-signed/);
    closing.abort();
    expect(server.heard).toHaveLength(0);
  });
});
