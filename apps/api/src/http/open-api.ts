import { problemSchema } from '@gatehouse/auth-core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { DocumentBuilder, type OpenAPIObject, SwaggerModule } from '@nestjs/swagger';
import { jsonSchemaOf } from './json-schema.ts';

const DOCS_PATH = '/api/docs';

/** The page brings styles of its own, which no page of ours may. It is not served in production. */
const docsPolicy =
  "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; frame-ancestors 'none'";

/** The contract as OpenAPI 3.1, from the schemas that check it, and a page to try it. */
export function serveOpenApi(app: NestFastifyApplication): void {
  const description = new DocumentBuilder()
    .setTitle('Gatehouse')
    .setDescription('Accounts, sessions, messages, and a shop for cookies.')
    .setVersion('0.1.0')
    .addCookieAuth('sid')
    .setOpenAPIVersion('3.1.0')
    .build();
  app
    .getHttpAdapter()
    .getInstance()
    .addHook('onRequest', async (request, reply) => {
      if (request.url.startsWith(DOCS_PATH)) reply.header('content-security-policy', docsPolicy);
    });
  SwaggerModule.setup(
    DOCS_PATH.slice(1),
    app,
    () =>
      withProblems(
        SwaggerModule.createDocument(app, description, {
          standardSchemaConverter: (schema, { schemaType }) => ({
            schema: jsonSchemaOf(schema, schemaType),
          }),
        }),
      ),
    { jsonDocumentUrl: 'api/openapi.json' },
  );
}

/** Whatever is refused, wherever, is told in one shape. */
function withProblems(document: OpenAPIObject): OpenAPIObject {
  const refused = {
    description: 'Refused, or failed.',
    content: { 'application/problem+json': { schema: jsonSchemaOf(problemSchema, 'output') } },
  };
  for (const path of Object.values(document.paths))
    for (const operation of [path.get, path.post, path.put, path.patch, path.delete])
      if (operation) operation.responses['default'] = refused;
  return document;
}
