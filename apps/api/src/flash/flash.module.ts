import { Global, Module } from '@nestjs/common';
import { FlashController } from './flash.controller.ts';
import { FlashService } from './flash.service.ts';

@Global()
@Module({ controllers: [FlashController], providers: [FlashService], exports: [FlashService] })
export class FlashModule {}
