import { AppError } from '@gatehouse/auth-core';
import { type CanActivate, Injectable } from '@nestjs/common';
import { MailQueue } from '../mail/mail-queue.ts';

/** Where nobody gets mail there are no mailed links, and nothing to do with one. */
@Injectable()
export class MailIsOn implements CanActivate {
  constructor(private readonly mails: MailQueue) {}

  canActivate(): true {
    if (!this.mails.isOn) throw new AppError('not_found');
    return true;
  }
}
