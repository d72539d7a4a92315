import { join } from 'node:path';
import type { Certificate } from './certificate.ts';

export type ProxyName = 'nginx' | 'caddy' | 'haproxy';

interface Places {
  readonly folder: string;
  readonly certificate: Certificate;
  readonly http: number;
  readonly https: number;
  readonly upstream: number;
}

interface Proxy {
  readonly file: string;
  readonly options: (file: string, folder: string) => string[];
  /** Text of the example to text for this computer: ports, files, and whom it runs as. */
  readonly places: (places: Places) => readonly (readonly [string, string])[];
}

export const proxies: Readonly<Record<ProxyName, Proxy>> = {
  nginx: {
    file: 'nginx.conf',
    options: (file, folder) => ['-c', file, '-p', folder, '-e', 'stderr', '-g', 'daemon off;'],
    places: ({ folder, certificate, http, https, upstream }) => [
      ['user www-data;', process.getuid?.() === 0 ? 'user root;' : ''],
      ['/run/nginx.pid', join(folder, 'pid')],
      ['/var/log/nginx/', `${folder}/`],
      ['http {', `http {\n${temporaryFolders(folder)}`],
      ['/etc/ssl/app.example.com.pem', certificate.certificateFile],
      ['/etc/ssl/private/app.example.com.key', certificate.keyFile],
      ['listen 80', `listen ${http}`],
      ['listen [::]:80', `listen [::]:${http}`],
      ['listen 443', `listen ${https}`],
      ['listen [::]:443', `listen [::]:${https}`],
      ['127.0.0.1:3000', `127.0.0.1:${upstream}`],
    ],
  },
  caddy: {
    file: 'Caddyfile',
    options: (file) => ['run', '--adapter', 'caddyfile', '--config', file],
    places: ({ certificate, http, https, upstream }) => [
      ['admin off', `admin off\n\thttp_port ${http}\n\thttps_port ${https}`],
      ['tls {', `tls ${certificate.certificateFile} ${certificate.keyFile} {`],
      ['127.0.0.1:3000', `127.0.0.1:${upstream}`],
    ],
  },
  haproxy: {
    file: 'haproxy.cfg',
    options: (file) => ['-f', file],
    places: ({ certificate, http, https, upstream }) => [
      ['/dev/log local0', 'stderr format raw local0'],
      ['/etc/ssl/app.example.com.pem', certificate.bothFile],
      ['bind :80', `bind :${http}`],
      ['bind :443', `bind :${https}`],
      ['127.0.0.1:3000', `127.0.0.1:${upstream}`],
    ],
  },
};

/** Where the program was built to write is not ours. */
function temporaryFolders(folder: string): string {
  return ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi']
    .map((name) => `  ${name}_temp_path ${folder}/${name};`)
    .join('\n');
}
