import { Module } from '@nestjs/common';
import { AddressChangeController } from './address-change.controller.ts';
import { AddressChanges } from './address-changes.ts';
import { AddressConfirmations } from './address-confirmations.ts';
import { ChangedAddresses } from './changed-addresses.ts';
import { VerificationController } from './verification.controller.ts';
import { Verifications } from './verifications.ts';

@Module({
  controllers: [AddressChangeController, VerificationController],
  providers: [AddressChanges, AddressConfirmations, ChangedAddresses, Verifications],
  exports: [AddressChanges, Verifications],
})
export class AddressesModule {}
