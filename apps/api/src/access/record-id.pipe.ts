import { AppError } from '@gatehouse/auth-core';
import { Injectable, type PipeTransform } from '@nestjs/common';

const canonical = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** One spelling an id: whatever cannot be the id of a record is the address of nothing. */
@Injectable()
export class RecordIdPipe implements PipeTransform<string, string> {
  transform(id: string): string {
    if (!isRecordId(id)) throw new AppError('not_found');
    return id;
  }
}

export function isRecordId(text: string): boolean {
  return canonical.test(text);
}
