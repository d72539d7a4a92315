import { type Flash, flashSchema, restrictions } from '@gatehouse/auth-core';
import { Controller, Delete } from '@nestjs/common';
import { AllowedWhile, Public } from '../access/access.decorators.ts';
import { CurrentBrowser } from '../access/current-browser.decorator.ts';
import type { Browser } from '../browser/browser.ts';
import { Answers } from '../http/answers.decorator.ts';
import { FlashService } from './flash.service.ts';

@Controller('api/session/flash')
@AllowedWhile(restrictions)
export class FlashController {
  constructor(private readonly flash: FlashService) {}

  /** Not a GET: a prefetch must not eat somebody's message. */
  @Delete()
  @Public()
  @Answers(flashSchema, { isArray: true })
  take(@CurrentBrowser() browser: Browser): Promise<Flash[]> {
    return this.flash.take(browser);
  }
}
