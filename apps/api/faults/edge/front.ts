import { newRegistration } from '../../test/api.ts';
import { createTestDatabase, type TestDatabase } from '../../test/database.ts';
import { BuiltServer } from '../built-server.ts';
import { Certificate, hostName } from './certificate.ts';
import { Edge } from './edge.ts';
import type { ProxyName } from './examples.ts';
import { HttpsBrowser } from './https-browser.ts';

interface Options {
  readonly change?: (configuration: string, folder: string) => string;
  readonly variables?: Readonly<Record<string, string>>;
}

/** The product in production, behind a proxy as we describe it. */
export class Front {
  readonly server: BuiltServer;
  readonly edge: Edge;
  readonly certificate: Certificate;
  readonly #database: TestDatabase;

  private constructor(parts: {
    server: BuiltServer;
    edge: Edge;
    certificate: Certificate;
    database: TestDatabase;
  }) {
    this.server = parts.server;
    this.edge = parts.edge;
    this.certificate = parts.certificate;
    this.#database = parts.database;
  }

  static async start(name: ProxyName, { change, variables = {} }: Options = {}): Promise<Front> {
    const database = await createTestDatabase();
    const certificate = await Certificate.make();
    const server = await BuiltServer.start({
      databaseUrl: database.url,
      variables: {
        NODE_ENV: 'production',
        PUBLIC_URL: `https://${hostName}`,
        TRUST_PROXY: '1',
        LOG_LEVEL: 'debug',
        ...variables,
      },
    });
    const edge = await Edge.start(name, {
      upstream: server.port,
      certificate,
      ...(change ? { change } : {}),
    });
    return new Front({ server, edge, certificate, database });
  }

  browser(from?: string): HttpsBrowser {
    return new HttpsBrowser({
      port: this.edge.https,
      ca: this.certificate.pem,
      ...(from ? { from } : {}),
    });
  }

  /** Somebody new, logged in. */
  async person(from?: string) {
    const browser = this.browser(from);
    const registration = newRegistration();
    const answer = await browser.send('POST', '/api/users', registration);
    if (answer.status !== 201) throw new Error(`Registration: ${answer.status} ${answer.text}`);
    return { browser, username: registration.username, password: registration.password };
  }

  async stop(): Promise<void> {
    await this.edge.stop();
    await this.server.stop();
    await this.certificate.remove();
    await this.#database.drop();
  }
}
