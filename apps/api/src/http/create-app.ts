import { NestFactory } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { Logger } from 'pino';
import { AppModule, type AppOptions } from '../app.module.ts';
import { AllowedMethods } from './allowed-methods.ts';
import { serveAssets } from './assets.ts';
import { registerBodyParsers } from './body-parsers.ts';
import { Draining } from './draining.ts';
import { nestLogger } from './logger.ts';
import { serveOpenApi } from './open-api.ts';
import { ProblemFilter } from './problem.filter.ts';
import { projectAnswers } from './project-answers.ts';
import { registerRequestSteps } from './request-steps.ts';
import { createAdapter } from './server.ts';
import { validationPipe } from './validation.ts';

/** The whole application, not yet listening: the same for the product and for its tests. */
export async function createApp(
  options: Omit<AppOptions, 'draining'>,
  logger: Logger,
): Promise<NestFastifyApplication> {
  const { env } = options;
  const draining = new Draining();
  const app = await NestFactory.create<NestFastifyApplication>(
    AppModule.with({ ...options, draining }),
    createAdapter({ env, logger, draining }),
    { bodyParser: false, logger: nestLogger(logger), abortOnError: false },
  );
  const allowed = new AllowedMethods();
  const server = app.getHttpAdapter().getInstance();

  allowed.watch(server);
  registerBodyParsers(server);
  registerRequestSteps(app, env);
  projectAnswers(server);
  app.useGlobalPipes(validationPipe());
  app.useGlobalFilters(new ProblemFilter(allowed));
  if (env.trustedOrigins.length > 0) allowOrigins(app, env.trustedOrigins);
  if (options.webFolder) await serveAssets(app, options.webFolder);
  if (!env.isProduction) serveOpenApi(app);
  return app;
}

/** Exactly these origins may read answers, with cookies; nobody else may. */
function allowOrigins(app: NestFastifyApplication, origins: readonly string[]): void {
  app.enableCors({
    // After our own first step: a preflight, too, must come to our name and carry our headers.
    hook: 'preParsing',
    origin: [...origins],
    methods: ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE'],
    credentials: true,
    exposedHeaders: ['retry-after', 'x-request-id'],
  });
}
