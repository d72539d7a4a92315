import 'reflect-metadata';
import { Controller, Get, Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';

/** Two routes of Nest on Fastify, without anything around them: the unit of our goals. */
const { LONG = '{}', SHORT = '{}', HOST = '', PORT = '' } = process.env;
const [long, short]: [object, object] = [JSON.parse(LONG), JSON.parse(SHORT)];

@Controller()
class FloorController {
  @Get('long')
  long(): object {
    return long;
  }

  @Get('short')
  short(): object {
    return short;
  }
}

@Module({ controllers: [FloorController] })
class FloorModule {}

const app = await NestFactory.create<NestFastifyApplication>(FloorModule, new FastifyAdapter(), {
  logger: false,
});
await app.listen(Number(PORT), HOST);
