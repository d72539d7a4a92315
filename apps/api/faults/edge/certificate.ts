import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { tool } from '../tools.ts';

export const hostName = 'app.example.com';

/** One that nobody has signed but itself, for a day. */
export class Certificate {
  readonly folder: string;
  readonly pem: string;

  private constructor(folder: string, pem: string) {
    this.folder = folder;
    this.pem = pem;
  }

  get certificateFile(): string {
    return join(this.folder, 'certificate.pem');
  }

  get keyFile(): string {
    return join(this.folder, 'key.pem');
  }

  /** Certificate and key, as some want it. */
  get bothFile(): string {
    return join(this.folder, 'both.pem');
  }

  static async make(names: readonly string[] = [`DNS:${hostName}`]): Promise<Certificate> {
    const folder = await mkdtemp(join(tmpdir(), 'gatehouse-tls-'));
    const at = (name: string) => join(folder, name);
    await promisify(execFile)(tool('openssl'), [
      ...['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '1', '-subj', '/CN=gatehouse'],
      ...['-addext', `subjectAltName=${names.join()}`],
      ...['-keyout', at('key.pem'), '-out', at('certificate.pem')],
    ]);
    const pem = await readFile(at('certificate.pem'), 'utf8');
    await writeFile(at('both.pem'), pem + (await readFile(at('key.pem'), 'utf8')));
    return new Certificate(folder, pem);
  }

  async keyAndCertificate(): Promise<{ key: string; cert: string }> {
    return { key: await readFile(this.keyFile, 'utf8'), cert: this.pem };
  }

  async remove(): Promise<void> {
    await rm(this.folder, { recursive: true });
  }
}
