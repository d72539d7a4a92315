import { Module } from '@nestjs/common';
import { LiveController } from './live.controller.ts';
import { LiveStreams } from './live-streams.ts';
import { SessionMarks } from './session-marks.ts';
import { SessionWatch } from './session-watch.ts';

/** Tells open pages at once when their session ends or changes. */
@Module({
  controllers: [LiveController],
  providers: [LiveStreams, SessionMarks, SessionWatch],
})
export class LiveModule {}
