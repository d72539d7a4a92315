import { type ExecutionContext, Injectable } from '@nestjs/common';
import { LocalAuthGuard } from '../login/local-auth.guard.ts';
import { formFields } from './form-fields.ts';

/** The log-in guard for a form: the same credentials, written as a browser writes them. */
@Injectable()
export class FormAuthGuard extends LocalAuthGuard {
  override canActivate(context: ExecutionContext): Promise<boolean> {
    const request = context
      .switchToHttp()
      .getRequest<{ body: unknown; next?: string | undefined }>();
    const { identifier, password, remember, next } = formFields(request.body);
    request.next = next;
    request.body = { identifier, password, remember: remember !== undefined };
    return super.canActivate(context);
  }
}
