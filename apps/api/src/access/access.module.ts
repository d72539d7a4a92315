import { Global, Module } from '@nestjs/common';
import { APP_GUARD } from '@nestjs/core';
import { AccessGuard } from './access.guard.ts';
import { ActingAccess } from './acting-access.ts';
import { FreshProof } from './fresh-proof.ts';
import { RouteAccess } from './route-access.ts';

@Global()
@Module({
  providers: [ActingAccess, FreshProof, RouteAccess, { provide: APP_GUARD, useClass: AccessGuard }],
  exports: [FreshProof],
})
export class AccessModule {}
