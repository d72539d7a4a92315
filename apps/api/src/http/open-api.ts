import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { DocumentBuilder, SwaggerModule } from '@nestjs/swagger';

/** The contract as OpenAPI 3.1, and a page to try it. Outside production only. */
export function serveOpenApi(app: NestFastifyApplication): void {
  const description = new DocumentBuilder()
    .setTitle('Gatehouse')
    .setDescription(
      'Session-based authentication: accounts, sessions, messages, and a shop for cookies.',
    )
    .setVersion('0.1.0')
    .addCookieAuth('sid')
    .setOpenAPIVersion('3.1.0')
    .build();
  SwaggerModule.setup('api/docs', app, () => SwaggerModule.createDocument(app, description), {
    jsonDocumentUrl: 'api/openapi.json',
  });
}
