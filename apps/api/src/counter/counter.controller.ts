import { type Counter, counterSchema } from '@gatehouse/auth-core';
import { Controller, Delete, Get, Post, Put } from '@nestjs/common';
import { Public } from '../access/access.decorators.ts';
import { CurrentBrowser } from '../access/current-browser.decorator.ts';
import type { Browser } from '../browser/browser.ts';
import { Answers } from '../http/answers.decorator.ts';
import { CounterService } from './counter.service.ts';

/** Shows what a session remembers, before any log-in. */
@Controller('api/counter')
@Public()
export class CounterController {
  constructor(private readonly counter: CounterService) {}

  @Get()
  @Answers(counterSchema)
  read(@CurrentBrowser() browser: Browser): Promise<Counter> {
    return this.counter.read(browser);
  }

  @Put()
  @Answers(counterSchema)
  start(@CurrentBrowser() browser: Browser): Promise<Counter> {
    return this.counter.start(browser);
  }

  @Post()
  @Answers(counterSchema)
  increment(@CurrentBrowser() browser: Browser): Promise<Counter> {
    return this.counter.increment(browser);
  }

  @Delete()
  @Answers(counterSchema)
  clear(@CurrentBrowser() browser: Browser): Promise<Counter> {
    return this.counter.clear(browser);
  }
}
