import { type Counter, counterSchema } from '@gatehouse/auth-core';
import { Controller, Delete, Get, HttpCode, Post, Put, SerializeOptions } from '@nestjs/common';
import { Public } from '../access/access.decorators.ts';
import { CurrentBrowser } from '../access/current-browser.decorator.ts';
import type { Browser } from '../session/browser.ts';
import { CounterService } from './counter.service.ts';

/** Shows what a session remembers, before any log-in. */
@Controller('api/counter')
@Public()
@SerializeOptions({ schema: counterSchema })
export class CounterController {
  constructor(private readonly counter: CounterService) {}

  @Get()
  read(@CurrentBrowser() browser: Browser): Promise<Counter> {
    return this.counter.read(browser);
  }

  @Put()
  start(@CurrentBrowser() browser: Browser): Promise<Counter> {
    return this.counter.start(browser);
  }

  @Post()
  @HttpCode(200)
  increment(@CurrentBrowser() browser: Browser): Promise<Counter> {
    return this.counter.increment(browser);
  }

  @Delete()
  clear(@CurrentBrowser() browser: Browser): Promise<Counter> {
    return this.counter.clear(browser);
  }
}
