import { createServer } from 'node:http';
import { json } from 'node:stream/consumers';
import { Pool } from 'pg';

/** The least that changes a row: one statement by primary key over the same driver. */
const { DATABASE_URL, HOST, PORT } = process.env;
const pool = new Pool({ connectionString: DATABASE_URL, max: 10 });

createServer(async (request, response) => {
  const id = request.url?.slice('/'.length);
  const { name } = (await json(request)) as { name: string };
  const { rows } = await pool.query(
    `UPDATE floor_users SET name = $2 WHERE id = $1
     RETURNING id, username, email, name, avatar_url AS "avatarUrl", role, created_at AS "createdAt"`,
    [id, name],
  );
  const body = JSON.stringify(rows[0] ?? null);
  response.writeHead(200, {
    'content-type': 'application/json; charset=utf-8',
    'content-length': Buffer.byteLength(body),
  });
  response.end(body);
}).listen(Number(PORT), HOST);
