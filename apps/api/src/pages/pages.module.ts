import { type DynamicModule, Module } from '@nestjs/common';
import { PageFiles } from './page-files.ts';
import { PagesController } from './pages.controller.ts';

@Module({ controllers: [PagesController] })
export class PagesModule {
  /** @param folder of the built web app; undefined to serve the API alone */
  static with(folder: string | undefined): DynamicModule {
    return {
      module: PagesModule,
      providers: [{ provide: PageFiles, useValue: new PageFiles(folder) }],
    };
  }
}
